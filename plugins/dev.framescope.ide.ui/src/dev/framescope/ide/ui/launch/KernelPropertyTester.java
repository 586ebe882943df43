package dev.framescope.ide.ui.launch;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;

/** Tells for Run As and Debug As whether there is a kernel to launch. */
public final class KernelPropertyTester extends PropertyTester {
    @Override
    public boolean test(Object receiver, String property, Object[] args, Object expected) {
        IResource resource = Adapters.adapt(receiver, IResource.class);
        return SelectedKernel.isLaunchable(resource);
    }
}
