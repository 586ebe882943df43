package dev.framescope.cli.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * What came out for one guest.
 *
 * @param guest the guest
 * @param instructions retired in this machine in one run
 * @param speed of this machine
 * @param qemu speed of QEMU, its start-up time taken off; empty without QEMU
 */
record BenchResult(
        BenchGuest guest, long instructions, Cost.Speed speed, Optional<Cost.Speed> qemu) {
    private static final String LINE = "%-10s %13s %10s %10s %10s %10s %8s  %s";

    static String header() {
        return String.format(
                Locale.ROOT,
                LINE,
                "guest",
                "instructions",
                "MIPS wall",
                "MIPS CPU",
                "QEMU wall",
                "QEMU CPU",
                "ratio",
                "what it does (ratio: by CPU time)");
    }

    String toLine() {
        return String.format(
                Locale.ROOT,
                LINE,
                name(),
                String.format(Locale.ROOT, "%,d", instructions),
                format("%,.1f", speed.wallMips()),
                format("%,.1f", speed.cpuMips()),
                qemu.map(other -> format("%,.1f", other.wallMips())).orElse("-"),
                qemu.map(other -> format("%,.1f", other.cpuMips())).orElse("-"),
                qemu.map(other -> format("%.3f", speed.cpuMips() / other.cpuMips())).orElse("-"),
                guest.description());
    }

    String toJson() {
        String text =
                String.format(
                        Locale.ROOT,
                        "{\"guest\":\"%s\",\"instructions\":%d,\"wall_mips\":%.3f,"
                                + "\"cpu_mips\":%.3f",
                        name(),
                        instructions,
                        speed.wallMips(),
                        speed.cpuMips());
        String others =
                qemu.map(
                                other ->
                                        String.format(
                                                Locale.ROOT,
                                                ",\"qemu_wall_mips\":%.3f,\"qemu_cpu_mips\":%.3f,"
                                                        + "\"wall_ratio\":%.5f,\"cpu_ratio\":%.5f",
                                                other.wallMips(),
                                                other.cpuMips(),
                                                speed.wallMips() / other.wallMips(),
                                                speed.cpuMips() / other.cpuMips()))
                        .orElse("");
        return text + others + "}";
    }

    private String name() {
        return guest.name().toLowerCase(Locale.ROOT);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
