package dev.framescope.ide.ui.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.ide.core.examples.ExampleProject;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWizard;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.wizards.IWizardDescriptor;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ExampleWizardsTest {
    private static final List<String> WIZARDS =
            List.of("dev.framescope.ide.ui.framesC", "dev.framescope.ide.ui.framesRust");

    @Test
    void thereIsAWizardForEachExample() throws CoreException {
        IWorkbench workbench = PlatformUI.getWorkbench();
        List<String> titles = new ArrayList<>();
        for (String id : WIZARDS) {
            IWizardDescriptor descriptor = workbench.getNewWizardRegistry().findWizard(id);
            IWorkbenchWizard wizard = descriptor.createWizard();
            wizard.init(workbench, StructuredSelection.EMPTY);
            wizard.addPages();
            assertEquals(descriptor.getLabel(), wizard.getStartingPage().getTitle());
            titles.add(descriptor.getLabel());
            wizard.dispose();
        }
        assertEquals(ExampleProject.ALL.stream().map(ExampleProject::title).toList(), titles);
    }
}
