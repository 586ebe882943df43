#include "system.h"
#include "../kernel/syscall.h"

#define MAX_DIGITS 20

static usize
systemCall(usize number, usize arg0, usize arg1)
{
    register usize a0 asm("a0") = arg0;
    register usize a1 asm("a1") = arg1;
    register usize a7 asm("a7") = number;
    asm volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a7) : "memory");
    return a0;
}

void
writeText(const char *text)
{
    usize length = 0;
    while(text[length]) {
        length ++;
    }
    systemCall(SYS_WRITE, (usize)text, length);
}

void
writeNumber(usize number)
{
    char digits[MAX_DIGITS + 1];
    int at = MAX_DIGITS;
    digits[at] = 0;
    do {
        digits[-- at] = '0' + number % 10;
        number /= 10;
    } while(number);
    writeText(&digits[at]);
}

void
yield(void)
{
    systemCall(SYS_YIELD, 0, 0);
}

usize
getPid(void)
{
    return systemCall(SYS_GETPID, 0, 0);
}

void *
growHeap(usize pages)
{
    return (void *)systemCall(SYS_GROW, pages, 0);
}

void
exitProgram(int code)
{
    systemCall(SYS_EXIT, code, 0);
    for(;;) {
    }
}
