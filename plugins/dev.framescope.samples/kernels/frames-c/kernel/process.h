// Processes: a user program each, in an address space that has nothing of the kernel but the trampoline.
#ifndef PROCESS_H
#define PROCESS_H

#include "types.h"
#include "vm.h"

// The end of a process's stack, and where its heap begins.
#define USER_STACK_TOP 0x40000UL
#define USER_STACK_PAGES 2
#define USER_HEAP 0x100000UL

// One page below the trampoline: what trampoline.S saves and needs.
#define USER_FRAME_VADDR (TRAMPOLINE_VADDR - PAGE_SIZE)

// A process's registers while it does not run; its layout is known to trampoline.S.
typedef struct
{
    usize x[32];
    usize sepc;
    // What the way into the kernel needs.
    usize kernelSatp;
    usize kernelStackTop;
    usize (*userTrap)(void);
} UserFrame;

// What a function's caller wants back; its layout is known to context.S.
typedef struct
{
    usize ra;
    usize sp;
    usize s[12];
} Context;

typedef enum
{
    UNUSED,
    READY,
    RUNNING,
    EXITED
} ProcessState;

typedef struct
{
    usize pid;
    const char *name;
    ProcessState state;
    Pte *root;
    UserFrame *userFrame;
    usize kernelStack;
    // The first address behind the heap.
    usize heapEnd;
    usize exitCode;
    // How often the timer has interrupted it.
    usize ticks;
    // Where it goes on in the kernel.
    Context context;
} Process;

// Makes a process of an ELF file in memory.
Process *makeProcess(const char *name, const uint8 *elf);

// Runs the processes in turn until all have exited, and gives back what they had.
void runProcesses(void);

// For the process that runs: lets the others run, and ends.
void yieldProcess(void);
void exitProcess(usize code);

// The process that runs.
extern Process *current;

// The satp of a process.
usize satpOf(Process *process);

#endif
