//! Physical addresses and frames are types of their own.

use crate::consts::PAGE_SIZE;

/// A physical address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PhysAddr(usize);

impl PhysAddr {
    pub fn new(addr: usize) -> PhysAddr {
        PhysAddr(addr)
    }

    pub fn as_usize(self) -> usize {
        self.0
    }
}

/// A page frame, by the address of its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame(PhysAddr);

impl Frame {
    /// The frame that an address lies in.
    pub fn of_addr(addr: PhysAddr) -> Frame {
        Frame(PhysAddr::new(addr.as_usize() / PAGE_SIZE * PAGE_SIZE))
    }

    pub fn start_address(&self) -> PhysAddr {
        self.0
    }

    /// The physical page number.
    pub fn number(&self) -> usize {
        self.0.as_usize() / PAGE_SIZE
    }
}
