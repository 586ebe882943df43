// Traps: the timer ticks, everything else is the end.
#ifndef TRAP_H
#define TRAP_H

#include "types.h"

// The interrupted code's registers, as trapEntry saves them.
typedef struct
{
    usize x[32];
    usize sepc;
    usize sstatus;
} TrapFrame;

void startTicking(void);
void stopTicking(void);

extern volatile usize ticks;

#endif
