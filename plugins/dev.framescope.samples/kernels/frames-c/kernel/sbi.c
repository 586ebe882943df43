#include "sbi.h"

#define SBI_CONSOLE_PUTCHAR 0x01
#define SBI_TIME 0x54494D45
#define SBI_SYSTEM_RESET 0x53525354

static usize
sbiCall(usize extension, usize function, usize arg0, usize arg1)
{
    register usize a0 asm("a0") = arg0;
    register usize a1 asm("a1") = arg1;
    register usize a6 asm("a6") = function;
    register usize a7 asm("a7") = extension;
    asm volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a6), "r"(a7) : "memory");
    return a0;
}

void
consolePutchar(int c)
{
    sbiCall(SBI_CONSOLE_PUTCHAR, 0, c, 0);
}

void
setTimer(usize time)
{
    sbiCall(SBI_TIME, 0, time, 0);
}

void
shutdown(void)
{
    sbiCall(SBI_SYSTEM_RESET, 0, 0, 0);
    for(;;) {
    }
}
