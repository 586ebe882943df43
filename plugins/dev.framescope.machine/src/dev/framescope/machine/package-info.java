/**
 * A whole RV64 {@code virt} machine: what clients see of it. {@link
 * dev.framescope.machine.board.VirtMachine} builds one from a {@link
 * dev.framescope.machine.MachineConfig}; {@link dev.framescope.machine.Machine} runs and stops it,
 * {@link dev.framescope.machine.Inspection} reads it without changing it.
 */
package dev.framescope.machine;
