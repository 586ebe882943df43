package dev.framescope.cli.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * How fast the debugger does something.
 *
 * @param name in one word
 * @param unit what is counted
 * @param here in this machine; empty if it was not measured
 * @param qemu of GDB and QEMU together; empty if they were not measured, or do no such thing
 * @param target what is aimed at, for a person
 * @param description what is measured
 */
record DebugFigure(
        String name,
        String unit,
        Optional<Double> here,
        Optional<Double> qemu,
        String target,
        String description) {
    private static final String LINE = "%-10s %13s %10s %10s %10s  %s";

    static String header() {
        return String.format(
                Locale.ROOT,
                LINE,
                "debugger",
                "here",
                "GDB+QEMU",
                "unit",
                "target",
                "what it does (medians, on the wall clock)");
    }

    String toLine() {
        return String.format(
                Locale.ROOT, LINE, name, text(here), text(qemu), unit, target, description);
    }

    private static String text(Optional<Double> value) {
        return value.map(v -> String.format(Locale.ROOT, v < 100 ? "%,.3f" : "%,.0f", v))
                .orElse("-");
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"debugger\":\"%s\",\"unit\":\"%s\",\"value\":%s,\"qemu_value\":%s}",
                name,
                unit,
                json(here),
                json(qemu));
    }

    private static String json(Optional<Double> value) {
        return value.map(v -> String.format(Locale.ROOT, "%.4f", v)).orElse("null");
    }
}
