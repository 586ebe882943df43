#include "trap.h"
#include "print.h"
#include "riscv.h"
#include "sbi.h"

// The virt machine counts time at 10 MHz: a tick is 10 ms.
#define TICK_LENGTH 100000

volatile usize ticks;

void
handleTrap(TrapFrame *frame)
{
    usize cause = readCsr(scause);
    if(cause == (SCAUSE_INTERRUPT | IRQ_S_TIMER)) {
        ticks ++;
        setTimer(readCsr(time) + TICK_LENGTH);
        return;
    }
    sayHex("unexpected trap: scause = ", cause);
    sayHex("  sepc = ", frame->sepc);
    sayHex("  stval = ", readCsr(stval));
    shutdown();
}

void
startTicking(void)
{
    writeCsr(stvec, trapEntry);
    setCsr(sie, SIE_STIE);
    setTimer(readCsr(time) + TICK_LENGTH);
    setCsr(sstatus, SSTATUS_SIE);
}

void
stopTicking(void)
{
    clearCsr(sstatus, SSTATUS_SIE);
    clearCsr(sie, SIE_STIE);
}

// The kernel itself is not interrupted.
void
startUserTicks(void)
{
    setTimer(readCsr(time) + USER_TICK_LENGTH);
    setCsr(sie, SIE_STIE);
}

void
stopUserTicks(void)
{
    clearCsr(sie, SIE_STIE);
}
