#include "guest.h"

#define PTE_V 1UL
#define PTE_RWX 0xeUL
#define PTE_AD 0xc0UL
#define ENTRIES 512
#define SATP_SV39 (8UL << 60)

#define RAM 0x80000000UL
#define FINISHER 0x100000UL
#define MEGAPAGE 0x200000UL

// RAM is mapped by pages of 4 KiB, 128 MiB of it.
#define LEAF_TABLES 64

volatile u64 iterations = 1;
volatile u64 result;

static u64 root[ENTRIES] __attribute__((aligned(4096)));
static u64 low[ENTRIES] __attribute__((aligned(4096)));
static u64 middle[ENTRIES] __attribute__((aligned(4096)));
static u64 leaves[LEAF_TABLES][ENTRIES] __attribute__((aligned(4096)));

static u64
pointer(u64 *table)
{
    return (u64)table >> 12 << 10 | PTE_V;
}

static u64
leaf(u64 paddr)
{
    return paddr >> 12 << 10 | PTE_RWX | PTE_AD | PTE_V;
}

// Maps everything where it is; returns the satp.
u64
makePageTables(void)
{
    root[0] = pointer(low);
    low[FINISHER / MEGAPAGE] = leaf(FINISHER / MEGAPAGE * MEGAPAGE);
    root[RAM >> 30] = pointer(middle);
    for(u64 i = 0; i < LEAF_TABLES; i ++) {
        middle[i] = pointer(leaves[i]);
        for(u64 j = 0; j < ENTRIES; j ++) {
            leaves[i][j] = leaf(RAM + i * MEGAPAGE + j * 4096);
        }
    }
    return SATP_SV39 | (u64)root >> 12;
}
