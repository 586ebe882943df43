// The sample kernel's frame allocator: takes frames, which it zeroes, and gives them back.
#include "guest.h"
#include "memory.h"

#define BATCH 64

void
work(void)
{
    usize frames[BATCH];
    u64 sum = 0;
    initMemory();
    for(u64 i = iterations; i; i --) {
        for(int at = 0; at < BATCH; at ++) {
            frames[at] = allocFrame();
            sum += frames[at];
        }
        for(int at = 0; at < BATCH; at ++) {
            deallocFrame(frames[at]);
        }
    }
    result = sum;
}
