package dev.framescope.gdbserver;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A debugger's session as GDB's target: one run control, two clients. Both are told of every stop,
 * whoever asked for the run; the steps that the debugger takes on its way do not show.
 */
public final class SessionTarget implements GdbTarget {
    private final DebugSession session;
    private final RunControl run;

    /** A target that lives as long as the session. */
    public SessionTarget(DebugSession session) {
        this.session = session;
        run = new SessionRun(session);
    }

    @Override
    public Machine machine() {
        return session.machine();
    }

    @Override
    public KernelImage kernel() {
        return session.kernel();
    }

    @Override
    public LedgerSnapshot ledger() {
        return session.ledger();
    }

    @Override
    public RunControl run() {
        return run;
    }

    /** Whether the guest goes on is up to the other client. */
    @Override
    public void clientLeft() {
        // nothing to do
    }

    private record SessionRun(DebugSession session, Map<MachineListener, SessionListener> listeners)
            implements RunControl {
        SessionRun(DebugSession session) {
            this(session, new ConcurrentHashMap<>());
        }

        @Override
        public RunState state() {
            return session.state();
        }

        @Override
        public StopReason lastStop() {
            return session.lastStop().reason();
        }

        @Override
        public void resume() {
            session.resume();
        }

        @Override
        public void step(int hart, long instructions) {
            session.step(hart, StepKind.INTO, StepUnit.INSTRUCTION);
        }

        @Override
        public void suspend() {
            session.suspend();
        }

        @Override
        public void addListener(MachineListener listener) {
            SessionListener adapter = adapter(listener);
            listeners.put(listener, adapter);
            session.addListener(adapter);
        }

        @Override
        public void removeListener(MachineListener listener) {
            Optional.ofNullable(listeners.remove(listener)).ifPresent(session::removeListener);
        }

        @Override
        public void close() {
            session.close();
        }

        private static SessionListener adapter(MachineListener listener) {
            return new SessionListener() {
                @Override
                public void resumed(Optional<StepKind> step) {
                    listener.resumed();
                }

                @Override
                public void suspended(SessionStop stop) {
                    listener.suspended(stop.reason());
                }

                @Override
                public void moved(SessionStop stop) {
                    listener.restored(stop.reason());
                }

                @Override
                public void terminated(StopReason reason) {
                    listener.terminated(reason);
                }
            };
        }
    }
}
