// Frame allocation with a segment tree.
//
// Node 1 is the root, nodes 2i and 2i+1 are the children of node i, and the leaves are the frames in order. A node is 1
// when no frame below it is free. The lowest free frame is found by going left wherever the left half has one.
#include "memory.h"

// 128 MiB in frames of 4 KiB.
#define MAX_LEAVES 32768

typedef struct
{
    uint8 full[MAX_LEAVES * 2];
    // How many leaves there are: a power of two.
    usize leaves;
    // The first frame's PPN.
    usize startPpn;
} SegmentTree;

static SegmentTree tree;

static void
update(usize node)
{
    for(node /= 2; node; node /= 2) {
        tree.full[node] = tree.full[node * 2] && tree.full[node * 2 + 1];
    }
}

usize
alloc(void)
{
    usize node = 1;
    if(tree.full[1]) {
        return 0;
    }
    while(node < tree.leaves) {
        node = tree.full[node * 2] ? node * 2 + 1 : node * 2;
    }
    tree.full[node] = 1;
    update(node);
    return node - tree.leaves + tree.startPpn;
}

void
dealloc(usize ppn)
{
    usize node = ppn - tree.startPpn + tree.leaves;
    tree.full[node] = 0;
    update(node);
}

Allocator
newAllocator(usize startPpn, usize endPpn)
{
    Allocator allocator = { alloc, dealloc };
    usize frames = endPpn - startPpn;
    usize i;
    tree.startPpn = startPpn;
    tree.leaves = 1;
    while(tree.leaves < frames) {
        tree.leaves *= 2;
    }
    // The leaves behind the last frame are never free.
    for(i = 0; i < tree.leaves; i ++) {
        tree.full[tree.leaves + i] = i >= frames;
    }
    for(i = tree.leaves - 1; i; i --) {
        tree.full[i] = tree.full[i * 2] && tree.full[i * 2 + 1];
    }
    return allocator;
}
