// The calls of the Supervisor Binary Interface that this kernel makes.
#ifndef SBI_H
#define SBI_H

#include "types.h"

void consolePutchar(int c);
void setTimer(usize time);
void shutdown(void) __attribute__((noreturn));

#endif
