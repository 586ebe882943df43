package dev.framescope.ide.ui.views.disassembly;

/**
 * What is shown of each instruction.
 *
 * @param source whether source lines stand between the instructions
 * @param bytes whether an instruction's bytes stand beside it
 * @param physical whether its physical address stands beside its address
 */
record DisassemblyOptions(boolean source, boolean bytes, boolean physical) {}
