package dev.framescope.machine.hart;

/** The fields of mstatus and sstatus (Privileged Architecture, Machine Status Registers). */
final class Status {
    static final long SIE = 1L << 1;
    static final long MIE = 1L << 3;
    static final long SPIE = 1L << 5;
    static final long MPIE = 1L << 7;

    /** The mode before a trap into S-mode: one bit. */
    static final long SPP = 1L << 8;

    /** The mode before a trap into M-mode: two bits. */
    static final int MPP_SHIFT = 11;

    static final long MPP = 3L << MPP_SHIFT;

    /** The state of F and D: off, initial, clean or dirty; the last is all bits set. */
    static final long FS = 3L << 13;

    /** Loads and stores as if in the mode MPP. */
    static final long MPRV = 1L << 17;

    /** S-mode may access pages of U-mode. */
    static final long SUM = 1L << 18;

    /** What is executable is readable. */
    static final long MXR = 1L << 19;

    /** S-mode's satp and sfence.vma trap. */
    static final long TVM = 1L << 20;

    /** S-mode's wfi traps. */
    static final long TW = 1L << 21;

    /** S-mode's sret traps. */
    static final long TSR = 1L << 22;

    /** XLEN of U-mode and S-mode: 2 stands for 64, and nothing else is supported. */
    static final long UXL_64 = 2L << 32;

    static final long SXL_64 = 2L << 34;

    /** Some of FS and the like is dirty: a summary that cannot be written. */
    static final long SD = 1L << 63;

    /** What a write of mstatus changes, beside MPP. VS and XS are zero: there is no V. */
    static final long M_WRITABLE =
            SIE | MIE | SPIE | MPIE | SPP | FS | MPRV | SUM | MXR | TVM | TW | TSR;

    static final long S_WRITABLE = SIE | SPIE | SPP | FS | SUM | MXR;

    static final long S_READABLE = S_WRITABLE | UXL_64 | SD;

    private Status() {}
}
