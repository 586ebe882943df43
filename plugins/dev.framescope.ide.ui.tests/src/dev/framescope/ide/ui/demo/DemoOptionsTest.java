package dev.framescope.ide.ui.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

class DemoOptionsTest {
    @Test
    void anOrdinaryStartAsksForNoDemonstration() {
        assertFalse(DemoOptions.parse("-data", "/tmp/workspace").wanted());
    }

    @Test
    void theDemonstrationLeavesTheWorkbenchOpenUnlessScreenshotsAreAskedFor() {
        DemoOptions options = DemoOptions.parse("-framescopeDemo");
        assertTrue(options.wanted());
        assertEquals(Optional.empty(), options.screenshots());
    }

    @Test
    void screenshotsImplyTheDemonstration() {
        DemoOptions options = DemoOptions.parse("-framescopeScreenshots", "shots");
        assertTrue(options.wanted());
        assertEquals(Optional.of(Path.of("shots")), options.screenshots());
    }

    @Test
    void screenshotsWithoutAFolderAreNone() {
        assertFalse(DemoOptions.parse("-framescopeScreenshots").wanted());
    }
}
