#include "workload.h"
#include "memory.h"
#include "print.h"
#include "riscv.h"
#include "vm.h"

#define COMB_FRAMES 384
#define CHURN_FRAMES 256
#define CHURN_ROUNDS 640
#define PROCESSES 3
#define PROCESS_PAGES 24
#define PROCESS_VADDR 0x10000UL

static usize comb[COMB_FRAMES];
static usize churn[CHURN_FRAMES];
static Pte *process[PROCESSES];

// A frame that was given back is the next to be handed out.
void
testAllocator(void)
{
    usize frame1 = allocFrame();
    sayHex("test frame allocator: ", frame1);
    usize frame2 = allocFrame();
    sayHex("test frame allocator: ", frame2);
    deallocFrame(frame1);
    usize frame3 = allocFrame();
    sayHex("test frame allocator: ", frame3);
    deallocFrame(frame2);
    deallocFrame(frame3);
}

// Takes a run of frames and gives back two of every three.
static void
makeComb(void)
{
    int i;
    for(i = 0; i < COMB_FRAMES; i ++) {
        comb[i] = allocFrame();
    }
    for(i = 0; i < COMB_FRAMES; i ++) {
        if(i % 3) {
            deallocFrame(comb[i]);
            comb[i] = 0;
        }
    }
    sayHex("comb: every third frame from ", comb[0]);
}

static void
freeComb(void)
{
    int i;
    for(i = 0; i < COMB_FRAMES; i += 3) {
        deallocFrame(comb[i]);
    }
    printString("comb: given back\n");
}

// Takes and gives back in an order that looks random and is always the same.
static void
makeChurn(void)
{
    usize seed = 2463534242;
    usize held = 0;
    int i;
    for(i = 0; i < CHURN_ROUNDS; i ++) {
        seed = (seed * 1103515245 + 12345) & 0x7fffffff;
        usize *slot = &churn[(seed >> 8) % CHURN_FRAMES];
        if(*slot) {
            deallocFrame(*slot);
            *slot = 0;
            held --;
        } else {
            *slot = allocFrame();
            held ++;
        }
    }
    sayDecimal("churn: frames held ", held);
}

static void
freeChurn(void)
{
    int i;
    for(i = 0; i < CHURN_FRAMES; i ++) {
        if(churn[i]) {
            deallocFrame(churn[i]);
        }
    }
    printString("churn: given back\n");
}

// Address spaces that have the same virtual pages in different frames.
static void
makeProcesses(void)
{
    int i, page;
    for(i = 0; i < PROCESSES; i ++) {
        process[i] = newAddressSpace();
        for(page = 0; page < PROCESS_PAGES; page ++) {
            mapPage(process[i], PROCESS_VADDR + page * PAGE_SIZE, allocFrame(), PTE_R | PTE_W);
        }
    }
    for(i = 0; i < PROCESSES; i ++) {
        switchAddressSpace(process[i], i + 1);
        *(volatile usize *)PROCESS_VADDR = 0xc0de0000 + i;
    }
    for(i = 0; i < PROCESSES; i ++) {
        switchAddressSpace(process[i], i + 1);
        printString("process ");
        printDecimal(i + 1);
        sayHex(" reads ", *(volatile usize *)PROCESS_VADDR);
    }
}

static void
freeProcesses(void)
{
    int i;
    switchAddressSpace(kernelRoot, 0);
    for(i = 0; i < PROCESSES; i ++) {
        freeAddressSpace(process[i]);
    }
    printString("processes: given back\n");
}

void
runWorkload(void)
{
    makeComb();
    makeProcesses();
    makeChurn();
    freeProcesses();
    freeComb();
    freeChurn();
}
