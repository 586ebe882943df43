package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A kernel that is linked in the high half and turns paging on after its first calls. */
class HighHalfKernelTest {
    private static final long LINK = 0xffffffc080200000L;
    private static final long LOAD = 0x80200000L;

    private static final String SCRIPT =
            """
            ENTRY(_start)
            LINK_BASE = 0xffffffc080200000;
            SECTIONS {
                . = LINK_BASE;
                .text : AT(ADDR(.text) - 0xffffffc000000000) { *(.text) }
                . = ALIGN(4096);
                .bss : AT(ADDR(.bss) - 0xffffffc000000000) { *(.bss) }
            }
            """;

    private static final String SOURCE =
            """
                .text
                .globl _start
                .type _start, @function
            _start:
                lla sp, stacktop
                call probe
                # Maps the first gigabyte of RAM where it is, and in the high half.
                lla t0, root
                li t1, 0x200000cf
                sd t1, 16(t0)
                li t2, 2064
                add t2, t0, t2
                sd t1, 0(t2)
                srli t0, t0, 12
                li t1, 8 << 60
                or t0, t0, t1
                sfence.vma
                csrw satp, t0
                li t1, 0xffffffc000000000
                lla t0, high
                add t0, t0, t1
                add sp, sp, t1
                jr t0
            high:
                call probe
            stop:
                j stop
                .size _start, . - _start

                .globl probe
                .type probe, @function
            probe:
                addi sp, sp, -16
                sd ra, 8(sp)
                call inner
                ld ra, 8(sp)
                addi sp, sp, 16
                ret
                .size probe, . - probe

                .globl inner
                .type inner, @function
            inner:
                nop
                ret
                .size inner, . - inner

                .bss
                .balign 4096
            root:
                .space 4096
                .space 4096
            stacktop:
            """;

    @TempDir private Path folder;
    private Path elf;

    @BeforeEach
    void build() {
        elf =
                CrossCompiler.build(
                        folder, Map.of("guest.S", SOURCE, "guest.ld", SCRIPT), "-T", "guest.ld");
    }

    @Test
    void breakpointStopsAtTheLoadAddressBeforePagingAndAtTheLinkAddressAfter() throws Exception {
        try (SessionDriver driver = SessionDriver.start(elf)) {
            Breakpoint breakpoint = driver.breakAt("inner");
            driver.resume();
            long offset = breakpoint.locations().get(0).code().linkAddress().orElseThrow() - LINK;
            assertEquals(LOAD + offset, driver.pc());
            assertEquals(List.of("inner", "probe", "_start"), driver.functions());
            driver.resume();
            assertEquals(LINK + offset, driver.pc());
            assertEquals(List.of("inner", "probe", "_start"), driver.functions());
            assertEquals(2, breakpoint.hits());
        }
    }

    @Test
    void breakpointByItsLoadAddressIsTheSame() throws Exception {
        try (SessionDriver driver = SessionDriver.start(elf)) {
            long load = driver.addressOf("inner") - LINK + LOAD;
            Breakpoint breakpoint = driver.session().add(new BreakpointSpec.AtAddress(load));
            driver.resume();
            driver.resume();
            assertEquals(driver.addressOf("inner"), driver.pc());
            assertEquals(2, breakpoint.hits());
        }
    }

    @Test
    void stepsWorkWhileTheKernelRunsAtItsLoadAddress() throws Exception {
        try (SessionDriver driver = SessionDriver.start(elf)) {
            driver.session().addTemporary(new BreakpointSpec.AtAddress(driver.addressOf("probe")));
            driver.resume();
            driver.over();
            driver.over();
            driver.into();
            assertEquals("inner", driver.functions().get(0));
            driver.returning();
            assertEquals("probe", driver.functions().get(0));
            driver.over();
            assertEquals(LOAD >>> 32, driver.pc() >>> 32, "still at the load address");
        }
    }

    @Test
    void aStepCrossesIntoTheHighHalf() throws Exception {
        try (SessionDriver driver = SessionDriver.start(elf)) {
            long high = driver.session().kernel().symbols().symbolAddress("high").getAsLong();
            driver.session().addTemporary(new BreakpointSpec.AtFunction("_start"));
            driver.resume();
            for (int i = 0; i < 40 && driver.pc() != high; i++) {
                driver.over();
            }
            assertEquals(high, driver.pc());
        }
    }
}
