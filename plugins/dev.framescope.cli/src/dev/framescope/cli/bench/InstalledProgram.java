package dev.framescope.cli.bench;

import java.io.IOException;

/** A program of this system. */
final class InstalledProgram {
    private InstalledProgram() {}

    /** Whether it can be started. */
    static boolean isThere(String program) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            // The way in which Java says that there is no such program.
            return false;
        }
    }
}
