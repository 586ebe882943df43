#include "vm.h"
#include "memory.h"
#include "print.h"
#include "riscv.h"

#define ENTRIES 512
#define MEGAPAGE_SIZE (PAGE_SIZE * ENTRIES)

// The sections, by the linker script.
extern char stext[], etext[], srodata[], erodata[], sdata[];
extern char trampoline[];

Pte *kernelRoot;

static usize
vpn(usize vaddr, int level)
{
    return (vaddr >> (12 + 9 * level)) & (ENTRIES - 1);
}

static Pte *
tableOf(Pte pte)
{
    return (Pte *)(pte >> PTE_PPN_SHIFT << 12);
}

static int
isLeaf(Pte pte)
{
    return (pte & (PTE_R | PTE_W | PTE_X)) != 0;
}

// Finds the entry for an address in the table of a level; makes the tables above it.
static Pte *
entryFor(Pte *root, usize vaddr, int level)
{
    Pte *table = root;
    int i;
    for(i = 2; i > level; i --) {
        Pte *pte = &table[vpn(vaddr, i)];
        if(!(*pte & PTE_V)) {
            *pte = (allocFrame() >> 12 << PTE_PPN_SHIFT) | PTE_V;
        }
        table = tableOf(*pte);
    }
    return &table[vpn(vaddr, level)];
}

static Pte
leaf(usize paddr, usize flags)
{
    return (paddr >> 12 << PTE_PPN_SHIFT) | flags | PTE_V | PTE_A | PTE_D;
}

void
mapPage(Pte *root, usize vaddr, usize paddr, usize flags)
{
    *entryFor(root, vaddr, 0) = leaf(paddr, flags);
}

static void
mapRange(Pte *root, usize start, usize end, usize flags)
{
    usize a;
    for(a = start; a < end; a += PAGE_SIZE) {
        mapPage(root, a, a, flags);
    }
}

// The kernel's sections by pages with just the rights they need, the memory behind it by megapages.
static void
mapKernel(Pte *root)
{
    usize kernelTop = ((usize)kernel_end + MEGAPAGE_SIZE - 1) / MEGAPAGE_SIZE * MEGAPAGE_SIZE;
    usize a;
    mapRange(root, (usize)stext, (usize)etext, PTE_R | PTE_X | PTE_G);
    mapRange(root, (usize)srodata, (usize)erodata, PTE_R | PTE_G);
    mapRange(root, (usize)sdata, kernelTop, PTE_R | PTE_W | PTE_G);
    for(a = kernelTop; a < MEMORY_END_PADDR; a += MEGAPAGE_SIZE) {
        *entryFor(root, a, 1) = leaf(a, PTE_R | PTE_W | PTE_G);
    }
}

void
enablePaging(void)
{
    kernelRoot = (Pte *)allocFrame();
    mapKernel(kernelRoot);
    switchAddressSpace(kernelRoot, 0);
}

Pte *
newAddressSpace(void)
{
    Pte *root = (Pte *)allocFrame();
    int i;
    for(i = 0; i < ENTRIES; i ++) {
        root[i] = kernelRoot[i];
    }
    return root;
}

static void
freeTable(Pte *table)
{
    int i;
    for(i = 0; i < ENTRIES; i ++) {
        Pte pte = table[i];
        if(!(pte & PTE_V)) {
            continue;
        }
        if(isLeaf(pte)) {
            deallocFrame((usize)tableOf(pte));
        } else {
            freeTable(tableOf(pte));
        }
    }
    deallocFrame((usize)table);
}

void
freeAddressSpace(Pte *root)
{
    int i;
    for(i = 0; i < ENTRIES; i ++) {
        if((root[i] & PTE_V) && root[i] != kernelRoot[i]) {
            freeTable(tableOf(root[i]));
        }
    }
    deallocFrame((usize)root);
}

static void
mapTrampolineIn(Pte *root)
{
    mapPage(root, TRAMPOLINE_VADDR, (usize)trampoline, PTE_R | PTE_X);
}

void
mapTrampoline(void)
{
    mapTrampolineIn(kernelRoot);
}

Pte *
newUserSpace(void)
{
    Pte *root = (Pte *)allocFrame();
    mapTrampolineIn(root);
    return root;
}

void
freeUserSpace(Pte *root)
{
    // The trampoline is the kernel's.
    *entryFor(root, TRAMPOLINE_VADDR, 0) = 0;
    freeTable(root);
}

usize
userAddress(Pte *root, usize vaddr)
{
    Pte *table = root;
    int level;
    for(level = 2; level >= 0; level --) {
        Pte pte = table[vpn(vaddr, level)];
        if(!(pte & PTE_V)) {
            return 0;
        }
        if(isLeaf(pte)) {
            return pte & PTE_U ? (usize)tableOf(pte) + vaddr % PAGE_SIZE : 0;
        }
        table = tableOf(pte);
    }
    return 0;
}

void
switchAddressSpace(Pte *root, usize asid)
{
    writeCsr(satp, SATP_SV39 | (asid << SATP_ASID_SHIFT) | ((usize)root >> 12));
    asm volatile("sfence.vma" ::: "memory");
}
