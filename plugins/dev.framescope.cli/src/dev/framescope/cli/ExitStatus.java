package dev.framescope.cli;

/** The exit statuses of {@code framescope}, beside the codes that guests give. */
public final class ExitStatus {
    /** All went well; of {@code run}: the guest switched itself off normally. */
    public static final int OK = 0;

    /** The guest is caught in a loop of traps, or the machine itself failed. */
    public static final int FAILED = 1;

    /** A file, an option or a debugger command that cannot be used; the message says why. */
    public static final int UNUSABLE = 2;

    /** A limit of time or instructions was reached; as {@code timeout} of the coreutils has it. */
    public static final int TIMEOUT = 124;

    private ExitStatus() {}
}
