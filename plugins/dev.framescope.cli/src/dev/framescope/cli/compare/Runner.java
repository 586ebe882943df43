package dev.framescope.cli.compare;

import dev.framescope.cli.UnusableInputException;

import java.util.List;

/** A machine that random programs run in. */
interface Runner {
    /** How long a program may take, in seconds of the host. */
    int TIMEOUT_SECONDS = 60;

    /** For messages. */
    String name();

    /** Loads and runs an image, and returns the lines it has printed. */
    List<String> run(byte[] image) throws UnusableInputException, InterruptedException;
}
