package dev.framescope.machine;

import dev.framescope.machine.snapshot.MachineSnapshot;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A whole RV64 {@code virt} machine and its run control. A new machine is suspended before its
 * first instruction. All methods may be called from any thread and none waits, unless its
 * description says so. One thread of the machine's own, the machine thread, touches live state.
 */
public interface Machine extends AutoCloseable {
    MachineConfig config();

    /** The serial line. */
    Console console();

    /** The virtio console, if the configuration has one. */
    default Optional<Console> virtioConsole() {
        return Optional.empty();
    }

    RunState state();

    /** Why the machine last stopped; while it runs, why it had stopped before. */
    StopReason lastStop();

    /** Runs until something stops it. Does nothing unless suspended. */
    default void resume() {
        resume(RunLimit.NONE);
    }

    /** Runs until something stops it or the limit is reached. Does nothing unless suspended. */
    void resume(RunLimit limit);

    /**
     * Executes instructions of one hart while the others stand still; one that traps counts, so
     * that a single step leads to the trap handler's first instruction. Code points are honoured,
     * but for those at the first instruction: their handlers are called and cannot stop it. Nor can
     * those at the instruction that the step leads to stop the next {@link #resume} there. A hart
     * that waits passes its time until the next interrupt first; a stopped one ends the step.
     *
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    void step(int hart, long instructions);

    /** Stops as soon as possible with {@link StopReason.Suspended}. Does nothing unless running. */
    void suspend();

    /**
     * Waits until the machine is not running and returns {@link #lastStop}. Never call it on the
     * machine thread.
     */
    StopReason awaitStop() throws InterruptedException;

    /**
     * Calls the reader on the machine thread: between two instructions if the machine runs, and
     * soon. On a terminated machine the last state can still be read. The future fails with what
     * the reader throws.
     */
    <T> CompletableFuture<T> inspect(Function<Inspection, T> reader);

    /**
     * As {@link #inspect}, for changes; fails with IllegalStateException unless the machine is
     * suspended.
     */
    <T> CompletableFuture<T> control(Function<MachineControl, T> change);

    /**
     * Brings a suspended machine to where the snapshot was taken, of this machine or of another of
     * the same configuration. Code points, watchpoints, handlers and listeners stay, the latter are
     * told, and {@link #lastStop} says where the machine stands. Fails with a {@link
     * dev.framescope.machine.snapshot.SnapshotException} if the snapshot is of another
     * configuration or damaged, and with an IllegalStateException unless suspended; nothing has
     * changed then.
     */
    CompletableFuture<Void> restore(MachineSnapshot snapshot);

    /**
     * Places a handler. Holds from the next instruction on; on a running machine, soon. May be
     * called in a handler.
     */
    CodePoint addCodePoint(CodeLocation location, CodeHandler handler);

    void removeCodePoint(CodePoint point);

    /** Adds a handler that sees every trap that a hart takes. With none, traps cost nothing. */
    void addTrapHandler(TrapHandler handler);

    void removeTrapHandler(TrapHandler handler);

    /**
     * Places a handler that is told of accesses to memory. Holds from the next instruction on; on a
     * running machine, soon. May be called in a handler. Fetches, the page walk's reads, and what
     * inspection and {@link #control} do, are no accesses. Neither the guest nor its timing
     * notices; a machine with no watchpoint pays nothing, one with some where their pages are
     * accessed.
     */
    WatchPoint addWatchpoint(WatchRange range, WatchHandler handler);

    void removeWatchpoint(WatchPoint point);

    /** Adds a handler that is told of writes to {@code satp}. With none, they cost nothing. */
    void addSatpHandler(SatpHandler handler);

    void removeSatpHandler(SatpHandler handler);

    /** Adds a handler that is told of changes of mode. With none, they cost nothing. */
    void addPrivilegeHandler(PrivilegeHandler handler);

    void removePrivilegeHandler(PrivilegeHandler handler);

    void addListener(MachineListener listener);

    void removeListener(MachineListener listener);

    /** The exit, once the guest has switched itself off. */
    default Optional<StopReason.GuestExit> exit() {
        return lastStop() instanceof StopReason.GuestExit exit
                ? Optional.of(exit)
                : Optional.empty();
    }

    /**
     * Ends the machine and its thread, and waits for that (not if called on the machine thread).
     */
    @Override
    void close();

    /**
     * As {@link #close}; then gives the guest's memory back to the host. It reads as zero from then
     * on. For a machine that nobody will look at, though there still are references to it.
     */
    void discard();
}
