package dev.framescope.ide.core.launch;

import dev.framescope.insight.boot.DriveText;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.insight.boot.MemorySize;
import dev.framescope.machine.IsaProfile;

/** The attributes of a launch configuration of type "RV64 Kernel". */
public final class KernelLaunchAttributes {
    /** The launch configuration type. */
    public static final String TYPE_ID = "dev.framescope.launch.kernel";

    private static final String PREFIX = "dev.framescope.launch.";

    /** Name of the project that a relative kernel path starts from; may be empty. */
    public static final String PROJECT = PREFIX + "project";

    /** The kernel's file: relative to the project, or absolute. Variables are expanded. */
    public static final String KERNEL = PREFIX + "kernelFile";

    /**
     * What {@link FirmwareChoice#parse} reads. Files here and below: relative to the project, or
     * absolute; variables are expanded.
     */
    public static final String FIRMWARE = PREFIX + "firmware";

    /** DRAM size as {@link MemorySize} reads it. */
    public static final String MEMORY = PREFIX + "memory";

    /** Number of harts. */
    public static final String HARTS = PREFIX + "harts";

    /** A constant of {@link IsaProfile} in lower case. */
    public static final String PROFILE = PREFIX + "profile";

    /** The kernel's command line. */
    public static final String ARGUMENTS = PREFIX + "arguments";

    /** File of the initial RAM disk; empty for none. */
    public static final String INITIAL_RAM_DISK = PREFIX + "initialRamDisk";

    /** ELF file with the kernel's symbols, if the kernel is an Image; may be empty. */
    public static final String SYMBOLS = PREFIX + "symbols";

    /** File of a device tree in place of the machine's own; may be empty. */
    public static final String DEVICE_TREE = PREFIX + "deviceTree";

    /** A list: one drive each, as {@link DriveText} reads it. */
    public static final String DRIVES = PREFIX + "drives";

    /** Whether there is a network card. */
    public static final String NETWORK = PREFIX + "network";

    /** Whether there is an entropy source. */
    public static final String ENTROPY = PREFIX + "entropy";

    /**
     * The function in which a debug session stops first. Empty: the kernel's frame allocator, if it
     * has one that is known.
     */
    public static final String STOP_AT = PREFIX + "stopAt";

    /** A list: the programs beside the kernel, each as {@link ProgramText} reads it. */
    public static final String PROGRAMS = PREFIX + "programs";

    /** Which debugger serves the session: a value of {@link DebuggerChoice}. */
    public static final String DEBUGGER = PREFIX + "debugger";

    /** The GDB for sessions under CDT: a name or a path; empty for the first that is found. */
    public static final String GDB = PREFIX + "gdb";

    public static final String DEFAULT_FIRMWARE = "automatic";
    public static final String DEFAULT_PROFILE = IsaProfile.DEFAULT.text();
    public static final String DEFAULT_MEMORY = "128 MiB";
    public static final int DEFAULT_HARTS = 1;

    private KernelLaunchAttributes() {}
}
