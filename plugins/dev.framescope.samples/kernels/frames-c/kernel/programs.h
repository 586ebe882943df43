// The user programs' ELF files, as programs.S has them.
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "types.h"

extern const uint8 sortProgram[];
extern const uint8 primesProgram[];

// Runs two processes of one program, and one of another.
void runPrograms(void);

#endif
