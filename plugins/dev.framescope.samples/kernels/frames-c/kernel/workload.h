// Work for the frame allocator, in patterns worth looking at.
#ifndef WORKLOAD_H
#define WORKLOAD_H

void testAllocator(void);
void runWorkload(void);

#endif
