package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.S1;
import static dev.framescope.testing.Asm.S2;
import static dev.framescope.testing.Asm.S3;
import static dev.framescope.testing.Asm.SP;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.T2;
import static dev.framescope.testing.Asm.T3;
import static dev.framescope.testing.Asm.ZERO;

import dev.framescope.machine.MachineConfig;
import dev.framescope.testing.Asm;

/**
 * A program in M-mode in which all harts race: they count in one shared word, mix what they see
 * into words of their own, interrupt each other, wait, and take timer interrupts.
 */
final class SeveralHarts {
    private static final long HANDLER = Guest.BARE + 0x400;
    private static final long SHARED = Guest.BARE + 0x10000;
    private static final long MTIME = Guest.CLINT + 0xbff8;

    private static final int MSTATUS = 0x300;
    private static final int MIE = 0x304;
    private static final int MTVEC = 0x305;
    private static final int MCAUSE = 0x342;
    private static final int MHARTID = 0xf14;

    private SeveralHarts() {}

    static MachineConfig config(int harts) {
        return Guest.bare(asm -> program(asm, harts)).withHarts(harts);
    }

    private static void program(Asm asm, int harts) {
        asm.li(T0, HANDLER).csrw(MTVEC, T0).csrr(S0, MHARTID).li(SP, SHARED);
        // s1: my mtimecmp, s2: my msip, s3: the next hart's msip, a0: my word
        asm.i("slli", T0, S0, 3).li(S1, Guest.CLINT + 0x4000).add(S1, S1, T0);
        asm.addi(A0, SP, 64).add(A0, A0, T0);
        asm.i("slli", T0, S0, 2).li(S2, Guest.CLINT).add(S2, S2, T0);
        asm.addi(T0, S0, 1).li(T1, harts).r("remu", T0, T0, T1).i("slli", T0, T0, 2);
        asm.li(S3, Guest.CLINT).add(S3, S3, T0);
        asm.addi(T0, S0, 50).sd(T0, 0, S1);
        asm.li(T0, 1 << 7 | 1 << 3).csrw(MIE, T0).csr("csrrsi", ZERO, MSTATUS, 8);

        asm.label("loop").li(T0, 1).amo("amoadd.d", T1, T0, SP);
        asm.i("slli", T0, A1, 5).r("sub", A1, T0, A1).add(A1, A1, T1).sd(A1, 0, A0);
        asm.i("andi", T0, T1, 1023).bnez(T0, "loop");
        asm.li(T0, 1).sw(T0, 0, S3).wfi().j("loop");

        asm.org(HANDLER).csrr(T2, MCAUSE).i("andi", T2, T2, 15).li(T3, 7);
        asm.branch("beq", T2, T3, "timer");
        asm.sw(ZERO, 0, S2).mret();
        asm.label("timer").li(T3, MTIME).ld(T3, 0, T3).addi(T3, T3, 61).sd(T3, 0, S1).mret();
    }
}
