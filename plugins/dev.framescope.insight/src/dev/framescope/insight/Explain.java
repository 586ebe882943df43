package dev.framescope.insight;

import dev.framescope.machine.Trap;

/** Numbers of the privileged architecture in words. */
public final class Explain {
    private Explain() {}

    /** The trap's cause, such as {@code load page fault}. */
    public static String cause(Trap trap) {
        return cause(trap.interrupt(), trap.cause());
    }

    /** A cause by its number (Privileged Architecture, table of mcause values). */
    public static String cause(boolean interrupt, int code) {
        return interrupt ? interrupt(code) : exception(code);
    }

    private static String interrupt(int code) {
        return switch (code) {
            case 1 -> "supervisor software interrupt";
            case 3 -> "machine software interrupt";
            case 5 -> "supervisor timer interrupt";
            case 7 -> "machine timer interrupt";
            case 9 -> "supervisor external interrupt";
            case 11 -> "machine external interrupt";
            default -> "interrupt " + code;
        };
    }

    private static String exception(int code) {
        return switch (code) {
            case 0 -> "instruction address misaligned";
            case 1 -> "instruction access fault";
            case 2 -> "illegal instruction";
            case 3 -> "breakpoint";
            case 4 -> "load address misaligned";
            case 5 -> "load access fault";
            case 6 -> "store/AMO address misaligned";
            case 7 -> "store/AMO access fault";
            case 8 -> "environment call from U-mode";
            case 9 -> "environment call from S-mode";
            case 11 -> "environment call from M-mode";
            case 12 -> "instruction page fault";
            case 13 -> "load page fault";
            case 15 -> "store/AMO page fault";
            default -> "exception " + code;
        };
    }
}
