package dev.framescope.machine;

/**
 * What a debugger may change in a suspended machine, beside what it may read. The rules of {@link
 * Inspection} hold.
 */
public interface MachineControl extends Inspection {
    void setPc(int hart, long pc);

    /**
     * @throws IllegalArgumentException if there is no such register, or it is x0
     */
    void setX(int hart, int register, long value);

    /** Sets a hart's mode; its pc stays. */
    void setPrivilege(int hart, Privilege privilege);

    /**
     * Sets a floating-point register, 0 to 31, to 64 bits, and mstatus.FS to dirty, as an
     * instruction would.
     */
    void setF(int hart, int register, long value);

    /**
     * Writes a CSR as a write in M-mode would.
     *
     * @throws IllegalArgumentException if there is none, or it is read-only
     */
    void setCsr(int hart, int number, long value);

    /**
     * @return how many bytes were written before the first that is not RAM
     */
    int writePhysical(long paddr, byte[] source, int offset, int length);

    /**
     * @return how many bytes were written before the first that is not mapped to RAM
     */
    int writeVirtual(int hart, long vaddr, byte[] source, int offset, int length);

    /**
     * Writes memory of an address space, whether or not a hart is in it now, regardless of page
     * permissions; {@code satp} as in {@link #readSpace}.
     *
     * @return how many bytes were written before the first that is not mapped to RAM
     */
    int writeSpace(long satp, long vaddr, byte[] source, int offset, int length);
}
