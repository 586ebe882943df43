package dev.framescope.ide.core.sourcelookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.symbols.SymbolException;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sample's debug information has paths that are relative to its folder. */
class RecordedSourcesTest {
    @TempDir Path elsewhere;
    private SampleWorkspace sample;
    private List<PathMapping> mappings = List.of();

    @BeforeEach
    void createSample() throws CoreException {
        sample = new SampleWorkspace();
    }

    @AfterEach
    void removeSample() throws CoreException {
        sample.close();
    }

    @Test
    void aRecordedPathMeansTheFileBesideTheKernel() throws Exception {
        RecordedSources sources = sources(path("frames-c.elf"));

        assertEquals(Optional.of(path("kernel/memory.c")), sources.onDisk("kernel/memory.c"));
        assertEquals(Optional.of("kernel/memory.c"), sources.recordedFor(path("kernel/memory.c")));
    }

    @Test
    void aPathOfTheMachineThatBuiltTheKernelMeansTheFileUnderItsTail() throws Exception {
        RecordedSources sources = sources(path("frames-c.elf"));

        assertEquals(
                Optional.of(path("kernel/memory.c")),
                sources.onDisk("/home/builder/frames/kernel/memory.c"));
        assertEquals(Optional.empty(), sources.onDisk("/home/builder/lib/memory.c"));
    }

    @Test
    void aKernelInABuildFolderHasItsSourceAboveIt() throws Exception {
        Path kernel = elsewhere.resolve("project/build/out/kernel.elf");
        Path source = elsewhere.resolve("project/kernel/memory.c");
        Files.createDirectories(kernel.getParent());
        Files.createDirectories(source.getParent());
        Files.copy(path("frames-c.elf"), kernel);
        Files.createFile(source);

        assertEquals(Optional.of(source), sources(kernel).onDisk("kernel/memory.c"));
    }

    @Test
    void aFileOfTheSameNameElsewhereIsNoSourceWhereTheOneMeantIsThere() throws Exception {
        Path other = elsewhere.resolve("kernel/memory.c");
        Files.createDirectories(other.getParent());
        Files.createFile(other);

        assertEquals(Optional.empty(), sources(path("frames-c.elf")).recordedFor(other));
    }

    @Test
    void aFileOfTheSameNameAndFolderIsASourceWhereNoneIsBesideTheKernel() throws Exception {
        Path kernel = Files.copy(path("frames-c.elf"), elsewhere.resolve("kernel.elf"));
        RecordedSources sources = sources(kernel);

        assertEquals(Optional.of("kernel/memory.c"), sources.recordedFor(path("kernel/memory.c")));
        assertEquals(Optional.empty(), sources.recordedFor(Path.of("/user/memory.c")));
        assertEquals(Optional.empty(), sources.recordedFor(Path.of("/kernel/unknown.c")));
    }

    private Path path(String file) {
        return sample.file(file).getLocation().toPath();
    }

    @Test
    void aMappingLeadsToTheFileAndBack() throws Exception {
        Path kernel = Files.copy(path("frames-c.elf"), elsewhere.resolve("kernel.elf"));
        Path folder = Files.createDirectory(elsewhere.resolve("moved"));
        Path source = Files.createFile(folder.resolve("memory.c"));
        RecordedSources sources = sources(kernel);
        assertEquals(Optional.empty(), sources.onDisk("kernel/memory.c"));

        mappings = List.of(new PathMapping("kernel", folder.toString()));

        assertEquals(Optional.of(source), sources.onDisk("kernel/memory.c"));
        assertEquals(Optional.of("kernel/memory.c"), sources.recordedFor(source));
    }

    private RecordedSources sources(Path kernel) throws IOException, SymbolException {
        return new RecordedSources(KernelImage.load(kernel), () -> mappings);
    }
}
