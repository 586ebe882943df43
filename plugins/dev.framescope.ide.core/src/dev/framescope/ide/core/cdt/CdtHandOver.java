package dev.framescope.ide.core.cdt;

import dev.framescope.debugger.DebugSession;
import dev.framescope.gdbserver.GdbServer;
import dev.framescope.gdbserver.SessionTarget;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.launch.DebuggerChoice;
import dev.framescope.ide.core.launch.LaunchSettings;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchDelegate;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.ILaunchConfigurationDelegate2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands a debug session over to CDT's GDB Hardware Debugging: its delegate makes the launch and
 * runs GDB in it; the machine, its console and our views stay what they are.
 */
public final class CdtHandOver {
    /** CDT's launch configuration type. */
    static final String TYPE_ID = "org.eclipse.cdt.debug.gdbjtag.launchConfigurationType";

    private CdtHandOver() {}

    /** Whether CDT's GDB Hardware Debugging is there. */
    public static boolean isInstalled() {
        return type().isPresent();
    }

    /**
     * Whether CDT is to debug this configuration. May look for GDB: not for the UI thread.
     *
     * @throws CoreException if it is, and cannot; the message says what to do
     */
    public static boolean isChosen(ILaunchConfiguration configuration) throws CoreException {
        return switch (DebuggerChoice.of(configuration)) {
            case BUILTIN -> false;
            case AUTOMATIC -> isInstalled() && GdbProgram.find(configuration).isPresent();
            case CDT -> {
                if (!isInstalled()) {
                    throw FramescopeCore.failure(
                            "CDT's GDB Hardware Debugging is not installed: install it, or choose"
                                    + " the built-in debugger.");
                }
                if (GdbProgram.find(configuration).isEmpty()) {
                    throw GdbProgram.missing();
                }
                yield true;
            }
        };
    }

    /** The launch in which CDT's debugger will run. */
    public static ILaunch createLaunch(ILaunchConfiguration configuration, LaunchSettings settings)
            throws CoreException {
        Path gdb = GdbProgram.find(configuration).orElseThrow(GdbProgram::missing);
        Map<String, Object> values =
                CdtAttributes.of(gdb, settings.kernel().file(), stopAt(settings));
        CdtAttributes.save(configuration, values);
        return delegate().getLaunch(configuration, ILaunchManager.DEBUG_MODE);
    }

    /** The function to stop in, with its path, as GDB wants it of Rust's. */
    private static Optional<String> stopAt(LaunchSettings settings) throws CoreException {
        try {
            KernelImage kernel = KernelImage.load(settings.kernel().file());
            return settings.stopAt()
                    .or(kernel::defaultStopAt)
                    .map(
                            name ->
                                    kernel.symbols().functions(name).stream()
                                            .findFirst()
                                            .map(Function::qualifiedName)
                                            .orElse(name));
        } catch (IOException | SymbolException e) {
            throw FramescopeCore.failure(e.getMessage(), e);
        }
    }

    /** To be called for a session that is not CDT's. */
    public static void forget(ILaunchConfiguration configuration) throws CoreException {
        CdtAttributes.forget(configuration);
    }

    /**
     * Lets CDT debug a session that has not run yet. When this returns true GDB is connected, and
     * the end of either ends the other. Else the session is closed.
     *
     * @param launch what {@link #createLaunch} has made
     * @return false if it was cancelled
     */
    public static boolean launch(
            ILaunchConfiguration configuration,
            ILaunch launch,
            DebugSession session,
            IProgressMonitor monitor)
            throws CoreException {
        GdbServer server = startServer(session);
        CommonEnd end = CommonEnd.of(launch, session, server);
        KernelProcess process = new KernelProcess(launch, session);
        launch.addProcess(process);
        boolean begun = false;
        try {
            new KernelDebugTarget(launch, process, session).follow();
            begun = begin(configuration, launch, server.port(), monitor);
        } finally {
            if (!begun) {
                end.dispose();
                launch.removeProcess(process);
            }
        }
        return begun;
    }

    /** CDT's delegate returns in peace when it is cancelled, and has cleaned up then. */
    private static boolean begin(
            ILaunchConfiguration configuration, ILaunch launch, int port, IProgressMonitor monitor)
            throws CoreException {
        ILaunchConfigurationDelegate2 delegate = delegate();
        return GdbPort.with(
                        port,
                        monitor,
                        () ->
                                delegate.launch(
                                        configuration, ILaunchManager.DEBUG_MODE, launch, monitor))
                && !monitor.isCanceled();
    }

    private static GdbServer startServer(DebugSession session) throws CoreException {
        try {
            return GdbServer.start(new SessionTarget(session), 0);
        } catch (IOException e) {
            session.close();
            throw FramescopeCore.failure("GDB cannot be served: " + e.getMessage(), e);
        }
    }

    private static Optional<ILaunchConfigurationType> type() {
        return Optional.ofNullable(
                DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(TYPE_ID));
    }

    private static ILaunchConfigurationDelegate2 delegate() throws CoreException {
        for (ILaunchDelegate each :
                type().orElseThrow(CdtHandOver::unusable)
                        .getDelegates(Set.of(ILaunchManager.DEBUG_MODE))) {
            if (each.getDelegate() instanceof ILaunchConfigurationDelegate2 delegate) {
                return delegate;
            }
        }
        throw unusable();
    }

    private static CoreException unusable() {
        return FramescopeCore.failure(
                "CDT's GDB Hardware Debugging cannot be used: update CDT, or choose the built-in"
                        + " debugger.");
    }
}
