// ELF files of user programs.
#ifndef ELF_H
#define ELF_H

#include "types.h"
#include "vm.h"

// Loads a program's segments into frames of their own; returns its entry.
usize loadElf(Pte *root, const uint8 *elf);

#endif
