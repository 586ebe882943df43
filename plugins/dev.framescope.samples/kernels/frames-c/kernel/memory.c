#include "memory.h"

// The kernel's one frame allocator.
FrameAllocator frameAllocator;

void
initFrameAllocator(usize startPpn, usize endPpn)
{
    frameAllocator.startPpn = startPpn;
    frameAllocator.allocator = newAllocator(startPpn, endPpn);
}

// Everything behind the kernel is for the frame allocator.
void
initMemory(void)
{
    initFrameAllocator(
        ((usize)kernel_end + PAGE_SIZE - 1) / PAGE_SIZE,
        MEMORY_END_PADDR / PAGE_SIZE);
}

usize
allocFrame(void)
{
    char *start = (char *)(frameAllocator.allocator.alloc() << 12);
    int i;
    if(!start) {
        return 0;
    }
    for(i = 0; i < PAGE_SIZE; i ++) {
        start[i] = 0;
    }
    return (usize)start;
}

void
deallocFrame(usize startAddr)
{
    frameAllocator.allocator.dealloc(startAddr >> 12);
}
