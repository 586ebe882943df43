/**
 * The instruction set: one table of instructions that feeds the decoder and the disassembler, the
 * expansion of compressed instructions, and the names of registers and CSRs. It knows no state.
 */
package dev.framescope.machine.isa;
