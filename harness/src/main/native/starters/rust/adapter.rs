//! Joins stage2.rs and Maplet: the HAL, and the operations as Maplet calls them. This is the file to
//! write for a crate of your own.
//!
//! The HAL tells frames and fences, but no stores: Maplet finds those by comparing tables.

mod maplet;
mod stage2;

use maplet::{Control, Regime, Subject};
use stage2::{AddressSpace, Error, Hal, Resolved};
use std::ffi::{c_void, CStr};
use std::panic::{catch_unwind, AssertUnwindSafe};

struct Machine(*mut Control);

impl Hal for Machine {
    fn alloc_frames(&mut self, count: u64) -> Option<u64> {
        unsafe { (*self.0).alloc(count, count * 4096) }
    }

    fn dealloc_frames(&mut self, frame: u64, count: u64) {
        unsafe { (*self.0).free(frame, count) }
    }

    fn phys_to_virt(&self, address: u64) -> *mut u8 {
        unsafe { (*self.0).pointer(address) }
    }

    fn hfence_gvma(&mut self, gpa: u64) { unsafe { (*self.0).invalidate(gpa >> 2) } }

    fn hfence_gvma_all(&mut self) { unsafe { (*self.0).invalidate_all() } }
}

struct Adapted {
    control: *mut Control,
    space: AddressSpace<Machine>,
}

/// Errors become codes, panics too.
fn code(operation: impl FnOnce() -> Result<i64, Error>) -> i64 {
    match catch_unwind(AssertUnwindSafe(operation)) {
        Ok(Ok(code)) => code,
        Ok(Err(Error::InvalidInput)) => maplet::EINVAL,
        Ok(Err(Error::AlreadyExists)) => maplet::EEXIST,
        Ok(Err(Error::NoMemory)) => maplet::ENOMEM,
        Ok(Err(Error::Fault)) => maplet::EFAULT,
        Err(_) => maplet::EPANIC,
    }
}

fn adapted<'a>(space: *mut c_void) -> &'a mut Adapted {
    unsafe { &mut *(space as *mut Adapted) }
}

extern "C" fn create(
    control: *mut Control, regime: *const Regime, layer: u32, base: u64, size: u64,
    out: *mut *mut c_void,
) -> i64 {
    let levels = match unsafe { CStr::from_ptr((*regime).id) }.to_bytes() {
        b"riscv-sv39x4" if layer == 0 => 3,
        b"riscv-sv48x4" if layer == 0 => 4,
        _ => return maplet::ENOSYS,
    };
    code(|| {
        let space = AddressSpace::new(Machine(control), levels, base, size)?;
        unsafe {
            (*control).root = space.root();
            *out = Box::into_raw(Box::new(Adapted { control, space })) as *mut c_void;
        }
        Ok(maplet::OK)
    })
}

extern "C" fn map(
    space: *mut c_void, gpa: u64, size: u64, hpa: u64, attributes: u32, how: u32,
) -> i64 {
    let space = &mut adapted(space).space;
    code(|| {
        match how {
            maplet::LINEAR => space.map_linear(gpa, hpa, size, attributes)?,
            maplet::ALLOCATED => space.map_alloc(gpa, size, attributes, true)?,
            maplet::ON_DEMAND => space.map_alloc(gpa, size, attributes, false)?,
            _ => return Ok(maplet::ENOSYS),
        }
        Ok(maplet::OK)
    })
}

extern "C" fn unmap(space: *mut c_void, gpa: u64, size: u64) -> i64 {
    code(|| adapted(space).space.unmap(gpa, size).map(|()| maplet::OK))
}

fn permission(access: u32) -> u32 {
    [stage2::READ, stage2::WRITE, stage2::EXECUTE, stage2::EXECUTE][access as usize & 3]
}

extern "C" fn fault(space: *mut c_void, gpa: u64, access: u32) -> i64 {
    code(|| match adapted(space).space.handle_page_fault(gpa, permission(access))? {
        Resolved::Mapped => Ok(maplet::OK),
        Resolved::Present => Ok(maplet::SPURIOUS),
    })
}

extern "C" fn translate(space: *mut c_void, gpa: u64, access: u32) -> i64 {
    let adapted = adapted(space);
    code(|| match adapted.space.query(gpa) {
        Some((hpa, flags, page_size)) if flags & permission(access) != 0 => {
            unsafe { (*adapted.control).answer.hpa = hpa };
            unsafe { (*adapted.control).answer.page_size = page_size };
            Ok(maplet::OK)
        }
        _ => Err(Error::Fault),
    })
}

extern "C" fn clear(space: *mut c_void) -> i64 {
    code(|| {
        adapted(space).space.clear();
        Ok(maplet::OK)
    })
}

extern "C" fn destroy(space: *mut c_void) -> i64 {
    let adapted = unsafe { Box::from_raw(space as *mut Adapted) };
    code(|| {
        adapted.space.destroy();
        Ok(maplet::OK)
    })
}

#[no_mangle]
pub extern "C" fn maplet_subject() -> *const Subject {
    static SUBJECT: Subject = Subject {
        abi_version: maplet::ABI_VERSION,
        size: std::mem::size_of::<Subject>() as u32,
        name: c"rust-starter".as_ptr(),
        version: c"1".as_ptr(),
        reports: maplet::REPORTS_INVALIDATIONS,
        create: Some(create),
        map: Some(map),
        unmap: Some(unmap),
        protect: None,
        fault: Some(fault),
        translate: Some(translate),
        clear: Some(clear),
        destroy: Some(destroy),
    };
    &SUBJECT
}
