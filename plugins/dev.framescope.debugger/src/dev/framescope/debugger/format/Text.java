package dev.framescope.debugger.format;

/** A line of text of bounded length. What does not fit is replaced by an ellipsis. */
final class Text {
    private static final String ELLIPSIS = "...";

    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private boolean full;

    Text(int limit) {
        this.limit = limit;
    }

    Text add(String more) {
        if (!full && text.length() + more.length() > limit) {
            int room = Math.max(0, limit - text.length());
            text.append(more, 0, Math.min(room, more.length())).append(ELLIPSIS);
            full = true;
        } else if (!full) {
            text.append(more);
        }
        return this;
    }

    /** Adds what closes something that is open, also if nothing else fits. */
    void close(String bracket) {
        text.append(bracket);
    }

    /** Whether nothing more fits: the rest need not be read. */
    boolean isFull() {
        return full;
    }

    /** How many characters still fit. */
    int room() {
        return full ? 0 : Math.max(0, limit - text.length());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
