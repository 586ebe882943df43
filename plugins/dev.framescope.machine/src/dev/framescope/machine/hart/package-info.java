/**
 * The RV64 hart: registers, CSRs, traps, PMP, address translation, and the interpreter of
 * predecoded pages.
 *
 * <p>{@link dev.framescope.machine.hart.Hart} is what the board builds and runs; it knows neither
 * addresses nor devices. All of it belongs to the machine thread.
 */
package dev.framescope.machine.hart;
