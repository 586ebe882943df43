//! Sv39 page tables (privileged architecture, "Sv39: Page-Based 39-bit Virtual-Memory System").

use crate::consts::PAGE_SIZE;

pub const ENTRIES: usize = 512;
pub const MEGAPAGE_SIZE: usize = PAGE_SIZE * ENTRIES;
pub const GIGAPAGE_SIZE: usize = MEGAPAGE_SIZE * ENTRIES;

const PPN_SHIFT: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct PageTableEntry(usize);

impl PageTableEntry {
    pub const VALID: usize = 1 << 0;
    pub const READ: usize = 1 << 1;
    pub const WRITE: usize = 1 << 2;
    pub const EXECUTE: usize = 1 << 3;
    pub const GLOBAL: usize = 1 << 5;
    pub const ACCESSED: usize = 1 << 6;
    pub const DIRTY: usize = 1 << 7;

    pub const EMPTY: PageTableEntry = PageTableEntry(0);

    /// Maps a page to the memory from a physical address on.
    pub const fn leaf(paddr: usize, flags: usize) -> PageTableEntry {
        let always = Self::VALID | Self::ACCESSED | Self::DIRTY;
        PageTableEntry((paddr / PAGE_SIZE) << PPN_SHIFT | flags | always)
    }

    /// Points to the table at a physical address.
    pub const fn table(paddr: usize) -> PageTableEntry {
        PageTableEntry((paddr / PAGE_SIZE) << PPN_SHIFT | Self::VALID)
    }

    pub const fn is_valid(self) -> bool {
        self.0 & Self::VALID != 0
    }

    pub const fn is_leaf(self) -> bool {
        self.0 & (Self::READ | Self::WRITE | Self::EXECUTE) != 0
    }

    /// The page, or the table, that this entry leads to.
    pub const fn paddr(self) -> usize {
        (self.0 >> PPN_SHIFT) * PAGE_SIZE
    }
}

#[repr(C, align(4096))]
pub struct PageTable {
    pub entries: [PageTableEntry; ENTRIES],
}

impl PageTable {
    pub const EMPTY: PageTable = PageTable { entries: [PageTableEntry::EMPTY; ENTRIES] };
}

/// The index into the table of a level: 2 is the root's.
pub fn vpn(vaddr: usize, level: usize) -> usize {
    vaddr / PAGE_SIZE / ENTRIES.pow(level as u32) % ENTRIES
}
