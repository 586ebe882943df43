package dev.framescope.cli.debug;

import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.machine.StopReason;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Turns a session's events into something to wait for. Breakpoints that are hit, and the machine's
 * end, while nobody waits, because another client has let the machine run, are told at once.
 */
final class StopWaiter implements SessionListener {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Consumer<String> messages;
    private boolean waiting;

    /**
     * @param messages takes what is to be told at once; called on the session's threads
     */
    StopWaiter(Consumer<String> messages) {
        this.messages = messages;
    }

    /** How a run ended. */
    sealed interface Event {
        /** The session is suspended. */
        record Stopped(SessionStop stop) implements Event {}

        /** The machine is over. */
        record Terminated(StopReason reason) implements Event {}
    }

    @Override
    public void suspended(SessionStop stop) {
        // Another client's steps are its own business.
        boolean told = stop.kind() == SessionStop.Kind.BREAKPOINT;
        add(new Event.Stopped(stop), told ? stop.describe() : "");
    }

    /** No run ends thereby. */
    @Override
    public void moved(SessionStop stop) {}

    @Override
    public void terminated(StopReason reason) {
        add(new Event.Terminated(reason), "terminated: " + reason.describe());
    }

    @Override
    public void logged(String text) {
        messages.accept(text);
    }

    /**
     * @param text for when nobody waits; empty if it is not worth telling then
     */
    private synchronized void add(Event event, String text) {
        if (waiting) {
            events.add(event);
            waiting = false;
        } else if (!text.isEmpty()) {
            messages.accept(text);
        }
    }

    /** Starts a run and waits for its end. */
    Event run(Runnable start) throws InterruptedException {
        expect(true);
        try {
            start.run();
            return events.take();
        } finally {
            expect(false);
        }
    }

    private synchronized void expect(boolean on) {
        waiting = on;
        events.clear();
    }
}
