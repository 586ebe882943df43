// For the debugger: calls of a small function from a loop, with debug information and not optimized.
#include "guest.h"

static u64
add(u64 a, u64 b)
{
    u64 sum = a + b;
    return sum;
}

void
work(void)
{
    u64 sum = 0;
    for(u64 i = iterations; i; i --) {
        sum = add(sum, i);
        sum = add(sum, 1);
        sum = add(sum, sum);
    }
    result = sum;
}
