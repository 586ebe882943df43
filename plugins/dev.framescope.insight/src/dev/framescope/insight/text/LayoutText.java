package dev.framescope.insight.text;

import dev.framescope.insight.layout.LayoutRegion;
import dev.framescope.insight.layout.PhysicalLayout;

import java.util.List;
import java.util.Locale;

/** A line for each region, those inside another set in. */
final class LayoutText {
    private static final String FORMAT = "%-13s %10s  %-20s %s";

    private LayoutText() {}

    static String of(PhysicalLayout layout) {
        StringBuilder text = new StringBuilder();
        append(text, "BASE", "SIZE", "NAME", "");
        lines(text, layout.regions(), "");
        return text.toString();
    }

    private static void lines(StringBuilder text, List<LayoutRegion> regions, String indent) {
        for (LayoutRegion region : regions) {
            append(
                    text,
                    indent + Sizes.hex(region.base()),
                    Sizes.bytes(region.size()),
                    indent + region.name(),
                    region.detail());
            lines(text, region.children(), indent + "  ");
        }
    }

    private static void append(
            StringBuilder text, String base, String size, String name, String detail) {
        text.append(String.format(Locale.ROOT, FORMAT, base, size, name, detail).stripTrailing())
                .append('\n');
    }
}
