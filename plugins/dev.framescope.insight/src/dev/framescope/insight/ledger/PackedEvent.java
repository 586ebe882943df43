package dev.framescope.insight.ledger;

/**
 * An event without its frame, as it is kept in arrays.
 *
 * @param instructions retired by all harts when it happened
 * @param tag kind, hart and call stack in one number, see {@link #tag(FrameEvent.Kind, int, int)}
 * @param number among the events of its kind, from 1
 * @param sequence among all events, from 0
 */
record PackedEvent(long instructions, long tag, long number, long sequence) {
    private static final FrameEvent.Kind[] KINDS = FrameEvent.Kind.values();
    private static final int HART_SHIFT = 8;
    private static final int STACK_SHIFT = 32;

    static long tag(FrameEvent.Kind kind, int hart, int stackId) {
        return kind.ordinal() | (long) hart << HART_SHIFT | (long) stackId << STACK_SHIFT;
    }

    FrameEvent.Kind kind() {
        return KINDS[(int) tag & 0xff];
    }

    int hart() {
        return (int) (tag >>> HART_SHIFT) & 0xff;
    }

    int stackId() {
        return (int) (tag >>> STACK_SHIFT);
    }
}
