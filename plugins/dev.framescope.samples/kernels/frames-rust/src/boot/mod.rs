//! From the load address to the link address.

use crate::consts::{KERNEL_OFFSET, MEMORY_OFFSET};
use crate::riscv::paging::{PageTable, PageTableEntry, GIGAPAGE_SIZE};
use crate::riscv::register::satp;
use core::arch::global_asm;
use core::ptr::addr_of_mut;

global_asm!(include_str!("entry.S"));

/// The page table that paging is turned on with: one that `memory::paging` replaces.
static mut BOOT_PAGE_TABLE: PageTable = PageTable::EMPTY;

/// Maps the memory at its physical addresses and at `KERNEL_OFFSET`, by a page of 1 GiB each, and
/// returns what is to be written to `satp`.
///
/// Runs at its load address, with paging off: whatever it needs it must find relative to the pc.
#[no_mangle]
extern "C" fn prepare_paging() -> usize {
    let memory = PageTableEntry::leaf(
        MEMORY_OFFSET,
        PageTableEntry::READ | PageTableEntry::WRITE | PageTableEntry::EXECUTE,
    );
    // Only this hart runs, and nobody has a reference to the table.
    let table = unsafe { &mut *addr_of_mut!(BOOT_PAGE_TABLE) };
    table.entries[MEMORY_OFFSET / GIGAPAGE_SIZE] = memory;
    table.entries[KERNEL_OFFSET / GIGAPAGE_SIZE] = memory;
    satp::sv39(table as *const PageTable as usize, 0)
}
