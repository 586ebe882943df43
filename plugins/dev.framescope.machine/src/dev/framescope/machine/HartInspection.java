package dev.framescope.machine;

import java.util.OptionalLong;

/** Reads one hart without changing it; the rules of {@link Inspection} hold. */
public interface HartInspection {
    int id();

    HartState state();

    Privilege privilege();

    long pc();

    /**
     * An integer register, 0 to 31.
     *
     * @throws IndexOutOfBoundsException if there is no such register
     */
    long x(int register);

    /** A floating-point register, 0 to 31: 64 bits; of a single, the upper half is all ones. */
    long f(int register);

    /**
     * A CSR by number, as a read in M-mode would give it.
     *
     * @return empty if the hart has no such CSR
     */
    OptionalLong csr(int number);

    /** Instructions this hart has retired since the machine was switched on. */
    long instructions();

    /** {@code satp} where it translates this hart's fetches now, 0 in M-mode and in bare mode. */
    long effectiveSatp();

    /**
     * The bits above the PPN that page-table entries may have set for this hart: 61 and 62 if
     * menvcfg enables Svpbmt, 63 if there is Svnapot. A walk faults at entries with others.
     */
    long pteExtensions();

    /**
     * Walks the tables for this hart as it stands, with its privilege and mstatus bits, step by
     * step.
     */
    Translation translate(long vaddr, Access access);

    /** Walks the tables under another root, with supervisor privilege and SUM. */
    Translation translate(long satp, long vaddr, Access access);

    /**
     * Where an address leads for this hart as it stands, regardless of page permissions: {@code
     * vaddr} itself in M-mode and in bare mode. Quick enough for handlers.
     *
     * @return empty if it is not mapped
     */
    OptionalLong physicalAddress(long vaddr);

    /** As {@link #physicalAddress(long)}, under another {@code satp}. */
    OptionalLong physicalAddress(long satp, long vaddr);

    /**
     * Copies memory as this hart sees it, regardless of page permissions (a debugger's read).
     *
     * @return how many bytes were copied before the first that is not mapped, 0 to {@code length}
     */
    int readVirtual(long vaddr, byte[] destination, int offset, int length);
}
