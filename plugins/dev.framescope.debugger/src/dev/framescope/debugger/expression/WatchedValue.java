package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.ValuePlace;

/** A place in memory, and how to write what is there. */
public interface WatchedValue {
    /** The expression, as it was typed. */
    String expression();

    /** Memory as the hart sees it, or physical memory. */
    ValuePlace place();

    /**
     * The value that such bytes are, for a person; needs no machine.
     *
     * @param bytes as many as the place has, or a part of them
     * @param offset of the first byte in the place
     */
    String describe(byte[] bytes, long offset);
}
