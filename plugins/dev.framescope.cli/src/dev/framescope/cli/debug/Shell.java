package dev.framescope.cli.debug;

import dev.framescope.cli.debug.CommandLineParser.TypedCommand;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.gdbserver.GdbServer;
import dev.framescope.gdbserver.SessionTarget;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.RunState;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The state of a debugger shell: the session, and the hart and frame that are looked at. */
public final class Shell implements AutoCloseable {
    private final DebugSession session;
    private final Output output;
    private final StopWaiter waiter;
    private final Displays displays = new Displays();
    private final Consumer<byte[]> console;
    private Optional<GdbServer> gdb = Optional.empty();
    private int hart;
    private int level;
    private boolean quit;

    public Shell(DebugSession session, PrintStream out) {
        this.session = session;
        output = new Output(out);
        waiter = new StopWaiter(output::print);
        console = output::guest;
        session.machine().console().addOutputListener(console);
        session.addListener(waiter);
    }

    /** Carries out the commands in a text, until one fails or quits. */
    public void execute(String text) throws CommandFailure, InterruptedException {
        for (TypedCommand typed : CommandLineParser.parse(text)) {
            if (quit) {
                return;
            }
            ShellCommand command = command(typed.name());
            command.action().run(this, Arguments.of(command.names().get(0), typed.arguments()));
        }
    }

    /** Whether {@code quit} was typed. */
    public boolean hasQuit() {
        return quit;
    }

    /** Whether an empty line after these commands is to repeat them: they run the machine. */
    public boolean isRepeatable(String text) {
        try {
            List<TypedCommand> typed = CommandLineParser.parse(text);
            return typed.size() == 1 && RunCommands.ALL.contains(command(typed.getFirst().name()));
        } catch (CommandFailure e) {
            return false; // It will not be carried out either.
        }
    }

    /** Where the debugger and the guest print. */
    public Output output() {
        return output;
    }

    /** Stops the machine if it runs. Any thread. */
    public void interrupt() {
        session.suspend();
    }

    /**
     * Lets GDB debug the same machine.
     *
     * @param port 0 for any that is free
     * @throws CommandFailure if the port cannot be had, or there is a server already
     */
    public void serveGdb(int port) throws CommandFailure {
        if (gdb.isPresent()) {
            throw new CommandFailure("GDB is served already: target remote :" + gdbPort());
        }
        try {
            gdb = Optional.of(GdbServer.start(new SessionTarget(session), port));
            print("waiting for GDB: target remote :" + gdbPort());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private int gdbPort() {
        return gdb.map(GdbServer::port).orElse(0);
    }

    @Override
    public void close() {
        gdb.ifPresent(GdbServer::close);
        session.machine().console().removeOutputListener(console);
        session.removeListener(waiter);
    }

    DebugSession session() {
        return session;
    }

    Displays displays() {
        return displays;
    }

    /** The command of a name, an alias or the beginning of a name. */
    ShellCommand command(String name) throws CommandFailure {
        return ShellCommands.ALL.named(name);
    }

    /** The hart that commands look at: the one that stopped last, unless another was chosen. */
    int hart() {
        return hart;
    }

    void selectHart(int number) {
        hart = number;
        level = 0;
    }

    /** The frame that commands look at: the innermost, unless another was chosen. */
    FrameId frame() {
        return new FrameId(hart, level);
    }

    void selectFrame(int number) {
        level = number;
    }

    /** The stack of the hart, innermost frame first. */
    List<StackFrame> stack() throws CommandFailure, InterruptedException {
        return await(session.backtrace(hart));
    }

    /** The frame that commands look at. */
    StackFrame selectedFrame() throws CommandFailure, InterruptedException {
        List<StackFrame> stack = stack();
        return stack.get(Math.min(level, stack.size() - 1));
    }

    void quit() {
        quit = true;
    }

    void print(String text) {
        output.print(text);
    }

    /**
     * Starts a run, waits for its end, and says why it ended.
     *
     * @return the stop, or empty if the machine is over
     * @throws CommandFailure if it cannot be made, such as a return from a function without caller
     */
    Optional<SessionStop> run(Runnable start) throws CommandFailure, InterruptedException {
        requireSuspended();
        try {
            switch (waiter.run(start)) {
                case StopWaiter.Event.Stopped stopped -> {
                    SessionStop stop = stopped.stop();
                    selectHart(stop.hart());
                    if (stop.kind() == SessionStop.Kind.STEP_IMPOSSIBLE) {
                        throw new CommandFailure(stop.describe());
                    }
                    print(stop.describe());
                    return Optional.of(stop);
                }
                case StopWaiter.Event.Terminated over -> {
                    print("terminated: " + over.reason().describe());
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private void requireSuspended() throws CommandFailure {
        if (session.state() == RunState.TERMINATED) {
            throw new CommandFailure("the machine is terminated; start the debugger again");
        }
        if (session.state() == RunState.RUNNING) {
            throw new CommandFailure("the machine runs for GDB; stop it with: interrupt");
        }
    }

    /** Reads the machine. */
    <T> T inspect(Function<Inspection, T> reader) throws CommandFailure, InterruptedException {
        return await(session.machine().inspect(reader));
    }

    /** Waits for what the machine's thread reads or does. */
    <T> T await(CompletableFuture<T> future) throws CommandFailure, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new CommandFailure(String.valueOf(cause.getMessage()));
        }
    }
}
