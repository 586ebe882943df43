package dev.framescope.gdbserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.machine.RunState;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run control with two clients: the built-in debugger, and GDB. */
class SessionTargetTest {
    private final BlockingQueue<SessionStop> stops = new LinkedBlockingQueue<>();
    private DebugSession session;
    private GdbServer server;
    private RawClient gdb;

    @BeforeEach
    void start() throws Exception {
        session = DebugSession.start(SessionConfig.of(Samples.framesCElf()));
        session.addListener(
                new SessionListener() {
                    @Override
                    public void suspended(SessionStop stop) {
                        stops.add(stop);
                    }
                });
        server = GdbServer.start(new SessionTarget(session), 0);
        gdb = RawClient.connect(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        gdb.close();
        server.close();
        session.close();
    }

    private SessionStop nextStop() throws InterruptedException {
        SessionStop stop = stops.poll(20, TimeUnit.SECONDS);
        assertTrue(stop != null, "the debugger was told of no stop");
        return stop;
    }

    private long address(String function) {
        return session.kernel().symbols().functions(function).getFirst().low();
    }

    @Test
    void breakpointOfGdbStopsTheDebuggerToo() throws Exception {
        assertEquals("OK", gdb.ask(String.format("Z0,%x,2", address("allocFrame"))));
        assertTrue(gdb.ask("vCont;c").startsWith("T05swbreak:;"));
        assertEquals(address("allocFrame"), nextStop().reason().where().pc());
        assertEquals(RunState.SUSPENDED, session.state());
    }

    @Test
    void breakpointOfTheDebuggerStopsGdbToo() throws Exception {
        session.add(new BreakpointSpec.AtFunction("deallocFrame"));
        String stop = gdb.ask("vCont;c");
        assertTrue(stop.startsWith("T05thread:p1.1;"), stop);
        assertEquals(SessionStop.Kind.BREAKPOINT, nextStop().kind());
    }

    @Test
    void debuggerStopsARunThatGdbHasStarted() throws Exception {
        assertEquals("OK", gdb.ask("M80200000,4:6f000000"));
        gdb.send("vCont;c");
        assertEquals("OK", gdb.ask("Hg1"));
        session.suspend();
        assertTrue(gdb.answer().startsWith("T02"));
        assertEquals(SessionStop.Kind.SUSPENDED, nextStop().kind());
    }

    @Test
    void gdbStepsOneInstructionAndTheDebuggerIsTold() throws Exception {
        assertTrue(gdb.ask("vCont;s:p1.1").startsWith("T05thread:p1.1;"));
        assertEquals(SessionStop.Kind.STEP_END, nextStop().kind());
        assertEquals(1, session.machine().inspect(m -> m.instructions()).join());
    }

    @Test
    void guestStaysWhereItIsWhenGdbLeavesTheDebuggerWithIt() throws Exception {
        assertEquals("OK", gdb.ask("D;1"));
        gdb.close();
        gdb = RawClient.connect(server.port());
        assertEquals(RunState.SUSPENDED, session.state());
        assertEquals(0, session.machine().inspect(m -> m.instructions()).join());
    }
}
