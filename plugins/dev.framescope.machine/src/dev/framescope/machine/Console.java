package dev.framescope.machine;

import java.util.function.Consumer;

/** The far end of the machine's serial line. All methods may be called from any thread. */
public interface Console {
    /** Types bytes at the guest; they wait in order until its UART takes them. */
    void input(byte[] bytes);

    /**
     * Receives what the guest prints, in order, in pieces, on the machine thread. A consumer added
     * while the machine has printed already gets what it missed first (the last mebibyte of it).
     */
    void addOutputListener(Consumer<byte[]> listener);

    /**
     * Hands to the listeners at once what the guest has printed so far, so that what a handler
     * tells comes behind it. For handlers, on the machine thread.
     */
    void flush();

    void removeOutputListener(Consumer<byte[]> listener);
}
