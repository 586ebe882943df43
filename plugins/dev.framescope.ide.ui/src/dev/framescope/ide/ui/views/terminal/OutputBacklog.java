package dev.framescope.ide.ui.views.terminal;

import java.util.Optional;

/**
 * What a machine has printed and its terminal has not shown yet: the last {@link #LIMIT} bytes of
 * it. The machine never waits for the terminal; what the terminal is too slow for is skipped and
 * counted. Any thread may call it.
 */
final class OutputBacklog {
    /** More than a terminal's scrollback holds. */
    static final int LIMIT = 1 << 20;

    /** The most that is taken at once. */
    static final int MAX_PIECE = 1 << 13;

    private final byte[] ring = new byte[LIMIT];

    /** How many bytes were ever appended, and taken or skipped. */
    private long appended;

    private long taken;
    private long skipped;

    /** What was appended before this was printed before the terminal was there. */
    private long liveFrom = Long.MAX_VALUE;

    private boolean closed;

    /**
     * A part of the output.
     *
     * @param skipped how many bytes are missing in front of it
     * @param live whether the guest printed it while the terminal was there
     */
    record Piece(long skipped, byte[] bytes, boolean live) {}

    /** Adds what was printed; never waits. */
    synchronized void append(byte[] bytes) {
        int start = Math.max(0, bytes.length - LIMIT);
        appended += start;
        for (int i = start; i < bytes.length; i++) {
            ring[(int) (appended++ % LIMIT)] = bytes[i];
        }
        long oldest = appended - LIMIT;
        if (taken < oldest) {
            skipped += oldest - taken;
            taken = oldest;
        }
        notifyAll();
    }

    /** What is appended from now on is live. */
    synchronized void goLive() {
        liveFrom = appended;
    }

    /** Nothing is appended any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for output and takes it; empty when all has been taken and no more comes. */
    synchronized Optional<Piece> take() throws InterruptedException {
        while (taken == appended && !closed) {
            wait();
        }
        if (taken == appended) {
            return Optional.empty();
        }
        boolean live = taken >= liveFrom;
        long end = Math.min(appended, taken + MAX_PIECE);
        if (!live) {
            end = Math.min(end, liveFrom);
        }
        byte[] bytes = new byte[(int) (end - taken)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ring[(int) ((taken + i) % LIMIT)];
        }
        Piece piece = new Piece(skipped, bytes, live);
        taken = end;
        skipped = 0;
        return Optional.of(piece);
    }
}
