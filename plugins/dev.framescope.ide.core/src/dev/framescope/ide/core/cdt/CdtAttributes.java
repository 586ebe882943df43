package dev.framescope.ide.core.cdt;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What CDT's GDB Hardware Debugging reads from a launch configuration (CDT 12: IGDBJtagConstants,
 * ICDTLaunchConfigurationConstants, IGDBLaunchConfigurationConstants). They are kept in our
 * configuration, so that CDT finds them whenever it looks.
 */
final class CdtAttributes {
    private static final String JTAG = "org.eclipse.cdt.debug.gdbjtag.core.";
    private static final String LAUNCH = "org.eclipse.cdt.launch.";
    private static final String GDB = "org.eclipse.cdt.dsf.gdb.";
    private static final String DEBUG = "org.eclipse.debug.core.";

    private static final String REGISTER_GROUPS = LAUNCH + "DEBUGGER_REGISTER_GROUPS";

    private CdtAttributes() {}

    /**
     * The attributes of a session.
     *
     * @param gdb the debugger's program
     * @param kernel the file with the symbols
     * @param stopAt the function to stop in first
     */
    static Map<String, Object> of(Path gdb, Path kernel, Optional<String> stopAt) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(GDB + "DEBUG_NAME", gdb.toString());
        values.put(GDB + "UPDATE_THREADLIST_ON_SUSPEND", true);
        values.put(GDB + "NON_STOP", false);
        values.put(LAUNCH + "PROGRAM_NAME", kernel.toString());
        // Not null, which aborts the launch; a name would have to be a C project's.
        values.put(LAUNCH + "PROJECT_ATTR", "");
        values.put(LAUNCH + "DEBUGGER_START_MODE", "remote");
        // 0: as the workspace is set.
        values.put(LAUNCH + "ATTR_BUILD_BEFORE_LAUNCH_ATTR", 0);
        // Otherwise CDT would choose it, and save the configuration.
        values.put("process_factory_id", "org.eclipse.cdt.dsf.gdb.GdbProcessFactory");
        values.put(JTAG + "jtagDeviceId", JTAG + "jtagdevice.genericDevice");
        // The port is another in every session, which only commands can say.
        values.put(JTAG + "useRemoteTarget", false);
        values.put(
                JTAG + "initCommands",
                "set remotetimeout 20\ntarget remote localhost:${" + GdbPort.VARIABLE + "}");
        values.put(JTAG + "loadImage", false);
        values.put(JTAG + "loadSymbols", true);
        values.put(JTAG + "useProjBinaryForSymbols", true);
        values.put(JTAG + "useProjBinaryForImage", true);
        values.put(JTAG + "doReset", false);
        values.put(JTAG + "doHalt", false);
        values.put(JTAG + "setResume", true);
        values.put(JTAG + "setStopAt", stopAt.isPresent());
        values.put(JTAG + "stopAt", stopAt.orElse(""));
        values.put(
                DEBUG + "SOURCE_PATH_COMPUTER_ID", "org.eclipse.cdt.debug.core.sourcePathComputer");
        values.put(DEBUG + "source_locator_id", "org.eclipse.cdt.debug.core.sourceLocator");
        return values;
    }

    /**
     * Puts the values into the configuration and saves it, unless it has them. Register groups are
     * given once: CDT keeps there what a person makes of them.
     */
    static void save(ILaunchConfiguration configuration, Map<String, Object> values)
            throws CoreException {
        Map<String, Object> wanted = new LinkedHashMap<>(values);
        if (!configuration.hasAttribute(REGISTER_GROUPS)) {
            wanted.put(REGISTER_GROUPS, RegisterGroups.memento());
        }
        Map<String, Object> present = configuration.getAttributes();
        if (!present.entrySet().containsAll(wanted.entrySet())) {
            ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
            wanted.forEach(copy::setAttribute);
            copy.doSave();
        }
    }

    /** Takes away what would have CDT look for the sources of a session that is not CDT's. */
    static void forget(ILaunchConfiguration configuration) throws CoreException {
        if (configuration
                .getAttribute(DEBUG + "source_locator_id", "")
                .startsWith("org.eclipse.cdt.")) {
            ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
            copy.removeAttribute(DEBUG + "SOURCE_PATH_COMPUTER_ID");
            copy.removeAttribute(DEBUG + "source_locator_id");
            copy.doSave();
        }
    }
}
