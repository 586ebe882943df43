package dev.framescope.debugger.program;

/** Where a program's addresses mean its code. */
public sealed interface ProgramScope {
    /** Wherever a hart is at an address of it, and memory has its code there. */
    ProgramScope EVERYWHERE = Mode.EVERYWHERE;

    /**
     * In S-mode under any page table, and wherever else a hart executes the memory that the kernel
     * was loaded to: before paging, in M-mode, through a trampoline.
     */
    ProgramScope KERNEL = Mode.KERNEL;

    /** In M-mode. */
    ProgramScope FIRMWARE = Mode.FIRMWARE;

    /**
     * In U-mode, in the address spaces whose memory has its code: programs that are linked at the
     * same addresses are told apart by that.
     */
    ProgramScope USER = Mode.USER;

    /** The scopes that name a mode; use the constants of {@link ProgramScope}. */
    enum Mode implements ProgramScope {
        EVERYWHERE("everywhere"),
        KERNEL("kernel"),
        FIRMWARE("firmware"),
        USER("user");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        @Override
        public String describe() {
            return text;
        }
    }

    /**
     * In S-mode and U-mode under one page table.
     *
     * @param rootPpn the physical page number of the root page table, as satp has it
     */
    record Space(long rootPpn) implements ProgramScope {
        @Override
        public String describe() {
            return "space 0x" + Long.toHexString(rootPpn);
        }
    }

    /** As a person writes it, and {@link #parse} reads it: {@code user}, {@code space 0x87f5f}. */
    String describe();

    /**
     * Reads what {@link #describe} writes.
     *
     * @throws IllegalArgumentException if it is no scope; the message says what to write
     */
    static ProgramScope parse(String text) {
        String word = text.strip();
        for (Mode mode : Mode.values()) {
            if (mode.text.equalsIgnoreCase(word)) {
                return mode;
            }
        }
        String number = word.replaceFirst("(?i)^space\\s*", "");
        try {
            return new Space(Long.decode(number));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no scope of a program: write kernel, user, firmware, everywhere"
                            + " or space and the page number of a page-table root (space 0x80234)",
                    e);
        }
    }
}
