package dev.framescope.machine;

/**
 * Bytes to be placed in physical memory before the guest starts.
 *
 * @param paddr first physical byte address
 * @param bytes the content; not modified by the machine
 * @param memorySize size in memory in bytes, at least {@code bytes.length}; the rest is zero
 */
public record LoadSegment(long paddr, byte[] bytes, long memorySize) {}
