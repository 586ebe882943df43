package dev.framescope.ide.ui.launch;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;

/** Tells for Run As and Debug As whether an element is a kernel. */
public final class KernelPropertyTester extends PropertyTester {
    @Override
    public boolean test(Object receiver, String property, Object[] args, Object expected) {
        IFile file = Adapters.adapt(receiver, IFile.class);
        return file != null && SelectedKernel.isKernel(file);
    }
}
