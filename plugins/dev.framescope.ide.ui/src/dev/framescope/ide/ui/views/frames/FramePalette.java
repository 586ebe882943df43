package dev.framescope.ide.ui.views.frames;

import dev.framescope.ide.ui.views.grid.GridModel;
import dev.framescope.insight.frames.FrameState;

import java.util.List;

/**
 * The colours of page frames, after Okabe and Ito's palette, which colour-blind eyes can tell
 * apart.
 */
public final class FramePalette {
    public static final int FIRMWARE = 0x8c8c8c;
    public static final int TEXT = 0x0072b2;
    public static final int RODATA = 0x56b4e9;
    public static final int DATA = 0xe69f00;
    public static final int STACK = 0xf0e442;
    public static final int DEVICE_TREE = 0xd55e00;
    public static final int PAGE_TABLE = 0xcc79a7;
    public static final int ALLOCATED = 0x009e73;
    public static final int MAPPED = 0x8fd0bb;
    public static final int RESERVED = 0xc4cacd;

    /** The states as a legend lists them: from the machine's to the kernel's to nobody's. */
    static final List<FrameState> ORDER =
            List.of(
                    FrameState.FIRMWARE,
                    FrameState.KERNEL_TEXT,
                    FrameState.KERNEL_RODATA,
                    FrameState.KERNEL_DATA,
                    FrameState.STACK,
                    FrameState.DEVICE_TREE,
                    FrameState.PAGE_TABLE,
                    FrameState.ALLOCATED,
                    FrameState.FREE,
                    FrameState.MAPPED,
                    FrameState.RESERVED);

    private FramePalette() {}

    /** The colour of a state, {@link GridModel#BLANK} for free frames. */
    public static int colorOf(FrameState state) {
        return switch (state) {
            case DEVICE_TREE -> DEVICE_TREE;
            case FIRMWARE -> FIRMWARE;
            case PAGE_TABLE -> PAGE_TABLE;
            case STACK -> STACK;
            case KERNEL_TEXT -> TEXT;
            case KERNEL_RODATA -> RODATA;
            case KERNEL_DATA -> DATA;
            case ALLOCATED -> ALLOCATED;
            case FREE -> GridModel.BLANK;
            case MAPPED -> MAPPED;
            case RESERVED -> RESERVED;
        };
    }
}
