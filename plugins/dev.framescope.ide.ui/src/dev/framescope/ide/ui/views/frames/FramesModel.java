package dev.framescope.ide.ui.views.frames;

import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.ide.ui.views.grid.GridModel;
import dev.framescope.ide.ui.views.grid.MixPyramid;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.frames.FrameState;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The page frames of a DRAM as a grid, an item a frame. Immutable; computed in a job from one
 * {@link FrameMap} and the one at the stop before.
 */
public final class FramesModel implements GridModel {
    private static final int PAGE_SHIFT = 12;
    private static final FrameState[] STATES = FrameState.values();

    private final FrameMap frames;
    private final byte[] states;
    private final BitSet changed = new BitSet();
    private final MixPyramid pyramid;

    public FramesModel(FrameMap frames, Optional<FrameMap> before) {
        this.frames = frames;
        states = new byte[frames.frameCount()];
        for (int i = 0; i < states.length; i++) {
            states[i] = (byte) frames.stateOf(frames.firstPpn() + i).ordinal();
        }
        before.filter(this::isOfSameMemory).ifPresent(this::compareWith);
        pyramid = new MixPyramid(states.length, this::color);
    }

    private boolean isOfSameMemory(FrameMap other) {
        return other.firstPpn() == frames.firstPpn() && other.frameCount() == states.length;
    }

    private void compareWith(FrameMap other) {
        for (int i = 0; i < states.length; i++) {
            if (other.stateOf(frames.firstPpn() + i) != stateOf(i)) {
                changed.set(i);
            }
        }
    }

    /** What the grid was made from. */
    public FrameMap frames() {
        return frames;
    }

    public FrameState stateOf(int item) {
        return STATES[states[item]];
    }

    /** How many frames are in another state than at the stop before. */
    public int changedCount() {
        return changed.cardinality();
    }

    public boolean hasChanged(int item) {
        return changed.get(item);
    }

    /** The item of a page number, or -1 if the frame is not in the DRAM. */
    public int itemOf(long ppn) {
        return frames.contains(ppn) ? (int) (ppn - frames.firstPpn()) : -1;
    }

    public long ppnOf(int item) {
        return frames.firstPpn() + item;
    }

    @Override
    public int itemCount() {
        return states.length;
    }

    @Override
    public long itemBytes() {
        return 1L << PAGE_SHIFT;
    }

    @Override
    public long addressOf(int item) {
        return ppnOf(item) << PAGE_SHIFT;
    }

    @Override
    public int color(int item) {
        return FramePalette.colorOf(stateOf(item));
    }

    @Override
    public int mix(int level, int cell) {
        return pyramid.mix(level, cell);
    }

    @Override
    public int nextMarked(int item) {
        return changed.nextSetBit(item);
    }

    @Override
    public String label(int item) {
        return stateOf(item).label();
    }

    @Override
    public String tooltip(int item, int count) {
        if (count == 1) {
            return hex(addressOf(item))
                    + "  PPN "
                    + hex(ppnOf(item))
                    + "  "
                    + stateOf(item).label()
                    + (hasChanged(item) ? ", changed since the last stop" : "");
        }
        StringBuilder text = new StringBuilder(hex(addressOf(item)));
        text.append("  ").append(Bytes.text(count * itemBytes())).append(": ");
        String separator = "";
        for (Map.Entry<FrameState, Integer> entry : count(item, count).entrySet()) {
            text.append(separator).append(grouped(entry.getValue()));
            text.append(' ').append(entry.getKey().label());
            separator = ", ";
        }
        return text.toString();
    }

    private Map<FrameState, Integer> count(int item, int count) {
        Map<FrameState, Integer> counts = new EnumMap<>(FrameState.class);
        for (int i = item; i < item + count; i++) {
            counts.merge(stateOf(i), 1, Integer::sum);
        }
        return counts;
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
