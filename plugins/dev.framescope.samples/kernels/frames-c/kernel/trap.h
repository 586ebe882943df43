// Traps: in the kernel the timer ticks, everything else is the end.
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

// Where traps of the kernel come in.
void trapEntry(void);

void startTicking(void);
void stopTicking(void);

extern volatile usize ticks;

// How often the timer interrupts user programs: each millisecond.
#define USER_TICK_LENGTH 10000

void startUserTicks(void);
void stopUserTicks(void);

// Called by the trampoline for a trap of user mode; returns the satp to go back to.
usize userTrap(void);

// Where a new process begins: goes on in user mode.
void enterUser(void);

#endif
