//! An allocator of numbers: a bitmap kept as a tree, the highest free number first.

use core::ops::Range;

/// What a node of the tree can do, whatever its size.
pub trait BitAlloc {
    /// How many numbers there are: they begin with 0.
    const CAP: usize;

    /// With no number free.
    const FULL: Self;

    /// Whether a number is free.
    fn any(&self) -> bool;

    /// Takes the highest free number.
    fn alloc(&mut self) -> Option<usize>;

    /// Gives a number back.
    ///
    /// # Panics
    /// If it is free already.
    fn dealloc(&mut self, key: usize);

    /// Makes all numbers of a range free.
    fn insert(&mut self, range: Range<usize>);
}

/// The children of a node, and the bits of a leaf.
const BRANCHES: usize = 16;

/// A leaf: 16 numbers, each a bit that says whether it is free.
pub struct BitAlloc16(u16);

/// A node: 16 smaller trees, each with a bit that says whether any of its numbers is free.
pub struct BitAllocNode<T> {
    bitset: u16,
    sub: [T; BRANCHES],
}

pub type BitAlloc256 = BitAllocNode<BitAlloc16>;
pub type BitAlloc4K = BitAllocNode<BitAlloc256>;

/// The highest of the bits.
fn highest(bits: u16) -> Option<usize> {
    (0..BRANCHES).rev().find(|&bit| bits & 1 << bit != 0)
}

impl BitAlloc for BitAlloc16 {
    const CAP: usize = BRANCHES;
    const FULL: Self = BitAlloc16(0);

    fn any(&self) -> bool {
        self.0 != 0
    }

    fn alloc(&mut self) -> Option<usize> {
        let key = highest(self.0)?;
        self.0 &= !(1 << key);
        Some(key)
    }

    fn dealloc(&mut self, key: usize) {
        assert!(self.0 & 1 << key == 0, "freed twice");
        self.0 |= 1 << key;
    }

    fn insert(&mut self, range: Range<usize>) {
        for key in range {
            self.0 |= 1 << key;
        }
    }
}

impl<T: BitAlloc> BitAlloc for BitAllocNode<T> {
    const CAP: usize = T::CAP * BRANCHES;
    const FULL: Self = BitAllocNode { bitset: 0, sub: [T::FULL; BRANCHES] };

    fn any(&self) -> bool {
        self.bitset != 0
    }

    fn alloc(&mut self) -> Option<usize> {
        let branch = highest(self.bitset)?;
        let key = self.sub[branch].alloc()?;
        self.update(branch);
        Some(branch * T::CAP + key)
    }

    fn dealloc(&mut self, key: usize) {
        let branch = key / T::CAP;
        self.sub[branch].dealloc(key % T::CAP);
        self.update(branch);
    }

    fn insert(&mut self, range: Range<usize>) {
        for branch in 0..BRANCHES {
            let first = branch * T::CAP;
            let start = range.start.clamp(first, first + T::CAP) - first;
            let end = range.end.clamp(first, first + T::CAP) - first;
            self.sub[branch].insert(start..end);
            self.update(branch);
        }
    }
}

impl<T: BitAlloc> BitAllocNode<T> {
    /// Sets a branch's bit as the branch is now.
    fn update(&mut self, branch: usize) {
        if self.sub[branch].any() {
            self.bitset |= 1 << branch;
        } else {
            self.bitset &= !(1 << branch);
        }
    }
}

impl<T: BitAlloc> Default for BitAllocNode<T> {
    /// With no number free: `insert` says which are there.
    fn default() -> Self {
        Self::FULL
    }
}
