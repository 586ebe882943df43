//! Where things are.

/// What a virtual address of the kernel has more than its offset in memory.
pub const KERNEL_OFFSET: usize = 0xC000_0000;
/// Where the machine's memory begins.
pub const MEMORY_OFFSET: usize = 0x8000_0000;
/// Where the memory that this kernel uses ends.
pub const MEMORY_END: usize = 0x8100_0000;
/// The size of a page, and of a frame.
pub const PAGE_SIZE: usize = 4096;
