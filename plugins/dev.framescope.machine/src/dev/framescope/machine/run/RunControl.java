package dev.framescope.machine.run;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.Console;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.PrivilegeHandler;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.RunState;
import dev.framescope.machine.SatpHandler;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.WatchHandler;
import dev.framescope.machine.WatchPoint;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.machine.snapshot.SnapshotException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The run control of a machine: turns the calls of any thread into commands for the machine thread,
 * and keeps the state that clients see.
 */
public final class RunControl implements Machine {
    private static final Logger LOG = System.getLogger(RunControl.class.getName());

    private final MachineConfig config;
    private final Guard guard = new Guard();
    private final MachineThread thread = new MachineThread();
    private final Hardware.Consoles consoles;
    private final CodePoints codePoints = new CodePoints();
    private final Watchpoints watchpoints = new Watchpoints();
    private final Handlers handlers;
    private final List<MachineListener> listeners = new CopyOnWriteArrayList<>();
    private final Hardware hardware;
    private final HartClocks clocks;
    private final StateHash stateHash;
    private final Snapshots snapshots;
    private final RunLoop loop;

    /** Guards changes of the fields below; its waiters wait for the end of a run. */
    private final Object lock = new Object();

    private volatile RunState state = RunState.SUSPENDED;
    private volatile StopReason lastStop;
    private volatile boolean suspendRequested;
    private volatile boolean closeRequested;

    private RunControl(MachineConfig config, Hardware.Factory factory) {
        this.config = config;
        clocks = new HartClocks(config.harts());
        Optional<SerialConsole> virtioConsole =
                config.peripherals().console()
                        ? Optional.of(new SerialConsole(thread, guard))
                        : Optional.empty();
        consoles = new Hardware.Consoles(new SerialConsole(thread, guard), virtioConsole);
        hardware = factory.build(clocks, consoles);
        handlers =
                new Handlers(
                        hardware, clocks, codePoints, watchpoints, guard, this::openInspection);
        Scheduler scheduler = new Scheduler(hardware, clocks, handlers::stopPending);
        stateHash = new StateHash(hardware, scheduler);
        snapshots = new Snapshots(MachineSnapshot.describe(config), hardware, scheduler);
        RunLoop.Parts parts =
                new RunLoop.Parts(hardware, clocks, scheduler, thread, consoles, handlers);
        loop = new RunLoop(parts, config.idle(), new Requests());
        lastStop = new StopReason.Suspended(loop.where(0));
    }

    /** Builds a machine and starts its thread. */
    public static Machine create(MachineConfig config, Hardware.Factory factory) {
        RunControl control = new RunControl(config, factory);
        control.thread.start();
        return control;
    }

    private final class Requests implements RunLoop.Requests {
        @Override
        public boolean suspend() {
            return suspendRequested;
        }

        @Override
        public boolean close() {
            return closeRequested;
        }
    }

    @Override
    public MachineConfig config() {
        return config;
    }

    @Override
    public Console console() {
        return consoles.serial();
    }

    @Override
    public Optional<Console> virtioConsole() {
        return consoles.virtio().map(Console.class::cast);
    }

    @Override
    public RunState state() {
        return state;
    }

    @Override
    public StopReason lastStop() {
        return lastStop;
    }

    @Override
    public void resume(RunLimit limit) {
        Objects.requireNonNull(limit, "limit");
        start(() -> Goal.run(hardware.harts(), limit));
    }

    @Override
    public void step(int hart, long instructions) {
        Objects.checkIndex(hart, config.harts());
        start(() -> Goal.step(hardware.harts(), hart, instructions));
    }

    private void start(Supplier<Goal> goal) {
        synchronized (lock) {
            if (state != RunState.SUSPENDED || closeRequested) {
                return;
            }
            state = RunState.RUNNING;
            suspendRequested = false;
            thread.post(() -> run(goal.get()));
        }
    }

    /** One run, on the machine thread. */
    private void run(Goal goal) {
        StopReason stop;
        try {
            tellListeners(MachineListener::resumed);
            stop = loop.run(goal);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the machine has failed", e);
            stop = new StopReason.InternalError(loop.where(0), e);
        }
        consoles.flush();
        switch (stop) {
            case StopReason.GuestExit exit -> terminate(exit);
            case StopReason.InternalError error -> terminate(error);
            case StopReason.Closed closed -> terminate(closed);
            default -> suspended(stop);
        }
    }

    private void suspended(StopReason reason) {
        change(RunState.SUSPENDED, reason);
        tellListeners(listener -> listener.suspended(reason));
    }

    private void terminate(StopReason reason) {
        change(RunState.TERMINATED, reason);
        thread.finish();
        hardware.close();
        tellListeners(listener -> listener.terminated(reason));
    }

    private void change(RunState newState, StopReason reason) {
        synchronized (lock) {
            lastStop = reason;
            state = newState;
            lock.notifyAll();
        }
    }

    private void tellListeners(Consumer<MachineListener> event) {
        for (MachineListener listener : listeners) {
            guard.run("listener", () -> event.accept(listener));
        }
    }

    @Override
    public void suspend() {
        synchronized (lock) {
            if (state != RunState.RUNNING) {
                return;
            }
            suspendRequested = true;
        }
        noticeRequests();
    }

    /** Asked for in a handler, a stop is at the very instruction; otherwise it is soon. */
    private void noticeRequests() {
        if (thread.isCurrent()) {
            loop.endSlice();
        } else {
            thread.wake();
        }
    }

    @Override
    public StopReason awaitStop() throws InterruptedException {
        if (thread.isCurrent()) {
            throw new IllegalStateException("the machine thread cannot wait for itself");
        }
        synchronized (lock) {
            while (state == RunState.RUNNING) {
                lock.wait();
            }
            return lastStop;
        }
    }

    private LiveInspection openInspection() {
        return new LiveInspection(hardware, clocks, stateHash, snapshots);
    }

    @Override
    public <T> CompletableFuture<T> inspect(Function<Inspection, T> reader) {
        Objects.requireNonNull(reader, "reader");
        return thread.call(() -> withInspection(reader));
    }

    private <T> T withInspection(Function<? super LiveInspection, T> reader) {
        LiveInspection inspection = openInspection();
        try {
            return reader.apply(inspection);
        } finally {
            inspection.close();
        }
    }

    @Override
    public <T> CompletableFuture<T> control(Function<MachineControl, T> change) {
        Objects.requireNonNull(change, "change");
        if (thread.isCurrent()) {
            return controlIfSuspended(change);
        }
        synchronized (lock) { // so that a run which is started later comes later
            return controlIfSuspended(change);
        }
    }

    private <T> CompletableFuture<T> controlIfSuspended(Function<MachineControl, T> change) {
        if (state != RunState.SUSPENDED) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            "a machine can be changed only while it is suspended, not "
                                    + state.name().toLowerCase(Locale.ROOT)));
        }
        return thread.call(() -> withInspection(change));
    }

    @Override
    public CompletableFuture<Void> restore(MachineSnapshot snapshot) {
        Objects.requireNonNull(snapshot, "snapshot");
        return control(change -> tryRestore(snapshot))
                .thenCompose(
                        failure ->
                                failure.map(CompletableFuture::<Void>failedFuture)
                                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** Returns why it cannot be restored, if so. Machine thread only. */
    private Optional<SnapshotException> tryRestore(MachineSnapshot snapshot) {
        try {
            snapshots.restore(snapshot);
        } catch (SnapshotException e) {
            return Optional.of(e);
        }
        StopReason here = new StopReason.Suspended(loop.where(clocks.current()));
        change(RunState.SUSPENDED, here);
        tellListeners(listener -> listener.restored(here));
        return Optional.empty();
    }

    @Override
    public CodePoint addCodePoint(CodeLocation location, CodeHandler handler) {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(handler, "handler");
        return codePoints.add(location, handler);
    }

    @Override
    public void removeCodePoint(CodePoint point) {
        codePoints.remove(point);
    }

    @Override
    public WatchPoint addWatchpoint(WatchRange range, WatchHandler handler) {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(handler, "handler");
        return watchpoints.add(range, handler);
    }

    @Override
    public void removeWatchpoint(WatchPoint point) {
        watchpoints.remove(point);
    }

    @Override
    public void addTrapHandler(TrapHandler handler) {
        handlers.trapHandlers().add(Objects.requireNonNull(handler, "handler"));
        thread.execute(handlers::updateReporting);
    }

    @Override
    public void removeTrapHandler(TrapHandler handler) {
        handlers.trapHandlers().remove(handler);
        thread.execute(handlers::updateReporting);
    }

    @Override
    public void addSatpHandler(SatpHandler handler) {
        handlers.satpHandlers().add(Objects.requireNonNull(handler, "handler"));
        thread.execute(handlers::updateReporting);
    }

    @Override
    public void removeSatpHandler(SatpHandler handler) {
        handlers.satpHandlers().remove(handler);
        thread.execute(handlers::updateReporting);
    }

    @Override
    public void addPrivilegeHandler(PrivilegeHandler handler) {
        handlers.privilegeHandlers().add(Objects.requireNonNull(handler, "handler"));
        thread.execute(handlers::updateReporting);
    }

    @Override
    public void removePrivilegeHandler(PrivilegeHandler handler) {
        handlers.privilegeHandlers().remove(handler);
        thread.execute(handlers::updateReporting);
    }

    @Override
    public void addListener(MachineListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void removeListener(MachineListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closeRequested && state != RunState.TERMINATED) {
                closeRequested = true;
                thread.post(this::closeUnlessRunning);
            }
        }
        noticeRequests();
        if (!thread.isCurrent()) {
            thread.join();
        }
    }

    @Override
    public void discard() {
        close();
        thread.execute(() -> hardware.memory().discardRam());
    }

    /** A run that is going on sees the request itself. */
    private void closeUnlessRunning() {
        if (state == RunState.SUSPENDED) {
            terminate(new StopReason.Closed(loop.where(0)));
        }
    }
}
