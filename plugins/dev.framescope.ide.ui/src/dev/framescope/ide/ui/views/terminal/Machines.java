package dev.framescope.ide.ui.views.terminal;

import dev.framescope.ide.core.model.KernelProcess;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchesListener2;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machines of all launches that the platform knows, and what happens to them. */
final class Machines implements AutoCloseable, ILaunchesListener2, IDebugEventSetListener {
    private final Runnable changed;

    /**
     * @param changed called on any thread when a machine has come, gone, stopped or gone on
     */
    Machines(Runnable changed) {
        this.changed = changed;
        DebugPlugin.getDefault().getLaunchManager().addLaunchListener(this);
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    /** The machines that are there now, ended ones included, in the order of their launches. */
    static List<KernelProcess> now() {
        List<KernelProcess> processes = new ArrayList<>();
        for (IProcess process : DebugPlugin.getDefault().getLaunchManager().getProcesses()) {
            if (process instanceof KernelProcess kernel) {
                processes.add(kernel);
            }
        }
        return processes;
    }

    /** The machine that a selection of the Debug view is about. */
    static Optional<KernelProcess> of(ISelection selection) {
        if (!(selection instanceof IStructuredSelection elements) || elements.isEmpty()) {
            return Optional.empty();
        }
        ILaunch launch = Adapters.adapt(elements.getFirstElement(), ILaunch.class);
        return now().stream().filter(process -> process.getLaunch() == launch).findFirst();
    }

    @Override
    public void close() {
        DebugPlugin plugin = DebugPlugin.getDefault();
        if (plugin != null) { // null while the platform shuts down
            plugin.getLaunchManager().removeLaunchListener(this);
            plugin.removeDebugEventListener(this);
        }
    }

    @Override
    public void launchesAdded(ILaunch[] launches) {
        changed.run();
    }

    @Override
    public void launchesChanged(ILaunch[] launches) {
        changed.run();
    }

    @Override
    public void launchesRemoved(ILaunch[] launches) {
        changed.run();
    }

    @Override
    public void launchesTerminated(ILaunch[] launches) {
        changed.run();
    }

    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        changed.run();
    }
}
