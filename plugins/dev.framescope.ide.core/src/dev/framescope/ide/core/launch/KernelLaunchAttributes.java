package dev.framescope.ide.core.launch;

import dev.framescope.insight.boot.FirmwareChoice;

/** The attributes of a launch configuration of type "RV64 Kernel". */
public final class KernelLaunchAttributes {
    /** The launch configuration type. */
    public static final String TYPE_ID = "dev.framescope.launch.kernel";

    private static final String PREFIX = "dev.framescope.launch.";

    /** Name of the project that a relative kernel path starts from; may be empty. */
    public static final String PROJECT = PREFIX + "project";

    /** The kernel's ELF file: relative to the project, or absolute. Variables are expanded. */
    public static final String KERNEL = PREFIX + "kernelFile";

    /** What {@link FirmwareChoice#parse} reads. */
    public static final String FIRMWARE = PREFIX + "firmware";

    /** DRAM size as {@link MemorySize} reads it. */
    public static final String MEMORY = PREFIX + "memory";

    /** Number of harts. */
    public static final String HARTS = PREFIX + "harts";

    /**
     * The function in which a debug session stops first. Empty: the kernel's frame allocator, if it
     * has one that is known.
     */
    public static final String STOP_AT = PREFIX + "stopAt";

    /** Which debugger serves the session. */
    public static final String DEBUGGER = PREFIX + "debugger";

    /** The debugger that comes with Framescope; the default. */
    public static final String DEBUGGER_BUILTIN = "builtin";

    public static final String DEFAULT_FIRMWARE = "automatic";
    public static final String DEFAULT_MEMORY = "128 MiB";
    public static final int DEFAULT_HARTS = 1;

    private KernelLaunchAttributes() {}
}
