package dev.framescope.machine;

/** Who accessed watched memory. */
public sealed interface WatchSource {
    /** For a person, such as {@code hart 0 at 0x80200104 (S-mode)}. */
    String describe();

    /**
     * An instruction's load, store or atomic operation.
     *
     * @param pc the instruction's address
     * @param privilege the mode it was executed in
     * @param satp what translated the access; 0 if nothing did
     */
    record Instruction(int hart, long pc, Privilege privilege, long satp) implements WatchSource {
        @Override
        public String describe() {
            return by(hart, pc, privilege);
        }
    }

    /**
     * The walk of a hart's MMU, that set A or D in a page-table entry. What it reads does not count
     * as an access.
     *
     * @param pc the instruction's address that was fetched, or that made the access
     * @param privilege the mode it was executed in
     * @param satp the tables that were walked
     * @param vaddr the address that was translated
     * @param access why
     */
    record PageWalk(int hart, long pc, Privilege privilege, long satp, long vaddr, Access access)
            implements WatchSource {
        @Override
        public String describe() {
            return "the page walk for 0x"
                    + Long.toHexString(vaddr)
                    + " of "
                    + by(hart, pc, privilege);
        }
    }

    /**
     * A device's direct memory access.
     *
     * @param name such as {@code virtio block device (slot 0)}
     */
    record Device(String name) implements WatchSource {
        @Override
        public String describe() {
            return name;
        }
    }

    /**
     * The built-in SBI, serving a call.
     *
     * @param hart the caller
     * @param pc the address of its {@code ecall}
     */
    record Firmware(int hart, long pc) implements WatchSource {
        @Override
        public String describe() {
            return "the SBI, called by " + by(hart, pc, Privilege.SUPERVISOR);
        }
    }

    private static String by(int hart, long pc, Privilege privilege) {
        return "hart %d at 0x%x (%s-mode)".formatted(hart, pc, privilege.letter());
    }
}
