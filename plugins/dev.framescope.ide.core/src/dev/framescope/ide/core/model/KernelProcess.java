package dev.framescope.ide.core.model;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.machine.StopReason;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;

import java.text.DateFormat;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A machine as a process: its serial line is the console, both ways, and its exit code the exit
 * value; what log points tell is its error stream. Any thread may call it; nothing waits for the
 * machine.
 */
public final class KernelProcess extends PlatformObject implements IProcess {
    /** The process type, for {@link IProcess#ATTR_PROCESS_TYPE}. */
    public static final String TYPE = "dev.framescope.process.kernel";

    /** Exit value of a machine that was terminated from outside: as a shell tells of SIGTERM. */
    public static final int EXIT_TERMINATED = 143;

    /** Exit value after a defect of the machine itself: EX_SOFTWARE of sysexits.h. */
    public static final int EXIT_INTERNAL_ERROR = 70;

    private final ILaunch launch;
    private final DebugSession session;
    private final UartStreams streams;
    private final String label;
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private volatile Optional<KernelDebugTarget> target = Optional.empty();
    private volatile OptionalInt exitValue = OptionalInt.empty();

    /** Makes the process of a session that has not run yet, and tells the platform of it. */
    public KernelProcess(ILaunch launch, DebugSession session) {
        this.launch = launch;
        this.session = session;
        String time =
                DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.MEDIUM)
                        .format(new Date());
        label = session.kernel().path().getFileName() + " (" + time + ")";
        streams = new UartStreams(session.machine().console());
        attributes.put(ATTR_PROCESS_TYPE, TYPE);
        attributes.put(
                DebugPlugin.ATTR_LAUNCH_TIMESTAMP, Long.toString(System.currentTimeMillis()));
        session.addListener(
                new SessionListener() {
                    @Override
                    public void terminated(StopReason reason) {
                        ended(reason);
                    }

                    @Override
                    public void logged(String text) {
                        streams.log(text);
                    }
                });
        RemovedLaunch.discard(launch, session.machine());
        fire(DebugEvent.CREATE);
    }

    /**
     * The machine in the launch that an element belongs to.
     *
     * @param element a process, a launch, an element of any debug model, or anything else
     */
    public static Optional<KernelProcess> of(Object element) {
        if (element instanceof KernelProcess process) {
            return Optional.of(process);
        }
        return Optional.ofNullable(Adapters.adapt(element, ILaunch.class)).stream()
                .flatMap(launch -> Arrays.stream(launch.getProcesses()))
                .filter(KernelProcess.class::isInstance)
                .map(KernelProcess.class::cast)
                .findFirst();
    }

    /** The session behind the process. */
    public DebugSession session() {
        return session;
    }

    /** The debug model of the session; empty if it runs without a debugger. */
    Optional<KernelDebugTarget> target() {
        return target;
    }

    void setTarget(KernelDebugTarget model) {
        target = Optional.of(model);
    }

    private void ended(StopReason reason) {
        streams.close();
        exitValue =
                OptionalInt.of(
                        switch (reason) {
                            case StopReason.GuestExit exit -> exit.code();
                            case StopReason.InternalError error -> EXIT_INTERNAL_ERROR;
                            default -> EXIT_TERMINATED;
                        });
        attributes.put(
                DebugPlugin.ATTR_TERMINATE_TIMESTAMP, Long.toString(System.currentTimeMillis()));
        fire(DebugEvent.TERMINATE);
    }

    private void fire(int kind) {
        DebugPlugin plugin = DebugPlugin.getDefault();
        if (plugin != null) { // null while the platform shuts down
            plugin.fireDebugEventSet(new DebugEvent[] {new DebugEvent(this, kind)});
        }
    }

    @Override
    public String getLabel() {
        return label;
    }

    @Override
    public ILaunch getLaunch() {
        return launch;
    }

    @Override
    public IStreamsProxy getStreamsProxy() {
        return streams;
    }

    @Override
    public void setAttribute(String key, String value) {
        attributes.put(key, value);
    }

    @Override
    public String getAttribute(String key) {
        return attributes.get(key);
    }

    /**
     * The guest's code where it switched the machine off, {@link #EXIT_TERMINATED} where somebody
     * else did.
     */
    @Override
    public int getExitValue() throws DebugException {
        return exitValue.orElseThrow(
                () -> KernelDebugElement.failure("The machine has not ended yet."));
    }

    @Override
    public boolean canTerminate() {
        return !isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return exitValue.isPresent();
    }

    /** Ends the machine soon; an event tells when. */
    @Override
    public void terminate() {
        Job job =
                Job.createSystem(
                        "Ending the RV64 machine", (ICoreRunnable) monitor -> session.close());
        job.schedule();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == IProcess.class) {
            return adapter.cast(this);
        }
        if (adapter == ILaunch.class) {
            return adapter.cast(launch);
        }
        if (adapter == DebugSession.class) {
            return adapter.cast(session);
        }
        if (adapter == IRestartHandler.class) {
            return adapter.cast(RestartCommand.INSTANCE);
        }
        if (adapter == KernelDebugTarget.class) {
            return adapter.cast(target.orElse(null));
        }
        if (adapter == IDebugTarget.class) {
            return adapter.cast(target.filter(model -> isIn(launch, model)).orElse(null));
        }
        return super.getAdapter(adapter);
    }

    /** A model that only follows another debugger is not in the launch. */
    private static boolean isIn(ILaunch launch, KernelDebugTarget model) {
        return Arrays.asList(launch.getDebugTargets()).contains(model);
    }
}
