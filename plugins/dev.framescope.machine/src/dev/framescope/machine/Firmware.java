package dev.framescope.machine;

/** Who serves M-mode. */
public enum Firmware {
    /** The machine itself answers SBI calls; the kernel starts in S-mode. */
    BUILTIN,
    /** Nobody: the kernel starts in M-mode and owns the machine. */
    NONE
}
