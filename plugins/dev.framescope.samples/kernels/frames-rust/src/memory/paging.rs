//! Address spaces, made from frames.

use super::{alloc_frame, dealloc_frame, end, erodata, etext, sdata, srodata, stext};
use crate::consts::*;
use crate::riscv::addr::*;
use crate::riscv::paging::*;
use crate::riscv::register::satp;
use alloc::vec::Vec;

const TEXT: usize = PageTableEntry::READ | PageTableEntry::EXECUTE;
const RODATA: usize = PageTableEntry::READ;
const DATA: usize = PageTableEntry::READ | PageTableEntry::WRITE;

/// There is no frame left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfFrames;

/// Page tables with the kernel in the higher half. Dropped, it gives its tables back.
pub struct AddressSpace {
    asid: usize,
    root: Frame,
    /// The tables below the root that are this address space's own.
    tables: Vec<Frame>,
}

impl AddressSpace {
    /// The kernel alone: its sections by pages with just the rights they need, the memory behind
    /// it by megapages where possible.
    pub fn kernel() -> Result<AddressSpace, OutOfFrames> {
        let mut space = AddressSpace::empty(0)?;
        space.map_linear(stext as usize, etext as usize, TEXT)?;
        space.map_linear(srodata as usize, erodata as usize, RODATA)?;
        space.map_linear(sdata as usize, end as usize, DATA)?;
        space.map_linear(end as usize, MEMORY_END - MEMORY_OFFSET + KERNEL_OFFSET, DATA)?;
        Ok(space)
    }

    /// The kernel as another address space has it.
    pub fn with_kernel_of(other: &AddressSpace, asid: usize) -> Result<AddressSpace, OutOfFrames> {
        let space = AddressSpace::empty(asid)?;
        let kernel = KERNEL_OFFSET / GIGAPAGE_SIZE;
        table_at(space.root).entries[kernel] = table_at(other.root).entries[kernel];
        Ok(space)
    }

    fn empty(asid: usize) -> Result<AddressSpace, OutOfFrames> {
        Ok(AddressSpace { asid, root: new_table()?, tables: Vec::new() })
    }

    /// Maps a page for reading and writing.
    pub fn map(&mut self, vaddr: usize, frame: Frame) -> Result<(), OutOfFrames> {
        let paddr = frame.start_address().as_usize();
        *self.entry_for(vaddr, 0)? = PageTableEntry::leaf(paddr, DATA);
        Ok(())
    }

    /// Takes a page's mapping away.
    pub fn unmap(&mut self, vaddr: usize) -> Result<(), OutOfFrames> {
        *self.entry_for(vaddr, 0)? = PageTableEntry::EMPTY;
        Ok(())
    }

    /// Maps what the kernel sees at `KERNEL_OFFSET`.
    fn map_linear(&mut self, start: usize, end: usize, flags: usize) -> Result<(), OutOfFrames> {
        let mut vaddr = start;
        while vaddr < end {
            let big = vaddr % MEGAPAGE_SIZE == 0 && end - vaddr >= MEGAPAGE_SIZE;
            let (level, size) = if big { (1, MEGAPAGE_SIZE) } else { (0, PAGE_SIZE) };
            let paddr = vaddr - KERNEL_OFFSET + MEMORY_OFFSET;
            *self.entry_for(vaddr, level)? =
                PageTableEntry::leaf(paddr, flags | PageTableEntry::GLOBAL);
            vaddr += size;
        }
        Ok(())
    }

    /// The entry for an address in the table of a level; the tables above it are made.
    fn entry_for(
        &mut self,
        vaddr: usize,
        level: usize,
    ) -> Result<&'static mut PageTableEntry, OutOfFrames> {
        let mut table = self.root;
        for above in (level + 1..=2).rev() {
            let entry = &mut table_at(table).entries[vpn(vaddr, above)];
            if !entry.is_valid() {
                let below = new_table()?;
                self.tables.push(below);
                *entry = PageTableEntry::table(below.start_address().as_usize());
            }
            assert!(!entry.is_leaf(), "a larger page is there already");
            table = Frame::of_addr(PhysAddr::new(entry.paddr()));
        }
        Ok(&mut table_at(table).entries[vpn(vaddr, level)])
    }

    /// Makes this the hart's address space.
    pub fn activate(&self) {
        let root = self.root.start_address().as_usize();
        unsafe { satp::write(satp::sv39(root, self.asid)) };
    }
}

impl Drop for AddressSpace {
    fn drop(&mut self) {
        self.tables.drain(..).for_each(dealloc_frame);
        dealloc_frame(self.root);
    }
}

fn new_table() -> Result<Frame, OutOfFrames> {
    let frame = alloc_frame().ok_or(OutOfFrames)?;
    *table_at(frame) = PageTable::EMPTY;
    Ok(frame)
}

/// The table in a frame, where the kernel sees it.
fn table_at(frame: Frame) -> &'static mut PageTable {
    let vaddr = frame.start_address().as_usize() - MEMORY_OFFSET + KERNEL_OFFSET;
    unsafe { &mut *(vaddr as *mut PageTable) }
}
