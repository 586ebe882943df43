//! Control and status registers.

/// A module with a function that reads the register of that name.
macro_rules! readable {
    ($($name:ident)*) => {
        $(
            pub mod $name {
                use core::arch::asm;

                pub fn read() -> usize {
                    let value;
                    unsafe { asm!(concat!("csrr {}, ", stringify!($name)), out(reg) value) };
                    value
                }
            }
        )*
    };
}

readable!(scause sepc stval);

pub mod stvec {
    use core::arch::asm;

    /// Says where traps go.
    ///
    /// # Safety
    /// There must be code for it, at a multiple of four.
    pub unsafe fn write(handler: usize) {
        asm!("csrw stvec, {}", in(reg) handler);
    }
}

pub mod sstatus {
    use core::arch::asm;

    const SUM: usize = 1 << 18;

    /// Permits the supervisor to access the pages of user mode.
    ///
    /// # Safety
    /// Bugs that would trap no longer do.
    pub unsafe fn set_sum() {
        asm!("csrs sstatus, {}", in(reg) SUM);
    }
}

pub mod satp {
    use crate::consts::PAGE_SIZE;
    use core::arch::asm;

    const SV39: usize = 8 << 60;
    const ASID_SHIFT: usize = 44;

    /// The value for a root table at a physical address.
    pub const fn sv39(root: usize, asid: usize) -> usize {
        SV39 | asid << ASID_SHIFT | root / PAGE_SIZE
    }

    /// Changes the address space.
    ///
    /// # Safety
    /// The table must map the kernel as it runs.
    pub unsafe fn write(value: usize) {
        asm!("csrw satp, {}", "sfence.vma", in(reg) value);
    }
}
