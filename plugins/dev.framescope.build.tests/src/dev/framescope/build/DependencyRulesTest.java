package dev.framescope.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class DependencyRulesTest {
    /** The folder of all bundles; tests run in the folder of their own. */
    private static final Path PLUGINS = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path madeUp;

    @Test
    void everyBundleKeepsToWhatItMayUse() throws IOException {
        assertTrue(
                Files.exists(PLUGINS.resolve("dev.framescope.machine/META-INF/MANIFEST.MF")),
                "this test runs in a bundle's folder, and found no machine beside it: " + PLUGINS);
        assertEquals("", String.join("\n", DependencyRules.violations(PLUGINS)));
    }

    @Test
    void aBundleThatUsesWhatIsBelowItIsFine() throws IOException {
        bundle("dev.framescope.debugger", "Require-Bundle: dev.framescope.machine");
        source("dev.framescope.debugger", "import dev.framescope.insight.Layout;");
        source("dev.framescope.debugger", "import java.util.List;");
        assertEquals(List.of(), DependencyRules.violations(madeUp));
    }

    @Test
    void anArrowThatPointsUpInTheManifestIsAViolation() throws IOException {
        bundle("dev.framescope.machine", "Require-Bundle: dev.framescope.debugger");
        assertEquals(
                List.of(
                        "dev.framescope.machine must not use dev.framescope.debugger: arrows point"
                                + " down (dev.framescope.machine/META-INF/MANIFEST.MF"
                                + " Require-Bundle)."),
                DependencyRules.violations(madeUp));
    }

    @Test
    void anArrowThatPointsUpInAnImportIsAViolation() throws IOException {
        bundle("dev.framescope.symbols", null);
        source("dev.framescope.symbols", "import dev.framescope.machine.Machine;");
        assertViolation("dev.framescope.symbols must not use dev.framescope.machine.Machine:");
    }

    @Test
    void thePlatformBelowTheIdeIsAViolation() throws IOException {
        bundle("dev.framescope.cli", "Import-Package: org.eclipse.core.runtime;version=\"[3,4)\"");
        assertViolation("only bundles with ide in their name may use the Eclipse platform");
    }

    @Test
    void thePlatformInATestBelowTheIdeIsAViolation() throws IOException {
        bundle("dev.framescope.machine.tests", "Fragment-Host: dev.framescope.machine");
        source("dev.framescope.machine.tests", "import org.eclipse.swt.SWT;");
        assertViolation("dev.framescope.machine.tests must not use org.eclipse.swt.SWT");
    }

    @Test
    void theWorkbenchInTheDebugModelIsAViolation() throws IOException {
        bundle("dev.framescope.ide.core", "Require-Bundle: org.eclipse.debug.core");
        source("dev.framescope.ide.core", "import static org.eclipse.ui.PlatformUI.getWorkbench;");
        assertViolation("only ide.ui may use SWT, JFace and the workbench");
    }

    @Test
    void aTypeNamedInFullCountsLikeAnImport() throws IOException {
        bundle("dev.framescope.insight", null);
        source("dev.framescope.insight", "class A { org.eclipse.swt.graphics.Color color; }");
        assertViolation("must not use org.eclipse.swt.graphics.Color");
    }

    @Test
    void theSecondBundleOfAHeaderIsSeenToo() throws IOException {
        bundle(
                "dev.framescope.insight",
                "Require-Bundle: dev.framescope.machine;bundle-version=\"[0,1)\",picocli");
        assertViolation("dev.framescope.insight must not use picocli");
    }

    @Test
    void aBundleThatNobodyPlacedIsAViolation() throws IOException {
        bundle("dev.framescope.extra", null);
        assertViolation("dev.framescope.extra is not in the table of bundles");
    }

    @Test
    void namesInCommentsAndStringsMeanNothing() {
        String source =
                """
                package dev.framescope.symbols;
                // import org.eclipse.swt.SWT;
                /* org.eclipse.ui.PlatformUI */
                import java.util.List;
                class A { String s = "org.eclipse.ui \\" dev.framescope.cli.Main"; char c = '"'; }
                """;
        assertEquals(Set.of("java.util.List"), BundleSource.namesIn(source));
    }

    private void assertViolation(String expected) throws IOException {
        List<String> violations = DependencyRules.violations(madeUp);
        assertEquals(1, violations.size(), violations::toString);
        assertTrue(violations.get(0).contains(expected), violations::toString);
    }

    private void bundle(String name, String header) throws IOException {
        Path metaInf = Files.createDirectories(madeUp.resolve(name).resolve("META-INF"));
        String manifest = "Manifest-Version: 1.0\nBundle-SymbolicName: " + name + "\n";
        Files.writeString(
                metaInf.resolve("MANIFEST.MF"),
                header == null ? manifest : manifest + header + "\n");
    }

    private void source(String bundle, String text) throws IOException {
        Path src = Files.createDirectories(madeUp.resolve(bundle).resolve("src"));
        Files.writeString(Files.createTempFile(src, "A", ".java"), text);
    }
}
