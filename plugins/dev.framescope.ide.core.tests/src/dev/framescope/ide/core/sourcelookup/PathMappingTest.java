package dev.framescope.ide.core.sourcelookup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From paths of the machine that built a kernel to paths of this one. */
class PathMappingTest {
    @TempDir Path folder;

    @Test
    void onlyWholeNamesOfAPathAreReplaced() {
        PathMapping mapping = new PathMapping("/build/x/", folder.toString());
        assertEquals(Optional.of(folder.resolve("a/b.c")), mapping.toLocal("/build/x/a/b.c"));
        assertEquals(Optional.empty(), mapping.toLocal("/build/xy/b.c"));
        assertEquals(Optional.empty(), mapping.toLocal("/other/b.c"));
    }

    @Test
    void aLocatedFileGivesTheMappingOfAllBesideIt() {
        assertEquals(
                Optional.of(new PathMapping("/build/x", "/home/me")),
                PathMapping.between("/build/x/kernel/a.c", Path.of("/home/me/kernel/a.c")));
        assertEquals(
                Optional.of(new PathMapping("kernel", "/home/me")),
                PathMapping.between("kernel/a.c", Path.of("/home/me/a.c")));
        assertEquals(Optional.empty(), PathMapping.between("/build/a.c", Path.of("/home/me/b.c")));
    }

    @Test
    void aMappingIsKeptInALaunchConfigurationAndFindsFilesThen() throws Exception {
        Path file = Files.createFile(folder.resolve("a.c"));
        ISourceContainerType type =
                DebugPlugin.getDefault()
                        .getLaunchManager()
                        .getSourceContainerType(PathMappingContainer.TYPE_ID);
        PathMappingContainer container =
                new PathMappingContainer(new PathMapping("/build", folder.toString()));

        ISourceContainer restored = type.createSourceContainer(type.getMemento(container));

        assertEquals(container, restored);
        assertArrayEquals(
                new Object[] {new LocalFileStorage(file.toFile())},
                restored.findSourceElements("/build/a.c"));
        assertArrayEquals(new Object[0], restored.findSourceElements("/build/b.c"));
    }

    @Test
    void rustsOwnSourcesAreFoundWhereverTheyAreInstalled() throws Exception {
        Path file = folder.resolve("library/core/src/option.rs");
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        RustSources rust = new RustSources(List.of(folder.resolve("none"), folder));
        assertEquals(Optional.of(file), rust.find("/rustc/0123abc/library/core/src/option.rs"));
        assertEquals(Optional.empty(), rust.find("/rustc/0123abc/library/core/src/none.rs"));
        assertEquals(Optional.empty(), rust.find("/build/library/core/src/option.rs"));
    }
}
