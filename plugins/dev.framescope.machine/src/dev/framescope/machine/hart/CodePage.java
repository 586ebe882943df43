package dev.framescope.machine.hart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The decoded instructions of one physical page, in one or more views. The plain view serves every
 * virtual page without code points. A virtual page that has some gets a view of its own, where
 * their slots stay undecoded, so that the interpreter asks about them and about nothing else.
 */
final class CodePage {
    /** One for each halfword, and two behind, never decoded, where execution runs off the page. */
    private static final int SLOTS = (int) Sv39.PAGE_BYTES / 2 + 2;

    /** Slots in the form of {@link dev.framescope.machine.isa.Decoder}, 0 where undecoded. */
    static final class View {
        private final CodePage page;
        private final long[] slots = new long[SLOTS];
        private final long virtualPage;
        private final boolean translated;
        private final boolean hasCodePoints;

        private View(CodePage page, long virtualPage, boolean translated, boolean hasCodePoints) {
            this.page = page;
            this.virtualPage = virtualPage;
            this.translated = translated;
            this.hasCodePoints = hasCodePoints;
        }

        CodePage page() {
            return page;
        }

        long[] slots() {
            return slots;
        }

        boolean hasCodePoints() {
            return hasCodePoints;
        }

        private boolean serves(long vpage, boolean isTranslated) {
            return virtualPage == vpage && translated == isTranslated;
        }
    }

    private final long address;

    /** Whether PMP allows all of the page alike; if not, every fetch must be checked. */
    private final boolean uniform;

    private final View plain = new View(this, 0, false, false);
    private final List<View> withCodePoints = new ArrayList<>();

    CodePage(long address, boolean uniform) {
        this.address = address;
        this.uniform = uniform;
    }

    /** The physical address. */
    long address() {
        return address;
    }

    boolean uniform() {
        return uniform;
    }

    /** The view without code points. */
    View plainView() {
        return plain;
    }

    /** The view of a virtual page that has code points. */
    View viewWithCodePoints(long virtualPage, boolean translated) {
        for (View view : withCodePoints) {
            if (view.serves(virtualPage, translated)) {
                return view;
            }
        }
        View view = new View(this, virtualPage, translated, true);
        withCodePoints.add(view);
        return view;
    }

    void dropViewsWithCodePoints() {
        withCodePoints.clear();
    }

    /** Undecodes what overlaps these bytes; an instruction may begin a halfword before them. */
    void invalidate(int offset, int bytes) {
        int first = Math.max(offset / 2 - 1, 0);
        int end = (offset + bytes - 1) / 2 + 1;
        Arrays.fill(plain.slots, first, end, 0);
        for (View view : withCodePoints) {
            Arrays.fill(view.slots, first, end, 0);
        }
    }
}
