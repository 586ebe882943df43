//! `print!` and `println!` to the SBI's console.

use crate::sbi;
use core::fmt::{self, Write};

struct Console;

impl Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(sbi::console_putchar);
        Ok(())
    }
}

pub fn print(arguments: fmt::Arguments) {
    // The console takes everything.
    let _ = Console.write_fmt(arguments);
}

#[macro_export]
macro_rules! println {
    ($($argument:tt)*) => {
        $crate::console::print(format_args!("{}\n", format_args!($($argument)*)))
    };
}
