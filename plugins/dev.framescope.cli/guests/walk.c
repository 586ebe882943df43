// Reads and writes 16 MiB from one end to the other, under Sv39 with pages of 4 KiB.
#include "guest.h"

#define WORDS (16UL * 1024 * 1024 / sizeof(u64))

static u64 memory[WORDS];

void
work(void)
{
    u64 sum = 0;
    for(u64 i = iterations; i; i --) {
        for(u64 at = 0; at < WORDS; at ++) {
            sum += memory[at];
            memory[at] = sum;
        }
    }
    result = sum;
}
