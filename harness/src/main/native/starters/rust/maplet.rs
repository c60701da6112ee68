//! `maplet.h` in Rust, ABI version 1: the structures, and the part of the harness that runs in the
//! subject. The header has the words.
#![allow(dead_code)]

use std::ffi::{c_char, c_void};

pub const ABI_VERSION: u32 = 1;

pub const OK: i64 = 0;
pub const SPURIOUS: i64 = 1;
pub const EPERM: i64 = -1;
pub const ENOENT: i64 = -2;
pub const EAGAIN: i64 = -11;
pub const ENOMEM: i64 = -12;
pub const EFAULT: i64 = -14;
pub const EBUSY: i64 = -16;
pub const EEXIST: i64 = -17;
pub const EINVAL: i64 = -22;
pub const ENOSYS: i64 = -38;
pub const EPANIC: i64 = -131;

pub const LINEAR: u32 = 0;
pub const ALLOCATED: u32 = 1;
pub const ON_DEMAND: u32 = 2;

pub const REPORTS_STORES: u64 = 1;
pub const REPORTS_INVALIDATIONS: u64 = 2;

const EVENT_ALLOCATE: u64 = 3;
const EVENT_REFUSE: u64 = 4;
const EVENT_FREE: u64 = 5;
const EVENT_INVALIDATE_ADDRESS: u64 = 6;
const EVENT_INVALIDATE_ALL: u64 = 7;

#[repr(C)]
pub struct Event {
    pub kind: u64,
    pub operands: [u64; 3],
}

#[repr(C)]
pub struct Answer {
    pub hpa: u64,
    pub page_size: u64,
    pub attributes: u64,
    pub fault_kind: u64,
    pub fault_height: u64,
    pub done: u64,
}

#[repr(C)]
pub struct Control {
    pub abi_version: u32,
    pub size: u32,
    pub memory: *mut u8,
    pub memory_base: u64,
    pub memory_size: u64,
    pub frame_size: u64,
    pub next_frame: u64,
    pub free_frames: *mut u64,
    pub free_count: u64,
    pub quarantine: u64,
    pub refuse_from: u64,
    pub events: *mut Event,
    pub event_capacity: u64,
    pub event_count: u64,
    pub root: u64,
    pub answer: Answer,
    pub refuse_once: u64,
}

#[repr(C)]
pub struct Regime {
    pub id: *const c_char,
    pub input_bits: u32,
    pub output_bits: u32,
    pub levels: u32,
    pub root_frames: u32,
    pub granule: u64,
    pub reserved: u64,
}

type Create =
    extern "C" fn(*mut Control, *const Regime, u32, u64, u64, *mut *mut c_void) -> i64;

#[repr(C)]
pub struct Subject {
    pub abi_version: u32,
    pub size: u32,
    pub name: *const c_char,
    pub version: *const c_char,
    pub reports: u64,
    pub create: Option<Create>,
    pub map: Option<extern "C" fn(*mut c_void, u64, u64, u64, u32, u32) -> i64>,
    pub unmap: Option<extern "C" fn(*mut c_void, u64, u64) -> i64>,
    pub protect: Option<extern "C" fn(*mut c_void, u64, u64, u32) -> i64>,
    pub fault: Option<extern "C" fn(*mut c_void, u64, u32) -> i64>,
    pub translate: Option<extern "C" fn(*mut c_void, u64, u32) -> i64>,
    pub clear: Option<extern "C" fn(*mut c_void) -> i64>,
    pub destroy: Option<extern "C" fn(*mut c_void) -> i64>,
}

// The table is never written, and its pointers are to constants.
unsafe impl Sync for Subject {}

impl Control {
    pub fn pointer(&self, address: u64) -> *mut u8 {
        unsafe { self.memory.offset((address - self.memory_base) as isize) }
    }

    fn event(&mut self, kind: u64, first: u64, second: u64) {
        if self.event_count < self.event_capacity {
            let event = Event { kind, operands: [first, second, 0] };
            unsafe { self.events.add(self.event_count as usize).write(event) };
        }
        self.event_count += 1;
    }

    fn refuse(&mut self, count: u64) -> Option<u64> {
        if self.size as usize >= std::mem::size_of::<Self>() && self.refuse_once != 0 {
            self.refuse_from = 0;
        }
        self.event(EVENT_REFUSE, count, 0);
        None
    }

    /// Frames that follow each other, the first a multiple of the alignment.
    pub fn alloc(&mut self, count: u64, alignment: u64) -> Option<u64> {
        if self.refuse_from == 1 {
            return self.refuse(count);
        }
        self.refuse_from = self.refuse_from.saturating_sub(1);
        let address;
        if count == 1 && self.free_count > 0 {
            self.free_count -= 1;
            address = unsafe { *self.free_frames.add(self.free_count as usize) };
        } else {
            address = (self.next_frame + alignment - 1) & !(alignment - 1);
            if address + count * self.frame_size > self.memory_base + self.memory_size {
                return self.refuse(count);
            }
            while self.next_frame < address {
                self.give(self.next_frame);
                self.next_frame += self.frame_size;
            }
            self.next_frame = address + count * self.frame_size;
        }
        self.event(EVENT_ALLOCATE, address, count);
        Some(address)
    }

    fn give(&mut self, frame: u64) {
        if self.free_count < self.memory_size / self.frame_size {
            unsafe { *self.free_frames.add(self.free_count as usize) = frame };
            self.free_count += 1;
        }
    }

    pub fn free(&mut self, address: u64, count: u64) {
        self.event(EVENT_FREE, address, count);
        for i in 0..count {
            if self.quarantine == 0 {
                self.give(address + i * self.frame_size);
            }
        }
    }

    pub fn invalidate(&mut self, operand: u64) {
        self.event(EVENT_INVALIDATE_ADDRESS, operand, 0);
    }

    pub fn invalidate_all(&mut self) {
        self.event(EVENT_INVALIDATE_ALL, 0, 0);
    }
}
