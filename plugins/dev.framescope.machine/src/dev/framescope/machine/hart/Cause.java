package dev.framescope.machine.hart;

import dev.framescope.machine.Access;

/** Exception codes (Privileged Architecture, Machine Cause Register). */
final class Cause {
    static final int ILLEGAL_INSTRUCTION = 2;
    static final int BREAKPOINT = 3;
    static final int LOAD_MISALIGNED = 4;
    static final int STORE_MISALIGNED = 6;

    /** From U-mode; from S-mode and M-mode it is this plus the mode's number. */
    static final int ECALL_FROM_U = 8;

    private Cause() {}

    static int accessFault(Access access) {
        return switch (access) {
            case FETCH -> 1;
            case LOAD -> 5;
            case STORE -> 7;
        };
    }

    static int pageFault(Access access) {
        return switch (access) {
            case FETCH -> 12;
            case LOAD -> 13;
            case STORE -> 15;
        };
    }
}
