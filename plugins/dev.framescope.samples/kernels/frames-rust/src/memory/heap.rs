//! Memory for `Vec`, `String` and `Box`.

use crate::sync::Mutex;
use core::alloc::{GlobalAlloc, Layout};
use core::ptr::{null_mut, NonNull};

const HEAP_SIZE: usize = 64 * 1024;
const SMALLEST: usize = 16;
/// Blocks of 16, 32, ... 8192 bytes.
const CLASSES: usize = 10;

#[repr(align(8192))]
struct Arena([u8; HEAP_SIZE]);

static mut ARENA: Arena = Arena([0; HEAP_SIZE]);

/// A block that is free has the next one of its size in its first word.
struct FreeBlock {
    next: Option<NonNull<FreeBlock>>,
}

/// Blocks are powers of two in size and alignment, and are never split or joined.
pub struct Heap {
    /// Bytes of the arena that were handed out at least once.
    used: usize,
    free: [Option<NonNull<FreeBlock>>; CLASSES],
}

unsafe impl Send for Heap {}

#[global_allocator]
static HEAP: Mutex<Heap> = Mutex::new(Heap { used: 0, free: [None; CLASSES] });

/// Which size a piece of memory needs.
fn class_of(layout: &Layout) -> usize {
    let size = layout.size().max(layout.align()).max(SMALLEST);
    (size.next_power_of_two() / SMALLEST).trailing_zeros() as usize
}

impl Heap {
    fn take(&mut self, class: usize) -> *mut u8 {
        if class >= CLASSES {
            return null_mut();
        }
        if let Some(block) = self.free[class] {
            self.free[class] = unsafe { block.as_ref().next };
            return block.as_ptr() as *mut u8;
        }
        let size = SMALLEST << class;
        let start = (self.used + size - 1) / size * size;
        if start + size > HEAP_SIZE {
            return null_mut();
        }
        self.used = start + size;
        unsafe { core::ptr::addr_of_mut!(ARENA.0).cast::<u8>().add(start) }
    }

    unsafe fn give_back(&mut self, pointer: *mut u8, class: usize) {
        let block = pointer as *mut FreeBlock;
        (*block).next = self.free[class];
        self.free[class] = NonNull::new(block);
    }
}

unsafe impl GlobalAlloc for Mutex<Heap> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.lock().take(class_of(&layout))
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        self.lock().give_back(pointer, class_of(&layout));
    }
}

#[alloc_error_handler]
fn out_of_heap(layout: Layout) -> ! {
    panic!("no heap left for {} bytes", layout.size());
}
