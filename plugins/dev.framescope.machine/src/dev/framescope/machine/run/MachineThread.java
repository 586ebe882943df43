package dev.framescope.machine.run;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The one thread that touches a machine's live state, and the queue of what others want done there.
 * It ends with the machine; what is asked of a machine after that runs on a thread that lives for
 * one command, one command at a time.
 */
final class MachineThread {
    private static final AtomicInteger CREATED = new AtomicInteger();
    private static final Runnable NOTHING = () -> {};

    private final String name = "framescope-machine-" + CREATED.incrementAndGet();
    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::serveUntilFinished, name);

    /** Orders the last command in the queue before the first on a thread of its own. */
    private final Object lifecycle = new Object();

    private boolean ended;

    /** Only the machine thread reads and writes it. */
    private boolean finished;

    /** Held by a command that runs after the end. */
    private final Object afterEnd = new Object();

    /** The thread that may touch the machine now. */
    private volatile Thread owner = thread;

    /** Starts the thread; it waits for commands. */
    void start() {
        thread.setDaemon(true);
        thread.start();
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
        synchronized (lifecycle) {
            if (!ended) {
                commands.add(command);
                return;
            }
        }
        Thread late = new Thread(() -> runAfterEnd(command), name + "-ended");
        late.setDaemon(true);
        late.start();
    }

    private void runAfterEnd(Runnable command) {
        synchronized (afterEnd) {
            owner = Thread.currentThread();
            try {
                command.run();
            } finally {
                owner = thread;
            }
        }
    }

    /** Ends {@link #awaitCommand}. */
    void wake() {
        synchronized (lifecycle) {
            if (!ended) {
                commands.add(NOTHING);
            }
        }
    }

    private void serveUntilFinished() {
        while (!finished) {
            awaitCommand(Long.MAX_VALUE);
        }
        synchronized (afterEnd) {
            synchronized (lifecycle) {
                ended = true;
            }
            serve();
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
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
