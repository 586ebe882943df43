package dev.framescope.cli.debug;

import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.machine.StopReason;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Turns a session's events into something to wait for. */
final class StopWaiter implements SessionListener {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** How a run ended. */
    sealed interface Event {
        /** The session is suspended. */
        record Stopped(SessionStop stop) implements Event {}

        /** The machine is over. */
        record Terminated(StopReason reason) implements Event {}
    }

    @Override
    public void suspended(SessionStop stop) {
        events.add(new Event.Stopped(stop));
    }

    @Override
    public void terminated(StopReason reason) {
        events.add(new Event.Terminated(reason));
    }

    /** Waits for the end of the run that was started last. */
    Event await() throws InterruptedException {
        return events.take();
    }
}
