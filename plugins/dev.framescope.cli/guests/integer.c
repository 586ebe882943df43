// Arithmetic in registers: adds, shifts, logic, a multiplication, and a branch that is taken half the time.
#include "guest.h"

void
work(void)
{
    u64 x = 88172645463325252UL;
    u64 sum = 0;
    for(u64 i = iterations; i; i --) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        if(x & 1) {
            sum += x * 6364136223846793005UL;
        } else {
            sum ^= x >> 3;
        }
    }
    result = sum;
}
