package dev.framescope.machine.run;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The one thread that touches a machine's live state, and the queue of what others want done there.
 * It ends with the machine; if something is asked of a machine after that, a successor lives for as
 * long as it takes.
 */
final class MachineThread {
    private static final AtomicInteger CREATED = new AtomicInteger();
    private static final Runnable NOTHING = () -> {};

    private final String name = "framescope-machine-" + CREATED.incrementAndGet();
    private final Thread first = newThread(this::serveUntilFinished);
    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();

    /** Orders the last command of a thread before the first of its successor. */
    private final Object succession = new Object();

    /** The thread that may touch the machine now; null between the end of one and a successor. */
    private volatile Thread owner = first;

    /** Only the machine thread reads and writes it. */
    private boolean finished;

    private Thread newThread(Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the thread; it waits for commands. */
    void start() {
        first.start();
    }

    /** Whether the caller may touch live state. */
    boolean isCurrent() {
        return Thread.currentThread() == owner;
    }

    /** Runs a command on the machine thread: at once if the caller is on it, otherwise soon. */
    void execute(Runnable command) {
        if (isCurrent()) {
            command.run();
        } else {
            post(command);
        }
    }

    /** As {@link #execute}, with an answer. */
    <T> CompletableFuture<T> call(Supplier<T> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(
                () -> {
                    try {
                        answer.complete(command.get());
                    } catch (RuntimeException | Error e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /** Has a command run behind those that were posted before. */
    void post(Runnable command) {
        synchronized (succession) {
            commands.add(command);
            if (owner == null) {
                owner = newThread(this::serveRest);
                owner.start();
            }
        }
    }

    /** Ends {@link #awaitCommand}. */
    void wake() {
        synchronized (succession) {
            if (owner != null) {
                commands.add(NOTHING);
            }
        }
    }

    private void serveUntilFinished() {
        while (!finished) {
            awaitCommand(Long.MAX_VALUE);
        }
        serveRest();
    }

    /** Runs what has been posted, and leaves what comes later to a successor. */
    private void serveRest() {
        for (Runnable next = nextOrNone(); next != null; next = nextOrNone()) {
            next.run();
        }
    }

    private Runnable nextOrNone() {
        synchronized (succession) {
            Runnable next = commands.poll();
            if (next == null) {
                owner = null;
            }
            return next;
        }
    }

    /** Runs what has been posted, without waiting. Machine thread only. */
    void serve() {
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
            next.run();
        }
    }

    /** Waits for a command and runs it; at most so many nanoseconds. Machine thread only. */
    void awaitCommand(long nanos) {
        try {
            Runnable next = commands.poll(nanos, TimeUnit.NANOSECONDS);
            if (next != null) {
                next.run();
            }
        } catch (InterruptedException e) {
            // nobody has a reason to interrupt this thread; the loop around it looks again
            Thread.interrupted();
        }
    }

    /** Lets the thread end when the command that is running has returned. Machine thread only. */
    void finish() {
        finished = true;
    }

    /** Waits for the end of the thread; the caller is another one. */
    void join() {
        boolean interrupted = false;
        while (first.isAlive()) {
            try {
                first.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
