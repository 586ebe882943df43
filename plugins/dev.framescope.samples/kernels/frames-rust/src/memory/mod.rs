//! The machine's memory.

mod frame_allocator;
pub mod heap;
pub mod paging;

pub use frame_allocator::{alloc_frame, dealloc_frame};

use crate::consts::*;
use frame_allocator::{init as init_frame_allocator, test as test_frame_allocator};

#[allow(dead_code)]
extern "C" {
    fn stext();
    fn etext();
    fn sdata();
    fn edata();
    fn srodata();
    fn erodata();
    fn sbss();
    fn ebss();
    fn start();
    pub(crate) fn end();
    fn bootstack();
    fn bootstacktop();
}

/// Finds the memory behind the kernel and hands it to the frame allocator.
#[allow(non_snake_case, unused_variables)]
pub fn init(dtb: usize) {
    use crate::riscv::register::sstatus;
    unsafe {
        // Allow user memory access
        sstatus::set_sum();
    }
    // A page is left for the device tree.
    let MEMORY_START: usize = (end as usize) - KERNEL_OFFSET + MEMORY_OFFSET + PAGE_SIZE;
    init_frame_allocator(MEMORY_START, MEMORY_END);
    test_frame_allocator();
}
