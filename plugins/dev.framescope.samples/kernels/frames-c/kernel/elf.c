#include "elf.h"
#include "memory.h"
#include "riscv.h"

#define PT_LOAD 1
#define PF_X 1
#define PF_W 2
#define PF_R 4

// System V gABI, chapter 4 and 5.
typedef struct
{
    uint8 ident[16];
    uint16 type;
    uint16 machine;
    uint32 version;
    usize entry;
    usize programHeaders;
    usize sectionHeaders;
    uint32 flags;
    uint16 headerSize;
    uint16 programHeaderSize;
    uint16 programHeaderCount;
} ElfHeader;

typedef struct
{
    uint32 type;
    uint32 flags;
    usize offset;
    usize vaddr;
    usize paddr;
    usize fileSize;
    usize memorySize;
    usize align;
} ProgramHeader;

static usize
pteFlags(uint32 flags)
{
    usize result = PTE_U;
    if(flags & PF_R) {
        result |= PTE_R;
    }
    if(flags & PF_W) {
        result |= PTE_W;
    }
    if(flags & PF_X) {
        result |= PTE_X;
    }
    return result;
}

// Segments begin with a page; the linker script sees to it.
static void
loadSegment(Pte *root, const uint8 *elf, const ProgramHeader *segment)
{
    usize at, i;
    for(at = 0; at < segment->memorySize; at += PAGE_SIZE) {
        uint8 *page = (uint8 *)allocFrame();
        for(i = 0; i < PAGE_SIZE && at + i < segment->fileSize; i ++) {
            page[i] = elf[segment->offset + at + i];
        }
        mapPage(root, segment->vaddr + at, (usize)page, pteFlags(segment->flags));
    }
}

usize
loadElf(Pte *root, const uint8 *elf)
{
    const ElfHeader *header = (const ElfHeader *)elf;
    const ProgramHeader *segments = (const ProgramHeader *)(elf + header->programHeaders);
    int i;
    for(i = 0; i < header->programHeaderCount; i ++) {
        if(segments[i].type == PT_LOAD) {
            loadSegment(root, elf, &segments[i]);
        }
    }
    // The program's instructions were written as data.
    asm volatile("fence.i" ::: "memory");
    return header->entry;
}
