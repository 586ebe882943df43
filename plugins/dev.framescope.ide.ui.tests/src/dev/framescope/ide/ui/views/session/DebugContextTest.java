package dev.framescope.ide.ui.views.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.ide.core.cdt.CdtHandOver;
import dev.framescope.ide.core.launch.DebuggerChoice;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.testing.Samples;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.jface.viewers.StructuredSelection;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What the views make of a selection in the Debug view, of our debug model and of CDT's. */
class DebugContextTest {
    /** An element of CDT's debug model, as far as it matters. */
    private record Element(ILaunch launch, String text) implements IAdaptable {
        @Override
        public <T> T getAdapter(Class<T> adapter) {
            return adapter == ILaunch.class ? adapter.cast(launch) : null;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void anElementOfCdtLeadsToTheSessionAndTheSelectedHart() throws Exception {
        SessionConfig config = SessionConfig.of(Samples.framesCElf()).withHarts(2);
        try (DebugSession session = DebugSession.start(config)) {
            Launch launch = new Launch(null, ILaunchManager.DEBUG_MODE, null);
            KernelProcess process = new KernelProcess(launch, session);
            launch.addProcess(process);
            new KernelDebugTarget(launch, process, session).follow();

            for (String text : new String[] {"gdb[0].thread[2]", "gdb[0].thread[2].frame[0]"}) {
                DebugContext context =
                        DebugContext.of(new StructuredSelection(new Element(launch, text)));
                assertEquals(new DebugContext(Optional.of(session), 1, true), context, text);
            }
            assertEquals(
                    new DebugContext(Optional.of(session), 0, true),
                    DebugContext.of(new StructuredSelection(new Element(launch, "gdb[0]"))));
        }
    }

    @Test
    void anElementOfAnotherLaunchIsNothing() {
        Launch launch = new Launch(null, ILaunchManager.DEBUG_MODE, null);

        assertEquals(
                DebugContext.NONE,
                DebugContext.of(
                        new StructuredSelection(new Element(launch, "gdb[0].thread[1].frame[0]"))));
    }

    @Test
    void withoutCdtItsChoiceIsRefusedAndAutomaticIsBuiltIn() throws CoreException {
        ILaunchConfigurationWorkingCopy configuration =
                DebugPlugin.getDefault()
                        .getLaunchManager()
                        .getLaunchConfigurationType(KernelLaunchAttributes.TYPE_ID)
                        .newInstance(null, "without CDT");
        assertFalse(CdtHandOver.isChosen(configuration));
        configuration.setAttribute(KernelLaunchAttributes.DEBUGGER, DebuggerChoice.CDT.value());

        CoreException problem =
                assertThrows(CoreException.class, () -> CdtHandOver.isChosen(configuration));

        assertTrue(problem.getMessage().contains("is not installed"), problem.getMessage());
        assertTrue(problem.getMessage().contains("built-in"), problem.getMessage());
    }
}
