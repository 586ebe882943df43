package dev.framescope.ide.core.model;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.space.MemoryArea;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.ide.core.breakpoints.BreakpointSynchronizer;
import dev.framescope.ide.core.sourcelookup.PathMappingContainer;
import dev.framescope.ide.core.sourcelookup.RecordedSources;
import dev.framescope.insight.boot.MemorySize;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrievalExtension;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStepFilters;
import org.eclipse.debug.core.model.IThread;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * A machine that runs a kernel, as Eclipse's debug platform sees it. All harts run and stop
 * together. Any thread may call it; nothing waits for the machine.
 */
public final class KernelDebugTarget extends KernelDebugElement
        implements IDebugTarget, IStepFilters, IMemoryBlockRetrievalExtension {
    private final ILaunch launch;
    private final KernelProcess process;
    private final DebugSession session;
    private final List<HartThread> harts;
    private final RecordedSources sources;
    private final BreakpointSynchronizer breakpoints;
    private volatile RunState state = RunState.SUSPENDED;
    private volatile boolean following;
    private volatile boolean stepFilters = DebugPlugin.isUseStepFilters();

    /**
     * Makes the model of a session that has not run yet.
     *
     * @param process the session's process, for its console
     */
    public KernelDebugTarget(ILaunch launch, KernelProcess process, DebugSession session) {
        super(null);
        this.launch = launch;
        this.process = process;
        this.session = session;
        harts =
                IntStream.range(0, session.machine().config().harts())
                        .mapToObj(id -> new HartThread(this, id))
                        .toList();
        process.setTarget(this);
        sources =
                new RecordedSources(
                        session.kernel(),
                        () -> session.programs().stream().map(Program::symbols).toList(),
                        () -> PathMappingContainer.mappingsOf(launch.getSourceLocator()));
        breakpoints = new BreakpointSynchronizer(session, sources);
    }

    /**
     * Sets the workspace's breakpoints of this model and follows a session that another debugger
     * runs: the elements are not in the launch, but lead our views to what they show.
     */
    public void follow() {
        following = true;
        session.addListener(new FollowedSession(session, new SessionEvents()));
        breakpoints.start(false);
    }

    /** Sets the workspace's breakpoints, tells the platform of the new elements, and runs. */
    public void start() {
        session.addListener(new SessionEvents());
        fireCreationEvent();
        harts.forEach(HartThread::fireCreationEvent);
        breakpoints.start(true);
        session.resume();
    }

    /**
     * The target that an element of the Debug view belongs to: an element of this model, or of
     * another debugger's whose launch has a machine in it.
     *
     * @param element a debug element, a launch, or anything else
     */
    public static Optional<KernelDebugTarget> of(Object element) {
        return Optional.ofNullable(Adapters.adapt(element, KernelDebugTarget.class))
                .or(() -> KernelProcess.of(element).flatMap(KernelProcess::target));
    }

    /** Whether another debugger runs the session, and has its own elements in the launch. */
    public boolean isFollowing() {
        return following;
    }

    /** The session behind the model. */
    public DebugSession session() {
        return session;
    }

    /** Where the kernel's sources are. */
    public RecordedSources sources() {
        return sources;
    }

    @Override
    public KernelDebugTarget getDebugTarget() {
        return this;
    }

    @Override
    public ILaunch getLaunch() {
        return launch;
    }

    @Override
    public IProcess getProcess() {
        return process;
    }

    @Override
    public IThread[] getThreads() {
        return isTerminated() ? new IThread[0] : harts.toArray(IThread[]::new);
    }

    /** The harts, by number; also after the end. */
    public List<HartThread> harts() {
        return harts;
    }

    @Override
    public boolean hasThreads() {
        return !isTerminated();
    }

    /** Such as {@code RV64 virt machine · 128 MiB · 1 hart}. */
    @Override
    public String getName() {
        int count = harts.size();
        return "RV64 virt machine · "
                + MemorySize.format(session.machine().config().memoryBytes())
                + " · "
                + count
                + (count == 1 ? " hart" : " harts");
    }

    /** Whether steps go by instruction rather than by source line. */
    public boolean isInstructionStepping() {
        return InstructionStepping.isOn();
    }

    @Override
    public boolean canTerminate() {
        return !isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return state == RunState.TERMINATED;
    }

    @Override
    public void terminate() {
        process.terminate();
    }

    @Override
    public boolean canResume() {
        return isSuspended();
    }

    @Override
    public boolean canSuspend() {
        return state == RunState.RUNNING;
    }

    @Override
    public boolean isSuspended() {
        return state == RunState.SUSPENDED;
    }

    @Override
    public void resume() {
        breakpoints.update();
        session.resume();
    }

    @Override
    public void suspend() {
        session.suspend();
    }

    /** Runs until a hart is about to execute an instruction. Does nothing unless suspended. */
    public void runTo(CodeLocation location) {
        breakpoints.update();
        session.runTo(location);
    }

    /** Stops once at a place, in a session that another debugger is going to resume. */
    public void stopOnce(BreakpointSpec.Code place) {
        session.addTemporary(place);
    }

    /** Lets a hart go on at another instruction, when it goes on. Nothing unless suspended. */
    public void jumpTo(int hart, long pc) {
        session.jump(hart, pc, true);
    }

    /**
     * Runs until a hart comes to a source line of any program. Does nothing unless suspended.
     *
     * @param file as debug information calls it, see {@link #sources}
     * @throws IllegalArgumentException if no program has code there, nor after it in that file
     */
    public void runToLine(String file, int line) {
        breakpoints.update();
        session.runToLine(file, line);
    }

    /** Goes back into a caller; the session tells what has become of it. */
    void dropToFrame(KernelStackFrame frame) {
        session.dropToFrame(frame.hartId(), frame.frame().level());
    }

    @Override
    public boolean supportsStepFilters() {
        return true;
    }

    @Override
    public boolean isStepFiltersEnabled() {
        return stepFilters;
    }

    @Override
    public void setStepFiltersEnabled(boolean enabled) {
        stepFilters = enabled;
    }

    void step(HartThread hart, StepKind kind) {
        breakpoints.update();
        session.setStepOptions(StepSettings.options(stepFilters));
        session.step(
                hart.id(), kind, isInstructionStepping() ? StepUnit.INSTRUCTION : StepUnit.LINE);
    }

    void stepOut(HartThread hart, int level) {
        breakpoints.update();
        session.setStepOptions(StepSettings.options(stepFilters));
        session.stepOut(hart.id(), level);
    }

    @Override
    public boolean canDisconnect() {
        return canTerminate();
    }

    /** Ends the machine: there is nothing that could go on without the debugger. */
    @Override
    public void disconnect() {
        terminate();
    }

    @Override
    public boolean isDisconnected() {
        return isTerminated();
    }

    @Override
    public boolean supportsBreakpoint(IBreakpoint breakpoint) {
        return BreakpointSynchronizer.supports(breakpoint);
    }

    /** Where a breakpoint stops in this kernel, or why it does not; empty if it is not set. */
    public Optional<String> breakpointStatus(IBreakpoint breakpoint) {
        return breakpoints.status(breakpoint);
    }

    /** What is set in this kernel, by the workspace's breakpoints; as it is now. */
    public Map<IBreakpoint, Breakpoint> placedBreakpoints() {
        return breakpoints.placed();
    }

    /** Breakpoints come through {@link BreakpointSynchronizer}. */
    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        breakpoints.breakpointAdded(breakpoint);
    }

    @Override
    public void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
        breakpoints.breakpointRemoved(breakpoint, delta);
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
        breakpoints.breakpointChanged(breakpoint, delta);
    }

    @Override
    public boolean supportsStorageRetrieval() {
        return true;
    }

    @Override
    public IMemoryBlock getMemoryBlock(long startAddress, long length) {
        String expression = "0x" + Long.toHexString(startAddress);
        return new KernelMemoryBlock(this, expression, startAddress, new MemoryArea.OfHart(0));
    }

    /**
     * Memory for the Memory view: where an expression lies or points, in the selected frame; with
     * {@code phys:} or {@code space NAME:} before it, an address there. Waits for the machine.
     */
    @Override
    public IMemoryBlockExtension getExtendedMemoryBlock(String expression, Object context)
            throws DebugException {
        KernelStackFrame frame =
                KernelStackFrame.of(context)
                        .or(() -> KernelStackFrame.of(this))
                        .orElseThrow(
                                () ->
                                        failure(
                                                "The kernel runs: memory can be added when it"
                                                        + " stands."));
        MemoryQuestion.Place place = new MemoryQuestion(frame).place(expression);
        return new KernelMemoryBlock(this, expression.strip(), place.address(), place.area());
    }

    /**
     * Memory for the Memory view that a value means: where a pointer or a register points, where
     * anything else lies. Waits for the machine.
     *
     * @throws DebugException if it lies nowhere in memory
     */
    public IMemoryBlockExtension memoryOf(KernelValue value) throws DebugException {
        ValueNode node = value.node();
        String name = node.expression().isEmpty() ? node.name() : node.expression();
        MemoryQuestion question = new MemoryQuestion(value.frame());
        Optional<MemoryQuestion.Place> place =
                isPointer(node) ? Optional.empty() : question.memory(node);
        MemoryQuestion.Place found = place.isPresent() ? place.get() : question.place(name);
        return new KernelMemoryBlock(this, name, found.address(), found.area());
    }

    private static boolean isPointer(ValueNode node) {
        return node.typeName().endsWith("*")
                || node.typeName().startsWith("*")
                || node.typeName().startsWith("&");
    }

    /** Physical memory for the Memory view. */
    public IMemoryBlockExtension physicalMemory(long paddr) {
        String expression = "phys: 0x" + Long.toHexString(paddr);
        return new KernelMemoryBlock(this, expression, paddr, MemoryArea.PHYSICAL);
    }

    /**
     * Reads the machine again, after something in it or the way to show it has been changed, and
     * says so. Does not wait.
     */
    public void refresh() {
        HartStop.readAll(session)
                .whenComplete(
                        (stops, problem) -> {
                            if (problem != null) {
                                ILog.of(getClass()).error("The harts cannot be read", problem);
                            } else if (isSuspended()) {
                                stops.forEach(
                                        stop -> harts.get(stop.hart().id()).update(stop, false));
                                harts.forEach(HartThread::fireChanges);
                            }
                        });
    }

    /** Brings the session's changes into the model, and from there to the platform. */
    private final class SessionEvents implements SessionListener {
        @Override
        public void resumed(Optional<StepKind> step) {
            state = RunState.RUNNING;
            List<DebugEvent> events = new ArrayList<>();
            for (HartThread hart : harts) {
                hart.resumed(step).ifPresent(events::add);
            }
            fire(events);
        }

        @Override
        public void suspended(SessionStop stop) {
            List<HartStop> read = List.of();
            try {
                read = HartStop.readAll(session).join();
            } catch (CompletionException e) {
                if (session.state() == RunState.TERMINATED) {
                    return; // which is told next
                }
                ILog.of(getClass()).error("The harts cannot be read at a stop", e);
            }
            read.forEach(hart -> harts.get(hart.hart().id()).update(hart, true));
            IBreakpoint[] hit = breakpoints.hit(stop.hit());
            state = RunState.SUSPENDED;
            List<DebugEvent> events = new ArrayList<>();
            // The hart that stopped comes first: the Debug view selects it.
            events.add(harts.get(stop.hart()).suspended(stop, hit));
            for (HartThread hart : harts) {
                if (hart.id() != stop.hart()) {
                    events.add(hart.suspended(stop, new IBreakpoint[0]));
                }
            }
            fire(events);
        }

        @Override
        public void terminated(StopReason reason) {
            state = RunState.TERMINATED;
            breakpoints.close();
            List<DebugEvent> events = new ArrayList<>();
            for (HartThread hart : harts) {
                events.add(hart.event(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED));
            }
            events.add(event(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED));
            fire(events);
        }

        private void fire(List<DebugEvent> events) {
            DebugPlugin plugin = DebugPlugin.getDefault();
            if (plugin != null && !events.isEmpty()) { // null while the platform shuts down
                plugin.fireDebugEventSet(events.toArray(DebugEvent[]::new));
            }
        }
    }
}
