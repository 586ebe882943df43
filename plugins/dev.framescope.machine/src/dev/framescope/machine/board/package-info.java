/**
 * The {@code virt} board: which device answers at which physical address, the device tree that says
 * so to the guest, and how the machine looks at reset. {@link
 * dev.framescope.machine.board.VirtMachine} builds a machine; {@link
 * dev.framescope.machine.board.VirtMap} is the only place that knows addresses.
 */
package dev.framescope.machine.board;
