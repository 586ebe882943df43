#ifndef MEMORY_H
#define MEMORY_H

#include "types.h"

// Defined by the linker script: the end of the kernel.
extern void kernel_end();

// The size of a page, and of a frame.
#define PAGE_SIZE 4096

// Where the memory begins that can be accessed.
#define MEMORY_START_PADDR 0x80000000

// Where the memory ends that can be accessed.
#define MEMORY_END_PADDR 0x88000000

// The kernel's first physical address.
#define KERNEL_BEGIN_PADDR 0x80200000

// The kernel's first virtual address.
#define KERNEL_BEGIN_VADDR 0x80200000

// An algorithm that hands out frames and takes them back, by physical page number.
typedef struct
{
    // Returns 0 when there is no frame left.
    usize (*alloc)(void);
    void (*dealloc)(usize ppn);
} Allocator;

// The management of page frames.
typedef struct
{
    // Where the available space starts.
    usize startPpn;
    Allocator allocator;
} FrameAllocator;

extern FrameAllocator frameAllocator;

void initMemory(void);
void initFrameAllocator(usize startPpn, usize endPpn);

// Returns the physical address of a zeroed frame, or 0 when there is none left.
usize allocFrame(void);

// Takes the physical address of a frame.
void deallocFrame(usize startAddr);

// The segment-tree algorithm.
Allocator newAllocator(usize startPpn, usize endPpn);
usize alloc(void);
void dealloc(usize ppn);

#endif
