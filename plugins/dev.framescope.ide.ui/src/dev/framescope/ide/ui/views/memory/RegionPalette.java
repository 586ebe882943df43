package dev.framescope.ide.ui.views.memory;

import dev.framescope.ide.ui.views.frames.FramePalette;
import dev.framescope.ide.ui.views.grid.ColorMix;
import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.insight.layout.RegionKind;

/** The colours of the regions of a physical map; the DRAM's parts have those of their frames. */
final class RegionPalette {
    private RegionPalette() {}

    static int colorOf(RegionKind kind, GridTheme theme) {
        return switch (kind) {
            case GAP -> theme.background();
            case DEVICE -> ColorMix.blend(theme.background(), theme.foreground(), 0.05);
            case ROM -> ColorMix.blend(theme.background(), theme.foreground(), 0.14);
            case RESERVED -> theme.background();
            case DRAM -> ColorMix.blend(theme.background(), theme.foreground(), 0.10);
            case FIRMWARE -> FramePalette.FIRMWARE;
            case KERNEL_TEXT -> FramePalette.TEXT;
            case KERNEL_RODATA -> FramePalette.RODATA;
            case KERNEL_DATA -> FramePalette.DATA;
            case KERNEL_BSS -> ColorMix.blend(FramePalette.DATA, 0xffffff, 0.35);
            case STACK -> FramePalette.STACK;
            case DEVICE_TREE -> FramePalette.DEVICE_TREE;
            case FRAMES -> ColorMix.blend(theme.background(), FramePalette.ALLOCATED, 0.10);
            case UNUSED -> theme.blank();
        };
    }
}
