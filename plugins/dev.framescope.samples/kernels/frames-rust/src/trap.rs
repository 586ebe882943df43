//! There is nothing that this kernel expects to trap.

use crate::riscv::register::{scause, sepc, stval, stvec};
use core::arch::global_asm;

global_asm!(
    "    .section .text",
    "    .type trap_entry, @function",
    "    .align 2",
    "trap_entry:",
    "    call unexpected_trap",
    "    .size trap_entry, . - trap_entry",
);

extern "C" {
    fn trap_entry();
}

pub fn init() {
    unsafe { stvec::write(trap_entry as usize) };
}

#[no_mangle]
extern "C" fn unexpected_trap() -> ! {
    panic!(
        "unexpected trap: scause = {:#x}, sepc = {:#x}, stval = {:#x}",
        scause::read(),
        sepc::read(),
        stval::read()
    );
}
