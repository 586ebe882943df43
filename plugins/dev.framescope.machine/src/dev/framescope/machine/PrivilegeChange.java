package dev.framescope.machine;

import java.util.Optional;

/**
 * A hart has gone from one mode to another.
 *
 * @param pc where it was: the instruction that trapped, was interrupted before, or returned
 * @param trap the trap that it took; empty if it returned from one ({@code sret}, {@code mret})
 */
public record PrivilegeChange(
        int hart, long pc, Privilege from, Privilege to, Optional<Trap> trap) {}
