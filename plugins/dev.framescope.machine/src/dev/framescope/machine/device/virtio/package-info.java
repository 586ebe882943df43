/**
 * Virtio devices behind the virtio-mmio transport (Virtual I/O Device Specification 1.1; "virtio"
 * in comments). The {@link dev.framescope.machine.device.virtio.VirtioMmio transport} has the
 * registers, the {@link dev.framescope.machine.device.virtio.Virtqueue queues} are read from the
 * guest's memory with all distrust, and a {@link dev.framescope.machine.device.virtio.VirtioDevice
 * device} sees buffers only. Everything here is called on the machine thread.
 */
package dev.framescope.machine.device.virtio;
