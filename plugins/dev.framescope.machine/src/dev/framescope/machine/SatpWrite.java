package dev.framescope.machine;

/**
 * A write of {@code satp} that took effect: not one of a mode that the hart does not have.
 *
 * @param pc the address of the instruction
 */
public record SatpWrite(int hart, long pc, long oldSatp, long newSatp) {}
