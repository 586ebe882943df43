package dev.framescope.ide.core.model;

import dev.framescope.machine.Machine;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.ILaunchesListener;

import java.util.List;

/**
 * Gives the memory of a machine back when its launch is removed: the platform's source lookup keeps
 * stack frames, and so whole machines, until it has looked up others.
 */
final class RemovedLaunch implements ILaunchesListener {
    private final ILaunch launch;
    private final Machine machine;

    private RemovedLaunch(ILaunch launch, Machine machine) {
        this.launch = launch;
        this.machine = machine;
    }

    static void discard(ILaunch launch, Machine machine) {
        manager().addLaunchListener(new RemovedLaunch(launch, machine));
    }

    @Override
    public void launchesRemoved(ILaunch[] launches) {
        if (List.of(launches).contains(launch)) {
            manager().removeLaunchListener(this);
            Job.createSystem(
                            "Discarding the RV64 machine",
                            (ICoreRunnable) monitor -> machine.discard())
                    .schedule();
        }
    }

    @Override
    public void launchesAdded(ILaunch[] launches) {
        // only removal matters
    }

    @Override
    public void launchesChanged(ILaunch[] launches) {
        // only removal matters
    }

    private static ILaunchManager manager() {
        return DebugPlugin.getDefault().getLaunchManager();
    }
}
