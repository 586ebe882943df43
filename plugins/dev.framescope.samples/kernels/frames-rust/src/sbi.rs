//! The calls of the Supervisor Binary Interface that this kernel makes.

use core::arch::asm;

const LEGACY_CONSOLE_PUTCHAR: usize = 0x01;
const SYSTEM_RESET: usize = 0x5352_5354; // "SRST"
const RESET_TYPE_SHUTDOWN: usize = 0;

/// Why the machine is turned off.
#[derive(Clone, Copy)]
pub enum ResetReason {
    None = 0,
    SystemFailure = 1,
}

fn call(extension: usize, function: usize, arg0: usize, arg1: usize) -> isize {
    let error;
    unsafe {
        asm!(
            "ecall",
            inlateout("a0") arg0 => error,
            inlateout("a1") arg1 => _,
            in("a6") function,
            in("a7") extension,
        );
    }
    error
}

pub fn console_putchar(byte: u8) {
    call(LEGACY_CONSOLE_PUTCHAR, 0, byte as usize, 0);
}

/// Turns the machine off.
pub fn shutdown(reason: ResetReason) -> ! {
    call(SYSTEM_RESET, 0, RESET_TYPE_SHUTDOWN, reason as usize);
    unreachable!("the SBI cannot turn the machine off");
}
