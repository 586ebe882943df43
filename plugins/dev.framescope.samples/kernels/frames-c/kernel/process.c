#include "process.h"
#include "elf.h"
#include "memory.h"
#include "print.h"
#include "riscv.h"
#include "trap.h"

#define MAX_PROCESSES 8

extern void switchContext(Context *from, Context *to);

static Process processes[MAX_PROCESSES];
static Context scheduler;

Process *current;

usize
satpOf(Process *process)
{
    return SATP_SV39 | (process->pid << SATP_ASID_SHIFT) | ((usize)process->root >> 12);
}

static void
mapStack(Process *process)
{
    int i;
    for(i = 1; i <= USER_STACK_PAGES; i ++) {
        mapPage(process->root, USER_STACK_TOP - i * PAGE_SIZE, allocFrame(), PTE_R | PTE_W | PTE_U);
    }
}

static Process *
unusedProcess(void)
{
    int i;
    for(i = 0; i < MAX_PROCESSES; i ++) {
        if(processes[i].state == UNUSED) {
            processes[i].pid = i + 1;
            return &processes[i];
        }
    }
    return 0;
}

Process *
makeProcess(const char *name, const uint8 *elf)
{
    Process *process = unusedProcess();
    if(!process) {
        return 0;
    }
    process->name = name;
    process->root = newUserSpace();
    process->userFrame = (UserFrame *)allocFrame();
    process->kernelStack = allocFrame();
    process->heapEnd = USER_HEAP;
    process->ticks = 0;
    mapPage(process->root, USER_FRAME_VADDR, (usize)process->userFrame, PTE_R | PTE_W);
    mapStack(process);
    process->userFrame->sepc = loadElf(process->root, elf);
    process->userFrame->x[2] = USER_STACK_TOP;
    process->userFrame->kernelSatp = readCsr(satp);
    process->userFrame->kernelStackTop = process->kernelStack + PAGE_SIZE;
    process->userFrame->userTrap = userTrap;
    process->context.ra = (usize)enterUser;
    process->context.sp = process->kernelStack + PAGE_SIZE;
    process->state = READY;
    return process;
}

static void
freeProcess(Process *process)
{
    freeUserSpace(process->root);
    deallocFrame(process->kernelStack);
    process->state = UNUSED;
}

// Back to runProcesses.
static void
leave(ProcessState state)
{
    Process *process = current;
    process->state = state;
    switchContext(&process->context, &scheduler);
}

void
yieldProcess(void)
{
    leave(READY);
}

void
exitProcess(usize code)
{
    current->exitCode = code;
    leave(EXITED);
}

// Lets a process run until it yields or exits; returns whether it goes on.
static int
runProcess(Process *process)
{
    current = process;
    process->state = RUNNING;
    switchContext(&scheduler, &process->context);
    current = 0;
    if(process->state != EXITED) {
        return 1;
    }
    printString("process ");
    printDecimal(process->pid);
    printString(" (");
    printString(process->name);
    sayDecimal(") exited with ", process->exitCode);
    freeProcess(process);
    return 0;
}

void
runProcesses(void)
{
    int i, left;
    do {
        left = 0;
        for(i = 0; i < MAX_PROCESSES; i ++) {
            if(processes[i].state == READY) {
                left += runProcess(&processes[i]);
            }
        }
    } while(left);
}
