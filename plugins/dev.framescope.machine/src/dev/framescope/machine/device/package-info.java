/**
 * The devices of the {@code virt} board. A device knows the offsets of its registers, never an
 * address, and reaches the rest of the machine only through what it is constructed with: {@link
 * dev.framescope.machine.device.InterruptLine interrupt lines} and the {@link
 * dev.framescope.machine.device.MachineClock clock}. Everything here is called on the machine
 * thread.
 */
package dev.framescope.machine.device;
