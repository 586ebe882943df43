package dev.framescope.machine;

import java.util.OptionalLong;

/**
 * The two words by which a test program talks with the host (HTIF, the Host-Target Interface of
 * Spike), at the program's symbols {@code tohost} and {@code fromhost}.
 *
 * @param tohost physical address of the doubleword in which the program puts its commands
 * @param fromhost physical address of the doubleword in which it finds answers, if it has one
 */
public record HostInterface(long tohost, OptionalLong fromhost) {}
