package dev.framescope.insight.ledger;

/**
 * The latest event of every frame. Written by one thread at a time; pages that a {@link View} shows
 * are copied before they are written again.
 */
final class FrameTable {
    private static final int PAGE_FRAMES = 256;
    private static final int WORDS = 5;

    private Page[] pages;
    private boolean pagesShared;
    private int epoch;

    FrameTable(int frameCount) {
        pages = new Page[(frameCount + PAGE_FRAMES - 1) / PAGE_FRAMES];
    }

    /** For each frame: instructions, tag, number, sequence, and how many events it had. */
    private record Page(int epoch, long[] words) {}

    /** How many events the frame had. */
    long eventCount(int frame) {
        return eventCount(pages, frame);
    }

    /** The frame's latest event; only if it had one. */
    PackedEvent latest(int frame) {
        return latest(pages, frame);
    }

    void set(int frame, PackedEvent event) {
        long[] words = writable(frame / PAGE_FRAMES);
        int at = frame % PAGE_FRAMES * WORDS;
        words[at] = event.instructions();
        words[at + 1] = event.tag();
        words[at + 2] = event.number();
        words[at + 3] = event.sequence();
        words[at + 4]++;
    }

    private long[] writable(int index) {
        if (pagesShared) {
            pages = pages.clone();
            pagesShared = false;
        }
        Page page = pages[index];
        if (page == null) {
            pages[index] = new Page(epoch, new long[PAGE_FRAMES * WORDS]);
        } else if (page.epoch != epoch) {
            pages[index] = new Page(epoch, page.words.clone());
        }
        return pages[index].words;
    }

    View view() {
        epoch++;
        pagesShared = true;
        return new View(pages);
    }

    private static long eventCount(Page[] pages, int frame) {
        Page page = pages[frame / PAGE_FRAMES];
        return page == null ? 0 : page.words[frame % PAGE_FRAMES * WORDS + 4];
    }

    private static PackedEvent latest(Page[] pages, int frame) {
        long[] words = pages[frame / PAGE_FRAMES].words;
        int at = frame % PAGE_FRAMES * WORDS;
        return new PackedEvent(words[at], words[at + 1], words[at + 2], words[at + 3]);
    }

    /** The table as it stood at one moment. Immutable. */
    static final class View {
        private final Page[] pages;

        private View(Page[] pages) {
            this.pages = pages;
        }

        long eventCount(int frame) {
            return FrameTable.eventCount(pages, frame);
        }

        PackedEvent latest(int frame) {
            return FrameTable.latest(pages, frame);
        }

        /** The first frame from here on that had an event, -1 if there is none. */
        int nextWithEvent(int from) {
            for (int index = from / PAGE_FRAMES; index < pages.length; index++) {
                if (pages[index] == null) {
                    continue;
                }
                int first = Math.max(from, index * PAGE_FRAMES);
                for (int frame = first; frame < (index + 1) * PAGE_FRAMES; frame++) {
                    if (eventCount(frame) > 0) {
                        return frame;
                    }
                }
            }
            return -1;
        }

        /** The last frame that had an event, -1 if there is none. */
        int lastWithEvent() {
            for (int frame = pages.length * PAGE_FRAMES - 1; frame >= 0; frame--) {
                if (pages[frame / PAGE_FRAMES] == null) {
                    frame -= frame % PAGE_FRAMES;
                } else if (eventCount(frame) > 0) {
                    return frame;
                }
            }
            return -1;
        }
    }
}
