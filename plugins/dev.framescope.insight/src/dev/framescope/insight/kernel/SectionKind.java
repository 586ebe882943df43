package dev.framescope.insight.kernel;

/** What a part of the kernel's image holds. */
public enum SectionKind {
    TEXT,
    RODATA,
    DATA,
    BSS,
    /** The stack that the kernel boots on, carved out of the section that holds it. */
    STACK
}
