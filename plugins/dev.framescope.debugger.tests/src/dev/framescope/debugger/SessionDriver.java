package dev.framescope.debugger;

import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.isa.Registers;
import dev.framescope.testing.Samples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A session that tests drive one run at a time, waiting for the end of each. */
public final class SessionDriver implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 60;

    private final DebugSession session;
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    private SessionDriver(DebugSession session) {
        this.session = session;
        session.addListener(
                new SessionListener() {
                    @Override
                    public void suspended(SessionStop stop) {
                        events.add(stop);
                    }

                    @Override
                    public void terminated(StopReason reason) {
                        events.add(reason);
                    }
                });
    }

    /** The C sample kernel. */
    public static SessionDriver sample() throws Exception {
        return start(SessionConfig.of(Samples.framesCElf()));
    }

    public static SessionDriver start(Path kernel) throws Exception {
        return start(SessionConfig.of(kernel));
    }

    public static SessionDriver start(SessionConfig config) throws Exception {
        return new SessionDriver(DebugSession.start(config));
    }

    public DebugSession session() {
        return session;
    }

    public Breakpoint breakAt(String function) {
        return session.add(new BreakpointSpec.AtFunction(function));
    }

    public SessionStop resume() throws InterruptedException {
        session.resume();
        return awaitStop();
    }

    public SessionStop step(StepKind kind, StepUnit unit) throws InterruptedException {
        session.step(0, kind, unit);
        return awaitStop();
    }

    public SessionStop over() throws InterruptedException {
        return step(StepKind.OVER, StepUnit.LINE);
    }

    public SessionStop into() throws InterruptedException {
        return step(StepKind.INTO, StepUnit.LINE);
    }

    public SessionStop returning() throws InterruptedException {
        return step(StepKind.RETURN, StepUnit.LINE);
    }

    /** Waits for the session to be suspended; fails if it is terminated instead. */
    public SessionStop awaitStop() throws InterruptedException {
        Object event = awaitEvent();
        if (event instanceof SessionStop stop) {
            return stop;
        }
        throw new AssertionError("terminated: " + event);
    }

    /** Waits for the end of the machine, through whatever stops come before. */
    public StopReason awaitEnd() throws InterruptedException {
        while (true) {
            Object event = awaitEvent();
            if (event instanceof StopReason reason) {
                return reason;
            }
            session.resume();
        }
    }

    private Object awaitEvent() throws InterruptedException {
        Object event = events.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("the session is still running");
        }
        return event;
    }

    public List<StackFrame> backtrace() {
        return session.backtrace(0).join();
    }

    /** The functions on the stack, innermost first. */
    public List<String> functions() {
        return backtrace().stream()
                .map(frame -> frame.function().map(f -> f.name()).orElse("?"))
                .toList();
    }

    /** Where hart 0 is: {@code memory.c:25}. */
    public String line() {
        return backtrace().get(0).line().map(l -> l.fileName() + ":" + l.line()).orElse("?");
    }

    public long pc() {
        return read(HartInspection::pc);
    }

    public long sp() {
        return read(hart -> hart.x(Registers.SP));
    }

    public <T> T read(Function<HartInspection, T> reader) {
        return session.machine().inspect(inspection -> reader.apply(inspection.hart(0))).join();
    }

    /** The link address of a function's first instruction. */
    public long addressOf(String function) {
        return session.kernel().symbols().functions(function).get(0).low();
    }

    /** The exit of a machine that the guest has switched off. */
    public static Optional<StopReason.GuestExit> exit(StopReason reason) {
        return reason instanceof StopReason.GuestExit exit ? Optional.of(exit) : Optional.empty();
    }

    @Override
    public void close() {
        session.close();
    }
}
