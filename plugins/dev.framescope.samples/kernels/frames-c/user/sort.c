// Sorts records, and lets the other processes run after each round.
#include "system.h"

#define RECORDS 8

typedef enum
{
    UNSORTED,
    SORTED
} Order;

typedef struct
{
    int key;
    char name[8];
    unsigned int moved : 4;
    unsigned int first : 1;
} Record;

typedef struct
{
    Record records[RECORDS];
    Order order;
    usize rounds;
    usize swaps;
} Table;

static Table table;

static void
fill(Table *t, usize seed)
{
    int i;
    for(i = 0; i < RECORDS; i ++) {
        Record *record = &t->records[i];
        seed = (seed * 1103515245 + 12345) & 0x7fffffff;
        record->key = (int)(seed >> 16) % 100;
        record->name[0] = 'a' + i;
        record->name[1] = 0;
        record->first = i == 0;
    }
}

static void
swap(Record *a, Record *b)
{
    Record saved = *a;
    *a = *b;
    *b = saved;
    a->moved ++;
    b->moved ++;
    table.swaps ++;
}

// One round of bubbles; returns whether anything was swapped.
static int
sortRound(Table *t)
{
    int i, swapped = 0;
    for(i = 0; i + 1 < RECORDS; i ++) {
        if(t->records[i].key > t->records[i + 1].key) {
            swap(&t->records[i], &t->records[i + 1]);
            swapped = 1;
        }
    }
    t->rounds ++;
    return swapped;
}

static void
report(const Table *t, usize pid)
{
    int i;
    writeText("sort, process ");
    writeNumber(pid);
    writeText(":");
    for(i = 0; i < RECORDS; i ++) {
        writeText(" ");
        writeText(t->records[i].name);
        writeNumber(t->records[i].key);
    }
    writeText("\n");
}

int
main(void)
{
    usize pid = getPid();
    fill(&table, pid);
    report(&table, pid);
    while(sortRound(&table)) {
        yield();
    }
    table.order = SORTED;
    report(&table, pid);
    return (int)table.swaps;
}
