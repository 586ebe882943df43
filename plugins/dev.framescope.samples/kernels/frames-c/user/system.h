// What the kernel does for a program.
#ifndef SYSTEM_H
#define SYSTEM_H

#include "../kernel/types.h"

void writeText(const char *text);
void writeNumber(usize number);

// Lets the other processes run.
void yield(void);
usize getPid(void);

// Zeroed memory, behind what there was before.
void *growHeap(usize pages);

void exitProgram(int code) __attribute__((noreturn));

#endif
