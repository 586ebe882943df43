//! Hands out page frames and takes them back.

use crate::bitmap_allocator::{BitAlloc, BitAlloc4K};
use crate::consts::*;
use crate::println;
use crate::riscv::addr::*;
use crate::sync::{Lazy, Mutex};

/// Keeps the numbers of the free frames, counted from `MEMORY_OFFSET`.
pub static FRAME_ALLOCATOR: Lazy<Mutex<BitAlloc4K>> =
    Lazy::new(|| Mutex::new(BitAlloc4K::default()));

/// Declares the memory between two physical addresses free.
pub fn init(start: usize, end: usize) {
    let page_start = (start - MEMORY_OFFSET) / PAGE_SIZE;
    let page_end = (end - MEMORY_OFFSET - 1) / PAGE_SIZE + 1;
    assert!(page_start < page_end, "illegal range for frame allocator");
    FRAME_ALLOCATOR.lock().insert(page_start..page_end);
    println!("++++init frame allocator succeed!++++");
}

pub fn alloc_frame() -> Option<Frame> {
    let ret = FRAME_ALLOCATOR.lock().alloc().map(|id| id * PAGE_SIZE + MEMORY_OFFSET);
    ret.map(|addr| Frame::of_addr(PhysAddr::new(addr)))
}

pub fn dealloc_frame(target: Frame) {
    FRAME_ALLOCATOR.lock().dealloc(target.number() - MEMORY_OFFSET / PAGE_SIZE);
}

/// The highest free frame is the next, also when it has just been given back.
pub fn test() {
    let frame1: Frame = alloc_frame().expect("failed to alloc frame");
    println!("test frame_allocator : {:#x}", frame1.start_address().as_usize());
    let frame2: Frame = alloc_frame().expect("failed to alloc frame");
    println!("test frame_allocator : {:#x}", frame2.start_address().as_usize());
    dealloc_frame(frame1);
    let frame3: Frame = alloc_frame().expect("failed to alloc frame");
    println!("test frame_allocator : {:#x}", frame3.start_address().as_usize());
    dealloc_frame(frame2);
    dealloc_frame(frame3);
}
