package dev.framescope.cli;

import dev.framescope.testing.CrossCompiler;

import java.nio.file.Path;

/** Tiny guests for M-mode without firmware, or for S-mode with the built-in one. */
final class Guests {
    private static final long MACHINE_MODE = 0x80000000L;
    private static final long SUPERVISOR_MODE = 0x80200000L;

    private Guests() {}

    /** Writes a word to the test finisher: 0x5555 passes, code &lt;&lt; 16 | 0x3333 fails. */
    static Path finisher(Path folder, int word) {
        return CrossCompiler.assemble(
                folder,
                MACHINE_MODE,
                """
                .globl _start
                _start:
                    li t0, 0x100000
                    li t1, %d
                    sw t1, 0(t0)
                1:  j 1b
                """
                        .formatted(word));
    }

    /** Calls the SBI's system reset: shutdown, for a reason: 0 none, 1 failure. */
    static Path sbiShutdown(Path folder, int reason) {
        return CrossCompiler.assemble(
                folder,
                SUPERVISOR_MODE,
                """
                .globl _start
                _start:
                    li a7, 0x53525354
                    li a6, 0
                    li a0, 0
                    li a1, %d
                    ecall
                1:  j 1b
                """
                        .formatted(reason));
    }

    /** Never ends. */
    static Path endless(Path folder) {
        return CrossCompiler.assemble(
                folder, MACHINE_MODE, ".globl _start\n_start: addi t0, t0, 1\n j _start\n");
    }

    /** Faults at once, with no trap vector. */
    static Path trapLoop(Path folder) {
        return CrossCompiler.assemble(folder, MACHINE_MODE, ".globl _start\n_start: .word 0\n");
    }

    /** Prints what is typed, one greater, up to a full stop; then powers off. */
    static Path echo(Path folder) {
        return CrossCompiler.assemble(
                folder,
                MACHINE_MODE,
                """
                .globl _start
                _start:
                    li t0, 0x10000000
                1:  lbu t1, 5(t0)
                    andi t1, t1, 1
                    beqz t1, 1b
                    lbu t2, 0(t0)
                    li t3, '.'
                    beq t2, t3, 2f
                    addi t2, t2, 1
                    sb t2, 0(t0)
                    j 1b
                2:  li t0, 0x100000
                    li t1, 0x5555
                    sw t1, 0(t0)
                3:  j 3b
                """);
    }

    /** Is linked to where this machine has no memory. */
    static Path outsideMemory(Path folder) {
        return CrossCompiler.assemble(folder, 0x40000000L, ".globl _start\n_start: j _start\n");
    }
}
