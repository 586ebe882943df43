package dev.framescope.ide.core.sourcelookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.KernelStackFrame;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** A kernel whose sources are not where it was built. */
class MissingSourceTest {
    @TempDir Path elsewhere;
    private SampleWorkspace sample;
    private DebugEvents events;
    private ILaunch launch;
    private KernelStackFrame frame;

    @BeforeEach
    void stopWithoutSources() throws CoreException {
        sample = new SampleWorkspace();
        events = new DebugEvents();
        sample.project().getFolder("kernel").delete(true, null);
        launch = sample.debug();
        frame =
                events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class)
                        .getTopStackFrame();
    }

    @AfterEach
    void removeSample() throws CoreException {
        events.close();
        sample.close();
    }

    private Object source() {
        ISourceLookupDirector director = (ISourceLookupDirector) launch.getSourceLocator();
        director.clearSourceElements(frame);
        return director.getSourceElement(frame);
    }

    @Test
    void aFrameWithoutItsSourceSaysWhichItIs() {
        MissingSource missing = assertInstanceOf(MissingSource.class, source());
        assertEquals("kernel/memory.c", missing.reference().recorded());
    }

    @Test
    void aLocatedFileIsFoundAndRememberedInTheConfiguration() throws Exception {
        Path file = elsewhere.resolve("memory.c");
        Files.createFile(file);
        MissingSource missing = assertInstanceOf(MissingSource.class, source());

        missing.locate(file);

        assertEquals(new LocalFileStorage(file.toFile()), source());
        String memento =
                launch.getLaunchConfiguration()
                        .getAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_MEMENTO, "");
        assertTrue(memento.contains(elsewhere.toString()), memento);
    }

    @Test
    void aFileOfAnotherNameIsRefused() throws Exception {
        Path file = Files.createFile(elsewhere.resolve("other.c"));
        MissingSource missing = assertInstanceOf(MissingSource.class, source());
        CoreException refusal = assertThrows(CoreException.class, () -> missing.locate(file));
        assertTrue(refusal.getMessage().contains("other.c"), refusal.getMessage());
    }
}
