// Traps from user mode: system calls, timer ticks, and mistakes of user programs.
#include "memory.h"
#include "print.h"
#include "process.h"
#include "riscv.h"
#include "sbi.h"
#include "syscall.h"
#include "trap.h"

#define ECALL_LENGTH 4
#define USER_FAULT_CODE 255

// Not more than this is written at once.
#define MAX_WRITE 256

extern char trampoline[], userVector[], userReturn[];

// Where code of the trampoline is in every address space.
static usize
inTrampoline(char *code)
{
    return TRAMPOLINE_VADDR + (usize)(code - trampoline);
}

static usize
sysWrite(usize text, usize length)
{
    usize i;
    if(length > MAX_WRITE) {
        return SYS_FAILED;
    }
    for(i = 0; i < length; i ++) {
        usize paddr = userAddress(current->root, text + i);
        if(!paddr) {
            return SYS_FAILED;
        }
        consolePutchar(*(char *)paddr);
    }
    return length;
}

static usize
sysGrow(usize pages)
{
    usize start = current->heapEnd;
    for(; pages; pages --) {
        usize frame = allocFrame();
        if(!frame) {
            return 0;
        }
        mapPage(current->root, current->heapEnd, frame, PTE_R | PTE_W | PTE_U);
        current->heapEnd += PAGE_SIZE;
    }
    return start;
}

static usize
serve(usize number, usize arg0, usize arg1)
{
    switch(number) {
    case SYS_WRITE:
        return sysWrite(arg0, arg1);
    case SYS_YIELD:
        yieldProcess();
        return 0;
    case SYS_GETPID:
        return current->pid;
    case SYS_GROW:
        return sysGrow(arg0);
    case SYS_EXIT:
        exitProcess(arg0);
    }
    return SYS_FAILED;
}

static void
systemCall(UserFrame *frame)
{
    // Goes on behind the ecall.
    frame->sepc += ECALL_LENGTH;
    frame->x[10] = serve(frame->x[17], frame->x[10], frame->x[11]);
}

static void
fault(UserFrame *frame, usize cause)
{
    printString("process ");
    printDecimal(current->pid);
    sayHex(" trapped: scause = ", cause);
    sayHex("  sepc = ", frame->sepc);
    sayHex("  stval = ", readCsr(stval));
    exitProcess(USER_FAULT_CODE);
}

// From here on traps are user mode's; returns the address space to go to.
static usize
prepareReturn(void)
{
    writeCsr(stvec, inTrampoline(userVector));
    writeCsr(sscratch, USER_FRAME_VADDR);
    clearCsr(sstatus, SSTATUS_SPP);
    setCsr(sstatus, SSTATUS_SPIE);
    return satpOf(current);
}

usize
userTrap(void)
{
    UserFrame *frame = current->userFrame;
    usize cause = readCsr(scause);
    writeCsr(stvec, trapEntry);
    if(cause == SCAUSE_USER_ECALL) {
        systemCall(frame);
    } else if(cause == (SCAUSE_INTERRUPT | IRQ_S_TIMER)) {
        current->ticks ++;
        setTimer(readCsr(time) + USER_TICK_LENGTH);
    } else {
        fault(frame, cause);
    }
    return prepareReturn();
}

void
enterUser(void)
{
    void (*toUser)(usize) = (void (*)(usize))inTrampoline(userReturn);
    toUser(prepareReturn());
}
