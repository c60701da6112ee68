//! A small guest address space for RISC-V (Sv39x4, Sv48x4), written as such crates are: frames come
//! from a HAL, errors are an enum, only 4 KiB pages, no protect, empty tables stay. It knows
//! nothing of Maplet; adapter.rs joins the two.
//!
//! Built with debug assertions or not, what callers may do wrong is an error and no panic.

use std::collections::BTreeMap;

pub const READ: u32 = 1;
pub const WRITE: u32 = 2;
pub const EXECUTE: u32 = 4;

const PAGE: u64 = 4096;
const VALID: u64 = 1;
/// User, accessed and dirty: G-stage leaves are always user's, and this software sets A and D.
const LEAF: u64 = 0b1101_0000;
const GLOBAL: u64 = 1 << 5;
const ADDRESS: u64 = ((1 << 44) - 1) << 10;

/// What a hypervisor offers to this crate.
pub trait Hal {
    fn alloc_frames(&mut self, count: u64) -> Option<u64>;
    fn dealloc_frames(&mut self, frame: u64, count: u64);
    fn phys_to_virt(&self, address: u64) -> *mut u8;
    fn hfence_gvma(&mut self, gpa: u64);
    fn hfence_gvma_all(&mut self);
}

#[derive(Debug, PartialEq)]
pub enum Error {
    InvalidInput,
    AlreadyExists,
    NoMemory,
    Fault,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Backend {
    Linear { offset: u64 },
    Alloc { populate: bool },
}

#[derive(Clone, Copy)]
struct Area {
    end: u64,
    flags: u32,
    backend: Backend,
}

pub enum Resolved {
    Mapped,
    Present,
}

/// Bugs that can be planted, by `MAPLET_BUG=name` or `MAPLET_BUG=name,name,...`; `crate-like` is
/// [`CRATE_LIKE`], ten together as a young crate may have them.
#[derive(Clone, Copy, PartialEq)]
pub enum Bug {
    /// A range that wraps around panics.
    Panic,
    /// The root is walked as one table.
    PlainSv39,
    /// No operation fences anything.
    NoFence,
    /// Pages show what their last owner wrote.
    NotZeroed,
    /// A fault on a present page gets another frame.
    SecondFault,
    /// An unmapped page isn't given back.
    LeakedFrame,
    /// Out of frames: what was mapped stays.
    NoRollback,
    /// A size of zero is refused as an overlap.
    EmptyRangeError,
    /// G is set in leaves.
    GlobalBit,
    /// A translation tells the area's size for the page's.
    WholeAreaLimit,
    /// The last of several pages stays mapped.
    UnmapShort,
    /// Low bits of host addresses are dropped.
    AnyAlignment,
    /// Every page can be executed.
    ExecuteAlways,
}

const BUGS: [(&str, Bug); 13] = [
    ("panic", Bug::Panic),
    ("plain-sv39", Bug::PlainSv39),
    ("no-fence", Bug::NoFence),
    ("not-zeroed", Bug::NotZeroed),
    ("second-fault", Bug::SecondFault),
    ("leaked-frame", Bug::LeakedFrame),
    ("no-rollback", Bug::NoRollback),
    ("empty-range-error", Bug::EmptyRangeError),
    ("global-bit", Bug::GlobalBit),
    ("whole-area-limit", Bug::WholeAreaLimit),
    ("unmap-short", Bug::UnmapShort),
    ("any-alignment", Bug::AnyAlignment),
    ("execute-always", Bug::ExecuteAlways),
];

const CRATE_LIKE: &str = "no-fence,empty-range-error,panic,global-bit,second-fault,leaked-frame,\
    whole-area-limit,unmap-short,any-alignment,execute-always";

/// The bugs of one address space.
pub struct Bugs(u32);

impl Bugs {
    /// A name that there isn't panics: it must not look like a run without bugs.
    fn from_environment() -> Bugs {
        let names = match std::env::var("MAPLET_BUG") {
            Ok(value) if value == "crate-like" => CRATE_LIKE.to_string(),
            Ok(value) => value,
            Err(_) => String::new(),
        };
        let bit = |name| match BUGS.iter().find(|(known, _)| *known == name) {
            Some((_, bug)) => 1 << *bug as u32,
            None => panic!("MAPLET_BUG: no bug is called '{name}'"),
        };
        Bugs(names.split(',').filter(|name| !name.is_empty()).map(bit).fold(0, |all, bit| all | bit))
    }

    fn has(&self, bug: Bug) -> bool {
        self.0 >> bug as u32 & 1 != 0
    }
}

pub struct AddressSpace<H: Hal> {
    hal: H,
    levels: u32,
    base: u64,
    end: u64,
    root: u64,
    areas: BTreeMap<u64, Area>,
    bugs: Bugs,
}

impl<H: Hal> AddressSpace<H> {
    pub fn new(mut hal: H, levels: u32, base: u64, size: u64) -> Result<Self, Error> {
        let end = base.checked_add(size).ok_or(Error::InvalidInput)?;
        if size == 0 || (base | size) % PAGE != 0 || end > 1 << (14 + 9 * levels) {
            return Err(Error::InvalidInput);
        }
        let root = hal.alloc_frames(4).ok_or(Error::NoMemory)?;
        for i in 0..4 {
            unsafe { hal.phys_to_virt(root + i * PAGE).write_bytes(0, PAGE as usize) };
        }
        let bugs = Bugs::from_environment();
        Ok(AddressSpace { hal, levels, base, end, root, areas: BTreeMap::new(), bugs })
    }

    pub fn root(&self) -> u64 {
        self.root
    }

    pub fn map_linear(&mut self, gpa: u64, hpa: u64, size: u64, flags: u32) -> Result<(), Error> {
        let hpa = if self.bugs.has(Bug::AnyAlignment) { hpa & !(PAGE - 1) } else { hpa };
        if hpa % PAGE != 0 || hpa.checked_add(size).map_or(true, |end| end > 1 << 56) {
            return Err(Error::InvalidInput);
        }
        self.map(gpa, size, flags, Backend::Linear { offset: hpa.wrapping_sub(gpa) })
    }

    pub fn map_alloc(
        &mut self, gpa: u64, size: u64, flags: u32, populate: bool,
    ) -> Result<(), Error> {
        self.map(gpa, size, flags, Backend::Alloc { populate })
    }

    fn map(&mut self, gpa: u64, size: u64, flags: u32, backend: Backend) -> Result<(), Error> {
        let end = self.check(gpa, size)?;
        if flags & !7 != 0 || flags == 0 || flags & (READ | WRITE) == WRITE {
            return Err(Error::InvalidInput);
        }
        if self.areas.range(..end).next_back().map_or(false, |(_, area)| area.end > gpa) {
            return Err(Error::AlreadyExists);
        }
        if backend != (Backend::Alloc { populate: false }) {
            let mut page = gpa;
            while page < end {
                if let Err(error) = self.map_page(page, flags, backend) {
                    if !self.bugs.has(Bug::NoRollback) {
                        self.unmap_pages(gpa, page, backend);
                    }
                    return Err(error);
                }
                page += PAGE;
            }
        }
        self.areas.insert(gpa, Area { end, flags, backend });
        Ok(())
    }

    fn check(&self, gpa: u64, size: u64) -> Result<u64, Error> {
        if self.bugs.has(Bug::EmptyRangeError) && size == 0 {
            return Err(Error::AlreadyExists);
        }
        let end = match gpa.checked_add(size) {
            None if self.bugs.has(Bug::Panic) => panic!("the range must not wrap"),
            end => end.ok_or(Error::InvalidInput)?,
        };
        let legal = size != 0 && (gpa | size) % PAGE == 0 && gpa >= self.base && end <= self.end;
        if legal { Ok(end) } else { Err(Error::InvalidInput) }
    }

    /// Where the entry of the lowest level is; None where a table is missing.
    fn entry(&mut self, gpa: u64, make: bool) -> Result<Option<*mut u64>, Error> {
        let mut table = self.root;
        for level in (0..self.levels).rev() {
            let is_root = level == self.levels - 1 && !self.bugs.has(Bug::PlainSv39);
            let mask = if is_root { 2047 } else { 511 };
            let index = (gpa >> (12 + 9 * level)) & mask;
            let entry = self.hal.phys_to_virt(table + index * 8) as *mut u64;
            if level == 0 {
                return Ok(Some(entry));
            }
            let word = unsafe { *entry };
            if word & VALID == 0 {
                if !make {
                    return Ok(None);
                }
                table = self.new_table()?;
                unsafe { *entry = table >> 2 | VALID };
                // A processor may remember that there was no table.
                self.fence(gpa);
            } else {
                table = (word & ADDRESS) << 2;
            }
        }
        unreachable!("level 0 returns")
    }

    fn new_table(&mut self) -> Result<u64, Error> {
        let table = self.hal.alloc_frames(1).ok_or(Error::NoMemory)?;
        unsafe { self.hal.phys_to_virt(table).write_bytes(0, PAGE as usize) };
        Ok(table)
    }

    fn fence(&mut self, gpa: u64) {
        if !self.bugs.has(Bug::NoFence) {
            self.hal.hfence_gvma(gpa);
        }
    }

    fn map_page(&mut self, page: u64, flags: u32, backend: Backend) -> Result<(), Error> {
        let entry = self.entry(page, true)?.expect("tables are made");
        let address = match backend {
            Backend::Linear { offset } => page.wrapping_add(offset),
            Backend::Alloc { .. } => self.hal.alloc_frames(1).ok_or(Error::NoMemory)?,
        };
        if matches!(backend, Backend::Alloc { .. }) && !self.bugs.has(Bug::NotZeroed) {
            unsafe { self.hal.phys_to_virt(address).write_bytes(0, PAGE as usize) };
        }
        unsafe { *entry = address >> 2 | (flags as u64) << 1 | self.leaf_bits() };
        self.fence(page);
        Ok(())
    }

    fn leaf_bits(&self) -> u64 {
        let global = if self.bugs.has(Bug::GlobalBit) { GLOBAL } else { 0 };
        let execute = if self.bugs.has(Bug::ExecuteAlways) { (EXECUTE as u64) << 1 } else { 0 };
        LEAF | VALID | global | execute
    }

    fn unmap_pages(&mut self, start: u64, end: u64, backend: Backend) {
        let mut page = start;
        while page < end {
            if let Ok(Some(entry)) = self.entry(page, false) {
                let word = unsafe { *entry };
                if word & VALID != 0 {
                    unsafe { *entry = 0 };
                    self.fence(page);
                    let owned = matches!(backend, Backend::Alloc { .. });
                    if owned && !self.bugs.has(Bug::LeakedFrame) {
                        self.hal.dealloc_frames((word & ADDRESS) << 2, 1);
                    }
                }
            }
            page += PAGE;
        }
    }

    pub fn unmap(&mut self, gpa: u64, size: u64) -> Result<(), Error> {
        let end = self.check(gpa, size)?;
        self.split(gpa);
        self.split(end);
        let starts: Vec<u64> = self.areas.range(gpa..end).map(|(start, _)| *start).collect();
        for start in starts {
            if let Some(area) = self.areas.remove(&start) {
                let one_page = area.end - start == PAGE;
                let short = self.bugs.has(Bug::UnmapShort) && !one_page;
                let unmapped = if short { area.end - PAGE } else { area.end };
                self.unmap_pages(start, unmapped, area.backend);
            }
        }
        Ok(())
    }

    /// Makes an address a boundary between areas, if it lies inside one.
    fn split(&mut self, gpa: u64) {
        let inside = self.areas.range(..gpa).next_back().map(|(start, area)| (*start, *area));
        if let Some((start, area)) = inside {
            if area.end > gpa {
                self.areas.insert(start, Area { end: gpa, ..area });
                self.areas.insert(gpa, area);
            }
        }
    }

    pub fn handle_page_fault(&mut self, gpa: u64, access: u32) -> Result<Resolved, Error> {
        let found = self.areas.range(..=gpa).next_back().map(|(_, area)| *area);
        let area = found.filter(|area| area.end > gpa).ok_or(Error::Fault)?;
        let lazy = area.backend == Backend::Alloc { populate: false };
        if !lazy || area.flags & access == 0 {
            return Err(Error::Fault);
        }
        let page = gpa & !(PAGE - 1);
        let present = match self.entry(page, false)? {
            Some(entry) => unsafe { *entry & VALID != 0 },
            None => false,
        };
        if present && !self.bugs.has(Bug::SecondFault) {
            return Ok(Resolved::Present);
        }
        self.map_page(page, area.flags, area.backend)?;
        Ok(Resolved::Mapped)
    }

    /// The host address, the permissions and the size of a page; None where nothing is mapped.
    pub fn query(&mut self, gpa: u64) -> Option<(u64, u32, u64)> {
        if gpa >> (14 + 9 * self.levels) != 0 {
            return None;
        }
        let word = unsafe { *self.entry(gpa, false).ok()?? };
        let address = (word & ADDRESS) << 2 | gpa & (PAGE - 1);
        let size = match self.areas.range(..=gpa).next_back() {
            Some((start, area)) if self.bugs.has(Bug::WholeAreaLimit) => area.end - start,
            _ => PAGE,
        };
        (word & VALID != 0).then_some((address, (word >> 1 & 7) as u32, size))
    }

    pub fn clear(&mut self) {
        for (start, area) in std::mem::take(&mut self.areas) {
            self.unmap_pages(start, area.end, area.backend);
        }
    }

    pub fn destroy(mut self) {
        self.clear();
        if !self.bugs.has(Bug::NoFence) {
            self.hal.hfence_gvma_all();
        }
        for i in 0..4 {
            self.free_tables(self.root + i * PAGE, self.levels - 1);
        }
        self.hal.dealloc_frames(self.root, 4);
    }

    fn free_tables(&mut self, table: u64, level: u32) {
        for index in 0..512 {
            let word = unsafe { *(self.hal.phys_to_virt(table + index * 8) as *const u64) };
            if level > 0 && word & VALID != 0 {
                let below = (word & ADDRESS) << 2;
                self.free_tables(below, level - 1);
                self.hal.dealloc_frames(below, 1);
            }
        }
    }
}
