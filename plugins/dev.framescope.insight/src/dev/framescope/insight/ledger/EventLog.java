package dev.framescope.insight.ledger;

import java.util.Arrays;

/**
 * The latest events in order of time, in memory that does not grow beyond a limit. Events are
 * written by one thread at a time; what a {@link View} shows is never written again.
 */
final class EventLog {
    /** Events of a chunk; the oldest chunk is dropped as a whole. */
    static final int CHUNK_EVENTS = 1024;

    private static final int WORDS = 4;

    private final int maxChunks;
    private long[][] chunks = new long[0][];
    private long firstChunk;
    private long count;

    EventLog(int maxChunks) {
        this.maxChunks = maxChunks;
    }

    /**
     * Adds an event.
     *
     * @param previous sequence of the frame's event before, -1 if there is none
     * @return the event's sequence
     */
    long add(PackedEvent event, int frameIndex, long previous) {
        int slot = (int) (count % CHUNK_EVENTS);
        if (slot == 0) {
            addChunk();
        }
        long[] chunk = chunks[chunks.length - 1];
        chunk[slot * WORDS] = event.instructions();
        chunk[slot * WORDS + 1] = event.tag();
        chunk[slot * WORDS + 2] = event.number();
        chunk[slot * WORDS + 3] = previous + 1 << Integer.SIZE | frameIndex;
        return count++;
    }

    /** Views keep the old array of chunks. */
    private void addChunk() {
        boolean full = chunks.length == maxChunks;
        long[][] kept = full ? Arrays.copyOfRange(chunks, 1, chunks.length) : chunks;
        firstChunk += full ? 1 : 0;
        chunks = Arrays.copyOf(kept, kept.length + 1);
        chunks[kept.length] = new long[CHUNK_EVENTS * WORDS];
    }

    /** How many events there were, also the sequence of the next. */
    long count() {
        return count;
    }

    View view() {
        return new View(chunks, firstChunk * CHUNK_EVENTS, count);
    }

    /**
     * The log as it stood at one moment. Immutable.
     *
     * @param first sequence of the oldest event that is kept
     * @param count how many events there were, also the sequence of the next
     */
    record View(long[][] chunks, long first, long count) {
        boolean has(long sequence) {
            return sequence >= first && sequence < count;
        }

        PackedEvent event(long sequence) {
            return new PackedEvent(
                    word(sequence, 0), word(sequence, 1), word(sequence, 2), sequence);
        }

        int frameIndex(long sequence) {
            return (int) word(sequence, 3);
        }

        /** Sequence of the same frame's event before, -1 if there is none. */
        long previous(long sequence) {
            return (word(sequence, 3) >>> Integer.SIZE) - 1;
        }

        private long word(long sequence, int index) {
            long at = sequence - first;
            return chunks[(int) (at / CHUNK_EVENTS)][(int) (at % CHUNK_EVENTS) * WORDS + index];
        }
    }
}
