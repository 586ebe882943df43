// Finds primes with a sieve, and keeps them in a list on the heap.
#include "system.h"

#define LIMIT 20000
#define ROUNDS 4
#define HEAP_PAGES 9

typedef struct Prime
{
    usize value;
    struct Prime *previous;
} Prime;

typedef struct
{
    Prime *last;
    usize count;
    // Where the next one goes.
    Prime *free;
} Primes;

static uint8 composite[LIMIT];

static void
add(Primes *primes, usize value)
{
    Prime *prime = primes->free ++;
    prime->value = value;
    prime->previous = primes->last;
    primes->last = prime;
    primes->count ++;
}

static void
strike(usize prime)
{
    usize multiple;
    for(multiple = prime * prime; multiple < LIMIT; multiple += prime) {
        composite[multiple] = 1;
    }
}

static void
sieve(Primes *primes, usize from, usize to)
{
    usize number;
    for(number = from; number < to; number ++) {
        if(!composite[number]) {
            add(primes, number);
            strike(number);
        }
    }
}

int
main(void)
{
    Primes primes = { 0, 0, growHeap(HEAP_PAGES) };
    int round;
    for(round = 0; round < ROUNDS; round ++) {
        usize from = round ? LIMIT / ROUNDS * round : 2;
        sieve(&primes, from, LIMIT / ROUNDS * (round + 1));
        yield();
    }
    writeText("primes: ");
    writeNumber(primes.count);
    writeText(", the last is ");
    writeNumber(primes.last->value);
    writeText("\n");
    return 0;
}
