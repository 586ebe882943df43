/**
 * The physical address space: RAM, read-only memory and the windows of memory-mapped devices.
 *
 * <p>Everything here belongs to the machine thread. A guest's access to nothing is a {@link
 * dev.framescope.machine.memory.BusError}, never a Java failure.
 */
package dev.framescope.machine.memory;
