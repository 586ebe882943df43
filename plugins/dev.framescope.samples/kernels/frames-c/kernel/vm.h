// Sv39 page tables.
#ifndef VM_H
#define VM_H

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

// 0 is the kernel's own.
void switchAddressSpace(Pte *root, usize asid);

extern Pte *kernelRoot;

#endif
