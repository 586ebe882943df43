package dev.framescope.ide.core.cdt;

import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Finds a GDB that can debug RISC-V. May take a second: not for the UI thread. */
final class GdbProgram {
    private static final List<String> NAMES =
            List.of("riscv64-unknown-elf-gdb", "riscv64-elf-gdb", "gdb-multiarch", "gdb");

    private static final int TIMEOUT_SECONDS = 10;

    /** Those that have been asked. One that does not know may be replaced meanwhile. */
    private static final Set<Path> KNOW_RISCV = ConcurrentHashMap.newKeySet();

    private GdbProgram() {}

    /**
     * The one that the configuration names, or else the first that is found.
     *
     * @throws CoreException if the one that is named cannot be used; the message says why
     */
    static Optional<Path> find(ILaunchConfiguration configuration) throws CoreException {
        String named = configuration.getAttribute(KernelLaunchAttributes.GDB, "").strip();
        if (named.isEmpty()) {
            return NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
        }
        return Optional.of(named(named));
    }

    private static Path named(String text) throws CoreException {
        String expanded =
                VariablesPlugin.getDefault()
                        .getStringVariableManager()
                        .performStringSubstitution(text);
        Optional<Path> found =
                expanded.contains("/") || expanded.contains(File.separator)
                        ? Optional.of(Path.of(expanded)).filter(Files::isExecutable)
                        : onPath(expanded);
        Path gdb =
                found.orElseThrow(
                        () ->
                                FramescopeCore.failure(
                                        "GDB: there is no program '"
                                                + text
                                                + "': choose another, or leave it empty."));
        if (!knowsRiscV(gdb)) {
            throw FramescopeCore.failure(
                    "GDB: '"
                            + text
                            + "' cannot debug RISC-V: choose riscv64-unknown-elf-gdb or"
                            + " gdb-multiarch.");
        }
        return gdb;
    }

    /** What to say where none is found. */
    static CoreException missing() {
        return FramescopeCore.failure(
                "No GDB for RISC-V is found on the PATH ("
                        + String.join(", ", NAMES)
                        + "): install one, such as the package gdb-multiarch, name it in the"
                        + " launch configuration, or choose the built-in debugger.");
    }

    private static Optional<Path> onPath(String name) {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String file = windows && !name.endsWith(".exe") ? name + ".exe" : name;
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> in(folder, file).stream())
                .filter(GdbProgram::knowsRiscV)
                .findFirst();
    }

    private static Optional<Path> in(String folder, String file) {
        try {
            return Optional.of(Path.of(folder, file)).filter(Files::isExecutable);
        } catch (InvalidPathException e) {
            ILog.of(GdbProgram.class).info("the PATH has a folder that cannot be: " + folder, e);
            return Optional.empty();
        }
    }

    private static boolean knowsRiscV(Path gdb) {
        if (KNOW_RISCV.contains(gdb)) {
            return true;
        }
        boolean knows = acceptsArchitecture(gdb);
        if (knows) {
            KNOW_RISCV.add(gdb);
        }
        return knows;
    }

    private static boolean acceptsArchitecture(Path gdb) {
        ProcessBuilder command =
                new ProcessBuilder(
                                gdb.toString(),
                                "-nx",
                                "-batch",
                                "-ex",
                                "set architecture riscv:rv64")
                        .redirectErrorStream(true);
        try {
            return answersWithArchitecture(command.start());
        } catch (IOException e) {
            ILog.of(GdbProgram.class).info(gdb + " cannot be started", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it says is short: it does not wait for a reader. */
    private static boolean answersWithArchitecture(Process process)
            throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
            String output = new String(process.getInputStream().readAllBytes());
            return output.contains("riscv:rv64") && !output.contains("Undefined");
        } finally {
            process.destroyForcibly();
        }
    }
}
