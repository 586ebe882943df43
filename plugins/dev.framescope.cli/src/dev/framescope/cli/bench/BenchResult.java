package dev.framescope.cli.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What came out for one guest.
 *
 * @param guest the guest
 * @param instructions retired in this machine in one run
 * @param mips guest instructions of this machine, millions a wall-clock second
 * @param qemuMips the same of QEMU, its start-up time taken off; empty without QEMU
 */
record BenchResult(BenchGuest guest, long instructions, double mips, OptionalDouble qemuMips) {
    /** This machine's speed as a part of QEMU's. */
    OptionalDouble ratio() {
        return qemuMips.isPresent()
                ? OptionalDouble.of(mips / qemuMips.getAsDouble())
                : OptionalDouble.empty();
    }

    static String header() {
        return String.format(
                Locale.ROOT,
                "%-10s %15s %12s %12s %8s  %s",
                "guest",
                "instructions",
                "MIPS",
                "QEMU MIPS",
                "ratio",
                "what it does");
    }

    String toLine() {
        return String.format(
                Locale.ROOT,
                "%-10s %,15d %,12.1f %12s %8s  %s",
                guest.name().toLowerCase(Locale.ROOT),
                instructions,
                mips,
                format("%,.1f", qemuMips),
                format("%.3f", ratio()),
                guest.description());
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"guest\":\"%s\",\"instructions\":%d,\"mips\":%.3f,\"qemu_mips\":%s,\"ratio\":%s}",
                guest.name().toLowerCase(Locale.ROOT),
                instructions,
                mips,
                qemuMips.isPresent() ? format("%.3f", qemuMips) : "null",
                ratio().isPresent() ? format("%.5f", ratio()) : "null");
    }

    private static String format(String pattern, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, pattern, value.getAsDouble()) : "-";
    }
}
