package dev.framescope.cli.debug;

import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.machine.snapshot.SnapshotException;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Commands that keep the machine's state in files. */
final class SnapshotCommands {
    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "snapshot",
                            "save|load FILE",
                            "keep the whole state of the machine in a file, or go back to it",
                            SnapshotCommands::snapshot));

    private SnapshotCommands() {}

    private static void snapshot(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String action = arguments.required(0, "save or load");
        String name = arguments.required(1, "a file");
        try {
            Path file = Path.of(name);
            switch (action) {
                case "save" -> save(shell, file);
                case "load" -> load(shell, file);
                default -> throw new CommandFailure("snapshot " + action + ": save or load");
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure(name + ": no such file or folder");
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(name + ": " + e.getMessage());
        } catch (SnapshotException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private static void save(Shell shell, Path file)
            throws IOException, CommandFailure, InterruptedException {
        Machine machine = shell.session().machine();
        MachineSnapshot snapshot = shell.await(machine.inspect(Inspection::snapshot));
        snapshot.write(file);
        shell.print("saved at instruction " + Numbers.grouped(snapshot.instructions()));
    }

    private static void load(Shell shell, Path file)
            throws IOException, SnapshotException, CommandFailure, InterruptedException {
        Machine machine = shell.session().machine();
        shell.await(machine.restore(MachineSnapshot.read(file)));
        shell.print("back " + machine.lastStop().describe());
    }
}
