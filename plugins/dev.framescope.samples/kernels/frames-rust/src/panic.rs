//! What happens when the kernel finds itself broken.

use crate::println;
use crate::sbi::{self, ResetReason};
use core::panic::PanicInfo;

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    println!("{}", info);
    sbi::shutdown(ResetReason::SystemFailure)
}
