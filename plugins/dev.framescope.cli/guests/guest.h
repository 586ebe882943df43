// What the guests share. Each is entered in M-mode, turns Sv39 paging on, runs work() in S-mode, and powers off.
#ifndef GUEST_H
#define GUEST_H

typedef unsigned long u64;

// How often work() is to do its round; the benchmark command writes it into the ELF file.
extern volatile u64 iterations;

// The result goes where no compiler can say that nobody wants it.
extern volatile u64 result;

void work(void);

#endif
