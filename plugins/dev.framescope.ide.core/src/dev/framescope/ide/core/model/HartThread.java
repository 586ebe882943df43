package dev.framescope.ide.core.model;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointHit;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.HartSnapshot;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Privilege;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A hart. What it answers was read at the last stop. */
public final class HartThread extends KernelDebugElement implements IThread, HartElement {
    private static final long SATP_PPN = (1L << 44) - 1;
    private static final IBreakpoint[] NO_BREAKPOINTS = {};

    private final int id;
    private volatile Optional<HartSnapshot> snapshot = Optional.empty();
    private volatile List<KernelStackFrame> frames = List.of();
    private volatile IBreakpoint[] breakpoints = NO_BREAKPOINTS;
    private volatile String stopDescription = "";

    /** The step that was asked of this hart and is not over. */
    private volatile Optional<StepKind> step = Optional.empty();

    /** Whether the platform was told that this hart runs. */
    private volatile boolean toldResumed = true;

    HartThread(KernelDebugTarget target, int id) {
        super(target);
        this.id = id;
    }

    /** The hart's number. */
    public int id() {
        return id;
    }

    @Override
    public int hartId() {
        return id;
    }

    /** Its mode and place at the last stop; empty before the first. */
    public Optional<HartSnapshot> snapshot() {
        return snapshot;
    }

    /**
     * Why the machine stopped, such as {@code suspended: breakpoint allocFrame}; empty before the
     * first stop.
     */
    public String stopDescription() {
        return stopDescription;
    }

    /**
     * Takes what was read.
     *
     * @param ran whether the machine has run since the last time; if not, something was changed by
     *     hand
     */
    void update(HartStop stop, boolean ran) {
        snapshot = Optional.of(stop.hart());
        boolean started = stop.hart().state() != HartState.STOPPED;
        frames = started ? KernelStackFrame.rebind(this, frames, stop.frames(), ran) : List.of();
    }

    /**
     * Goes on. A hart that only comes along while another one steps keeps what it shows: nothing is
     * told of it until the step is over.
     */
    Optional<DebugEvent> resumed(Optional<StepKind> kind) {
        breakpoints = NO_BREAKPOINTS;
        toldResumed = kind.isEmpty() || step.isPresent();
        if (kind.isEmpty()) {
            step = Optional.empty();
        }
        return toldResumed
                ? Optional.of(
                        event(
                                DebugEvent.RESUME,
                                kind.map(HartThread::detail).orElse(DebugEvent.CLIENT_REQUEST)))
                : Optional.empty();
    }

    DebugEvent suspended(SessionStop stop, IBreakpoint[] hit) {
        step = Optional.empty();
        breakpoints = hit;
        boolean cause = stop.hart() == id;
        stopDescription = cause ? describe(stop) : "suspended";
        if (cause) {
            return event(DebugEvent.SUSPEND, detail(stop.kind()));
        }
        return toldResumed
                ? event(DebugEvent.SUSPEND, DebugEvent.CLIENT_REQUEST)
                : event(DebugEvent.CHANGE, DebugEvent.CONTENT);
    }

    /** Tells the platform that this hart and its values were changed by hand. */
    void fireChanges() {
        fireChangeEvent(DebugEvent.CONTENT);
    }

    private static String describe(SessionStop stop) {
        return switch (stop.kind()) {
            case BREAKPOINT ->
                    stop.hit().stream()
                            .map(HartThread::describe)
                            .collect(Collectors.joining(", ", "suspended: ", ""));
            case START, STEP_END, SUSPENDED -> "suspended";
            case STEP_IMPOSSIBLE, OTHER -> "suspended: " + stop.describe();
        };
    }

    /** What was hit: of memory and events what has happened, such as {@code counter: 3 -> 4}. */
    private static String describe(Breakpoint breakpoint) {
        String detail = breakpoint.lastHit().map(BreakpointHit::detail).orElse("");
        return switch (breakpoint.spec()) {
            case BreakpointSpec.Code code ->
                    "breakpoint " + code.describe() + (detail.isEmpty() ? "" : " (" + detail + ")");
            case BreakpointSpec.Watch watch ->
                    detail.isEmpty() ? "watchpoint " + watch.describe() : "watchpoint " + detail;
            case BreakpointSpec.Event event -> detail.isEmpty() ? event.describe() : detail;
        };
    }

    private static int detail(StepKind kind) {
        return switch (kind) {
            case INTO -> DebugEvent.STEP_INTO;
            case OVER -> DebugEvent.STEP_OVER;
            case RETURN -> DebugEvent.STEP_RETURN;
        };
    }

    private static int detail(SessionStop.Kind kind) {
        return switch (kind) {
            // The Debug view opens harts at breakpoints; it shall at a loop of traps, too.
            case BREAKPOINT, OTHER -> DebugEvent.BREAKPOINT;
            case STEP_END, STEP_IMPOSSIBLE -> DebugEvent.STEP_END;
            case SUSPENDED, START -> DebugEvent.CLIENT_REQUEST;
        };
    }

    /** Such as {@code hart 0 · S-mode · Sv39 root 0x8025a}. */
    @Override
    public String getName() {
        return "hart " + id + snapshot.map(HartThread::describe).orElse("");
    }

    private static String describe(HartSnapshot hart) {
        if (hart.state() == HartState.STOPPED) {
            return " · stopped";
        }
        StringBuilder text = new StringBuilder();
        text.append(" · ").append(hart.privilege().letter()).append("-mode");
        if (hart.satp() != 0) {
            text.append(" · Sv39 root 0x").append(Long.toHexString(hart.satp() & SATP_PPN));
        } else if (hart.privilege() != Privilege.MACHINE) {
            text.append(" · paging off");
        }
        if (hart.state() == HartState.WAITING) {
            text.append(" · waits for an interrupt");
        }
        return text.toString();
    }

    @Override
    public IStackFrame[] getStackFrames() {
        return isSuspended() ? frames.toArray(IStackFrame[]::new) : new IStackFrame[0];
    }

    /** Whether only calls lie between a frame and the innermost one. */
    boolean reachesWithoutTrap(KernelStackFrame frame) {
        List<KernelStackFrame> current = frames;
        int level = current.indexOf(frame);
        return level >= 0
                && current.subList(0, level + 1).stream().noneMatch(KernelStackFrame::isTrapped);
    }

    @Override
    public boolean hasStackFrames() {
        return isSuspended() && !frames.isEmpty();
    }

    @Override
    public KernelStackFrame getTopStackFrame() {
        List<KernelStackFrame> current = frames;
        return isSuspended() && !current.isEmpty() ? current.get(0) : null;
    }

    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public IBreakpoint[] getBreakpoints() {
        return breakpoints.clone();
    }

    @Override
    public boolean canResume() {
        return getDebugTarget().canResume();
    }

    @Override
    public boolean canSuspend() {
        return getDebugTarget().canSuspend();
    }

    @Override
    public boolean isSuspended() {
        return getDebugTarget().isSuspended();
    }

    @Override
    public void resume() {
        getDebugTarget().resume();
    }

    @Override
    public void suspend() {
        getDebugTarget().suspend();
    }

    @Override
    public boolean canStepInto() {
        return isSuspended()
                && snapshot.map(hart -> hart.state() != HartState.STOPPED).orElse(false);
    }

    @Override
    public boolean canStepOver() {
        return canStepInto();
    }

    @Override
    public boolean canStepReturn() {
        return canStepInto() && frames.size() > 1;
    }

    @Override
    public boolean isStepping() {
        return step.isPresent();
    }

    @Override
    public void stepInto() {
        step(StepKind.INTO);
    }

    @Override
    public void stepOver() {
        step(StepKind.OVER);
    }

    @Override
    public void stepReturn() {
        stepOut(0);
    }

    /** Runs until the function of that frame has returned. */
    void stepOut(int level) {
        if (isSuspended()) {
            step = Optional.of(StepKind.RETURN);
            getDebugTarget().stepOut(this, level);
        }
    }

    private void step(StepKind kind) {
        if (isSuspended()) {
            step = Optional.of(kind);
            getDebugTarget().step(this, kind);
        }
    }

    @Override
    public boolean canTerminate() {
        return getDebugTarget().canTerminate();
    }

    @Override
    public boolean isTerminated() {
        return getDebugTarget().isTerminated();
    }

    @Override
    public void terminate() {
        getDebugTarget().terminate();
    }
}
