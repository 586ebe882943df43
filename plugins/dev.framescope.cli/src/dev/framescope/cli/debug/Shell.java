package dev.framescope.cli.debug;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionStop;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.RunState;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The state of a debugger shell: the session, the hart that is looked at, and the commands. */
public final class Shell implements AutoCloseable {
    private final DebugSession session;
    private final Output output;
    private final StopWaiter waiter = new StopWaiter();
    private final Map<String, ShellCommand> byName = new LinkedHashMap<>();
    private final List<ShellCommand> commands = ShellCommands.all();
    private final Consumer<byte[]> console;
    private int hart;
    private boolean quit;

    public Shell(DebugSession session, PrintStream out) {
        this.session = session;
        output = new Output(out);
        console = output::guest;
        session.machine().console().addOutputListener(console);
        session.addListener(waiter);
        commands.forEach(command -> command.names().forEach(name -> byName.put(name, command)));
    }

    /** Carries out the commands in a text, until one fails or quits. */
    public void execute(String text) throws CommandFailure, InterruptedException {
        for (List<String> words : CommandLineParser.parse(text)) {
            if (quit) {
                return;
            }
            ShellCommand command = command(words.get(0));
            command.action().run(this, new Arguments(words.get(0), words.subList(1, words.size())));
        }
    }

    /** Whether {@code quit} was typed. */
    public boolean hasQuit() {
        return quit;
    }

    /** Prints the prompt. */
    public void prompt() {
        output.prompt();
    }

    @Override
    public void close() {
        session.machine().console().removeOutputListener(console);
        session.removeListener(waiter);
    }

    DebugSession session() {
        return session;
    }

    List<ShellCommand> commands() {
        return commands;
    }

    /** The command of a name or alias. */
    ShellCommand command(String name) throws CommandFailure {
        ShellCommand command = byName.get(name);
        if (command == null) {
            throw new CommandFailure("no command named " + name + "; see: help");
        }
        return command;
    }

    /** The hart that commands look at: the one that stopped last, unless another was chosen. */
    int hart() {
        return hart;
    }

    void selectHart(int number) {
        hart = number;
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
     */
    Optional<SessionStop> run(Runnable start) throws CommandFailure, InterruptedException {
        if (session.state() == RunState.TERMINATED) {
            throw new CommandFailure("the machine is terminated; start the debugger again");
        }
        start.run();
        switch (waiter.await()) {
            case StopWaiter.Event.Stopped stopped -> {
                SessionStop stop = stopped.stop();
                hart = stop.hart();
                print(stop.describe());
                return Optional.of(stop);
            }
            case StopWaiter.Event.Terminated over -> {
                print("terminated: " + over.reason().describe());
                return Optional.empty();
            }
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
            throw new CommandFailure(String.valueOf(e.getCause().getMessage()));
        }
    }
}
