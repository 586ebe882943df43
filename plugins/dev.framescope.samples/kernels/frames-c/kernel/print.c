#include "print.h"
#include "sbi.h"

void
printString(const char *s)
{
    while(*s) {
        consolePutchar(*s ++);
    }
}

void
printHex(usize x)
{
    int shift = 60;
    while(shift > 0 && !(x >> shift)) {
        shift -= 4;
    }
    printString("0x");
    for(; shift >= 0; shift -= 4) {
        consolePutchar("0123456789abcdef"[(x >> shift) & 15]);
    }
}

void
printDecimal(usize x)
{
    if(x >= 10) {
        printDecimal(x / 10);
    }
    consolePutchar('0' + x % 10);
}

void
sayHex(const char *text, usize x)
{
    printString(text);
    printHex(x);
    printString("\n");
}

void
sayDecimal(const char *text, usize x)
{
    printString(text);
    printDecimal(x);
    printString("\n");
}
