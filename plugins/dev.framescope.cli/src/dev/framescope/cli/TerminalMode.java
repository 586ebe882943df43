package dev.framescope.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Until its end, the terminal at standard input hands over every key at once and does not show it:
 * that is for the guest to do. Where there is no {@code stty}, the terminal stays as it is, and
 * lines are sent with the enter key.
 */
final class TerminalMode {
    /** Linux only; elsewhere the file does not exist. */
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private final String saved;
    private final Thread restorer;

    private TerminalMode(String saved) {
        this.saved = saved;
        // The interrupt key ends this process without any further ado.
        restorer = new Thread(this::restore, "framescope-terminal");
        Runtime.getRuntime().addShutdownHook(restorer);
    }

    /** Whether a person types at standard input. */
    static boolean isInteractive() {
        try {
            if (Files.exists(STANDARD_INPUT)) {
                String device = STANDARD_INPUT.toRealPath().toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            // A pipe or a closed descriptor has no path: nobody types there.
            return false;
        }
        return System.console() != null;
    }

    /** Sends keys at once from now on. */
    static TerminalMode sendKeysAtOnce() {
        TerminalMode mode = new TerminalMode(stty("-g"));
        if (!mode.saved.isEmpty()) {
            stty("-icanon", "-echo", "min", "1");
        }
        return mode;
    }

    /** Puts the terminal back as it was. */
    void end() {
        restore();
        Runtime.getRuntime().removeShutdownHook(restorer);
    }

    private void restore() {
        if (!saved.isEmpty()) {
            stty(saved);
        }
    }

    /** What {@code stty} printed; empty if it failed. */
    private static String stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.INHERIT)
                            .redirectError(Redirect.DISCARD)
                            .start();
            byte[] output = process.getInputStream().readAllBytes();
            return process.waitFor() == 0
                    ? new String(output, StandardCharsets.US_ASCII).strip()
                    : "";
        } catch (IOException e) {
            // There is no such program on this system.
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
