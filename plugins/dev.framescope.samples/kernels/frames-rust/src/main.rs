//! A kernel with a page-frame allocator, in the higher half.

#![no_std]
#![no_main]
#![feature(alloc_error_handler)]

extern crate alloc;

mod bitmap_allocator;
mod boot;
mod console;
mod consts;
mod memory;
mod panic;
mod riscv;
mod sbi;
mod sync;
mod trap;
mod workload;

use sbi::ResetReason;

/// The first code at its link address.
#[no_mangle]
extern "C" fn rust_main(_hart: usize, dtb: usize) -> ! {
    trap::init();
    memory::init(dtb);
    workload::run();
    sbi::shutdown(ResetReason::None)
}
