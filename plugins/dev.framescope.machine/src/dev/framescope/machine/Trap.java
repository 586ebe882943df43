package dev.framescope.machine;

/**
 * A trap that a hart has taken.
 *
 * @param interrupt whether it is an interrupt rather than an exception
 * @param cause the code of mcause or scause without the interrupt bit
 * @param tval the trap value written to mtval or stval
 * @param epc where it was taken
 * @param from the mode it was taken from
 * @param to the mode that handles it
 */
public record Trap(
        boolean interrupt, int cause, long tval, long epc, Privilege from, Privilege to) {}
