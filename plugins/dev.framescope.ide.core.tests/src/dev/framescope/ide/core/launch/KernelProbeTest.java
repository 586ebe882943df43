package dev.framescope.ide.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.fixture.SampleWorkspace;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class KernelProbeTest {
    @TempDir Path folder;

    @Test
    void findsTheAllocatorOfTheSampleToStopIn() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace()) {
            Path kernel = sample.file("frames-c.elf").getLocation().toPath();

            assertEquals(
                    new KernelProbe(Optional.empty(), Optional.of("allocFrame")),
                    KernelProbe.of(kernel, Optional.empty()));
            assertTrue(
                    KernelProbe.of(kernel, Optional.of("nowhere"))
                            .problem()
                            .orElse("")
                            .contains("has no function 'nowhere'"));
        }
    }

    @Test
    void namesAFileThatIsNoElfFile() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a kernel");

        String problem = KernelProbe.of(file, Optional.empty()).problem().orElse("");

        assertTrue(problem.contains("notes.txt") && problem.contains("ELF"), problem);
    }

    @Test
    void tellsProgramsForRv64FromOthersByTheirFirstBytes() throws CoreException, IOException {
        byte[] start = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, start, 0, 7);
        start[18] = 62; // EM_X86_64
        Path x86 = Files.write(folder.resolve("x86"), start);
        Path tiny = Files.write(folder.resolve("tiny"), new byte[] {0x7f, 'E'});

        assertFalse(KernelConfigurations.isRv64Program(x86));
        assertFalse(KernelConfigurations.isRv64Program(tiny));
        assertFalse(KernelConfigurations.isRv64Program(folder));
        try (SampleWorkspace sample = new SampleWorkspace()) {
            assertTrue(
                    KernelConfigurations.isRv64Program(
                            sample.file("frames-c.elf").getLocation().toPath()));
        }
    }
}
