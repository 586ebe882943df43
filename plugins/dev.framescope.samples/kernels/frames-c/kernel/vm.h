// Sv39 page tables.
#ifndef VM_H
#define VM_H

#include "memory.h"
#include "types.h"

typedef usize Pte;

// Maps one 4 KiB page. Tables that are missing on the way are made from frames.
void mapPage(Pte *root, usize vaddr, usize paddr, usize flags);

// Makes the kernel's page table and turns paging on.
void enablePaging(void);

// Makes a page table that maps the kernel as the kernel's own does, and nothing else.
Pte *newAddressSpace(void);

// Gives back the pages that only this address space maps, its tables and its root.
void freeAddressSpace(Pte *root);

// Where every address space has the trampoline: the last page of Sv39's lower half.
#define TRAMPOLINE_VADDR ((1UL << 38) - PAGE_SIZE)

// Gives the kernel's address space the trampoline.
void mapTrampoline(void);

// Makes a page table that maps the trampoline, and nothing else of the kernel.
Pte *newUserSpace(void);

// Gives back the pages, the tables and the root.
void freeUserSpace(Pte *root);

// The physical address of what user mode may access at an address; 0 where it may not.
usize userAddress(Pte *root, usize vaddr);

// 0 is the kernel's own.
void switchAddressSpace(Pte *root, usize asid);

extern Pte *kernelRoot;

#endif
