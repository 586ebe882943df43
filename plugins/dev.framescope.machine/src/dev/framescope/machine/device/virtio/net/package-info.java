/**
 * The network behind the machine's card. It ends inside the machine: one host that answers, as
 * QEMU's user network has it at 10.0.2.2, and nothing of the outside world.
 */
package dev.framescope.machine.device.virtio.net;
