package dev.framescope.symbols;

import java.io.IOException;
import java.nio.file.Path;

/** Programs with types and variables of all kinds. */
final class TypeSamples {

    static final String C =
            """
            typedef unsigned long u64;
            struct incomplete;
            enum color { RED, GREEN = 5, BLUE = -3 };
            union value { int i; char c[8]; double d; };
            struct bits { unsigned a : 3; unsigned b : 7; int c : 5; u64 d : 40; unsigned char e : 1; };
            struct list { struct list *next, *prev; };
            struct page {
                u64 flags; struct list lru; enum color color;
                union { int refs; struct { short lo, hi; }; };
                struct bits bits; union value value; int matrix[3][4];
                const volatile char *name; int (*handler)(struct page *, int);
                void *data; struct incomplete *other; u64 tail[];
            };
            struct incomplete *pending;
            struct page *pages;
            static int counter = 7;
            int table[10];
            extern char _end[];
            int (*handlers[4])(char, ...);
            const char *const names[] = {"a", "b"};
            static __attribute__((noinline)) int leaf(int x, struct page *p) {
                static int calls;
                calls++;
                int y = x * 3;
                {
                    int y = x + 1;
                    if (p) p->color = y;
                }
                return y + (p ? (int) p->flags : 0);
            }
            static inline __attribute__((always_inline)) int twice(int v) {
                int w = v + v;
                return leaf(w, pages) + w;
            }
            static inline __attribute__((always_inline)) int outer(int q) {
                int r = twice(q);
                return r * twice(r + 1);
            }
            __attribute__((noinline)) int run(int n, long m) {
                int total = 0;
                for (int i = 0; i < n; i++) {
                    long t = m * i;
                    total += outer(i + (int) t);
                }
                return total + leaf(n, 0);
            }
            void _start(void) {
                run(counter + table[1], (long) _end);
                for (;;) ;
            }
            """;

    private TypeSamples() {}

    static GuestProgram c(Path directory, String options) throws IOException {
        return GuestProgram.ofText(directory, options, "types.c", C);
    }
}
