#ifndef PRINT_H
#define PRINT_H

#include "types.h"

void printString(const char *s);
void printHex(usize x);
void printDecimal(usize x);

// One line: a text, a number in hexadecimal or decimal.
void sayHex(const char *text, usize x);
void sayDecimal(const char *text, usize x);

#endif
