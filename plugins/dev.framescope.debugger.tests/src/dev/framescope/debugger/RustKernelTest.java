package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.HartInspection;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

/** The Rust sample kernel, loaded 1 GiB below its link address, debug and release. */
class RustKernelTest {
    private static final long KERNEL_OFFSET = 0xC000_0000L;
    private static final long MEMORY_OFFSET = 0x8000_0000L;

    static List<Path> builds() {
        return List.of(Samples.framesRustDebugElf(), Samples.framesRustReleaseElf());
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aBreakpointInTheAllocatorSetBeforePagingIsOnHits(Path build) throws Exception {
        try (SessionDriver driver = SessionDriver.start(build)) {
            Breakpoint breakpoint = driver.breakAt("alloc_frame");
            driver.resume();
            assertEquals(1, breakpoint.hits());
            // Optimized, the stop is in what was inlined into it.
            assertTrue(driver.functions().contains("alloc_frame"), driver.functions()::toString);
            assertEquals(KERNEL_OFFSET, driver.pc() & KERNEL_OFFSET);
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aBreakpointInCodeThatRunsAtItsLoadAddressHits(Path build) throws Exception {
        try (SessionDriver driver = SessionDriver.start(build)) {
            Breakpoint breakpoint = driver.breakAt("prepare_paging");
            driver.resume();
            assertEquals(1, breakpoint.hits());
            assertEquals(List.of("prepare_paging", "start"), driver.functions());
            long link = breakpoint.locations().getFirst().code().linkAddress().orElseThrow();
            assertEquals(link - KERNEL_OFFSET + MEMORY_OFFSET, driver.pc());
            assertEquals(0, driver.read(HartInspection::effectiveSatp));
        }
    }

    @Test
    void aBreakpointIsInEveryPlaceThatItsFunctionIsInlinedTo() throws Exception {
        try (SessionDriver driver = SessionDriver.start(Samples.framesRustReleaseElf())) {
            Breakpoint breakpoint = driver.breakAt("dealloc_frame");
            assertTrue(breakpoint.locations().size() >= 3, breakpoint.status());
            driver.resume();
            assertTrue(driver.functions().contains("dealloc_frame"), driver.functions()::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aPathNamesTheSameAsTheFunctionAlone(Path build) throws Exception {
        try (SessionDriver driver = SessionDriver.start(build)) {
            List<BreakpointLocation> plain = driver.breakAt("alloc_frame").locations();
            assertEquals(plain, driver.breakAt("frame_allocator::alloc_frame").locations());
            assertEquals(List.of(), driver.breakAt("heap::alloc_frame").locations());
            assertEquals(plain, driver.breakAt("/frame_allocator::alloc_frame$/").locations());
        }
    }
}
