#include "memory.h"
#include "print.h"
#include "programs.h"
#include "riscv.h"
#include "sbi.h"
#include "trap.h"
#include "vm.h"
#include "workload.h"

#define TICKS_TO_SEE 5

void
main(usize hartid, usize dtb)
{
    printString("frames-c: a C kernel with a page-frame allocator\n");
    sayDecimal("hart ", hartid);
    sayHex("device tree at ", dtb);
    sayHex("kernel from ", KERNEL_BEGIN_PADDR);
    sayHex("kernel to ", (usize)kernel_end);

    initMemory();
    sayHex("first frame is PPN ", frameAllocator.startPpn);
    testAllocator();

    enablePaging();
    sayHex("paging is on, satp = ", readCsr(satp));

    startTicking();
    runWorkload();
    while(ticks < TICKS_TO_SEE) {
        asm volatile("wfi");
    }
    stopTicking();
    sayDecimal("timer ticks seen: ", TICKS_TO_SEE);

    runPrograms();

    usize frame = allocFrame();
    sayHex("the next frame would be ", frame);
    deallocFrame(frame);
    printString("done, powering off\n");
    shutdown();
}
