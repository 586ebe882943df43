package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;
import static dev.framescope.testing.Asm.A3;
import static dev.framescope.testing.Asm.A4;
import static dev.framescope.testing.Asm.RA;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.S1;
import static dev.framescope.testing.Asm.S2;
import static dev.framescope.testing.Asm.S3;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.ZERO;

import dev.framescope.testing.Asm;

import java.util.List;

/**
 * A program without firmware that makes a list of accesses to physical memory, and then prints what
 * each gave: the value that was loaded, or the cause of its exception.
 */
final class Probe {
    private static final int MTVEC = 0x305;
    private static final int MEPC = 0x341;
    private static final int MCAUSE = 0x342;
    private static final int MHARTID = 0xf14;

    private static final long BLOCKS = Guest.BARE + 0x100;
    private static final long DONE = Guest.BARE + 0x180;
    private static final long HANDLER = Guest.BARE + 0x200;
    private static final long TABLE = Guest.BARE + 0x1000;
    private static final long RESULTS = Guest.BARE + 0x100000;
    private static final int ENTRY_BYTES = 24;
    private static final int RESULT_BYTES = 16;

    private static final String[] LOADS = {"lbu", "lhu", "lwu", "ld"};
    private static final String[] STORES = {"sb", "sh", "sw", "sd"};

    /**
     * One access.
     *
     * @param value what is stored; not used by loads
     */
    record Access(boolean store, int bytes, long paddr, long value) {
        static Access load(int bytes, long paddr) {
            return new Access(false, bytes, paddr, 0);
        }

        static Access store(int bytes, long paddr, long value) {
            return new Access(true, bytes, paddr, value);
        }

        private int kind() {
            return Integer.numberOfTrailingZeros(bytes) + (store ? LOADS.length : 0);
        }

        @Override
        public String toString() {
            return store
                    ? "store %d 0x%x = 0x%x".formatted(bytes, paddr, value)
                    : "load %d 0x%x".formatted(bytes, paddr);
        }
    }

    private Probe() {}

    /** Assembles the program, for {@link Guest#BARE}. */
    static void program(Asm asm, List<Access> accesses) {
        makeAccesses(asm, TABLE + (long) ENTRY_BYTES * accesses.size());
        asm.org(BLOCKS);
        for (String load : LOADS) {
            asm.load(load, A0, 0, A1).j("done");
        }
        for (String store : STORES) {
            asm.store(store, A3, 0, A1).j("done");
        }
        asm.org(DONE).label("done").sd(A0, 0, S2).sd(A4, 8, S2);
        asm.addi(S2, S2, RESULT_BYTES).addi(S0, S0, ENTRY_BYTES).j("loop");
        asm.org(HANDLER).csrr(A4, MCAUSE).li(A0, 0).li(T0, DONE).csrw(MEPC, T0).mret();
        printResults(asm);
        asm.org(TABLE);
        for (Access access : accesses) {
            asm.dword(access.paddr).dword(access.kind()).dword(access.value);
        }
    }

    private static void makeAccesses(Asm asm, long tableEnd) {
        asm.label("hart").csrr(T0, MHARTID).bnez(T0, "hart").li(T0, HANDLER).csrw(MTVEC, T0);
        asm.li(S0, TABLE).li(S1, tableEnd).li(S2, RESULTS);
        asm.label("loop").branch("bgeu", S0, S1, "print");
        asm.ld(A1, 0, S0).ld(A2, 8, S0).ld(A3, 16, S0).li(A0, 0).li(A4, 0);
        asm.i("slli", T0, A2, 3).li(T1, BLOCKS).add(T1, T1, T0).jr(T1);
    }

    /** Sets the UART up again, prints a line for each result, and powers off. */
    private static void printResults(Asm asm) {
        asm.label("print").li(S3, Guest.UART).li(T0, 3).store("sb", T0, 3, S3);
        asm.store("sb", ZERO, 1, S3).store("sb", ZERO, 4, S3).li(S0, RESULTS);
        asm.label("line").branch("bgeu", S0, S2, "off");
        asm.ld(A0, 0, S0).jal(RA, "hex").li(T0, ' ').store("sb", T0, 0, S3);
        asm.ld(A0, 8, S0).jal(RA, "hex").li(T0, '\n').store("sb", T0, 0, S3);
        asm.addi(S0, S0, RESULT_BYTES).j("line");
        asm.label("off").li(T0, Guest.FINISHER).li(T1, 0x5555).sw(T1, 0, T0);
        asm.label("end").j("end");
        asm.label("hex").li(A1, 60).label("digit").r("srl", T0, A0, A1).i("andi", T0, T0, 15);
        asm.addi(T0, T0, '0').li(T1, '9' + 1).branch("blt", T0, T1, "put");
        asm.addi(T0, T0, 'a' - '9' - 1).label("put").store("sb", T0, 0, S3);
        asm.addi(A1, A1, -4).branch("bge", A1, ZERO, "digit").ret();
    }
}
