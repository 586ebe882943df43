package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Privilege;
import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Breakpoints in firmware with symbols, and what its kernel does wrong. */
class FirmwareTest {
    private static final String FIRMWARE =
            """
                .option norvc
                .text
                .globl _start
            _start:
                lla t0, handler
                csrw mtvec, t0
                li t0, -1
                csrw pmpaddr0, t0
                li t0, 0x1f
                csrw pmpcfg0, t0
                li t0, 0x1800
                csrc mstatus, t0
                li t0, 0x800
                csrs mstatus, t0
                li t0, 0x80200000
                csrw mepc, t0
                mret
                .balign 4
                .globl handler
                .type handler, @function
            handler:
                csrr t0, mepc
                addi t0, t0, 4
                csrw mepc, t0
                mret
                .size handler, . - handler
            """;

    private static final String KERNEL =
            """
                .option norvc
                .text
                .globl _start
            _start:
                ecall
                .globl wrong
            wrong:
                ld a0, 1(zero)
                j _start
            """;

    @TempDir private Path folder;
    private Path firmware;
    private Path kernel;

    @BeforeEach
    void build() throws Exception {
        Path below = Files.createDirectory(folder.resolve("firmware"));
        firmware = CrossCompiler.assemble(below, 0x80000000L, FIRMWARE);
        kernel = CrossCompiler.assemble(folder, 0x80200000L, KERNEL);
    }

    private SessionDriver start() throws Exception {
        return SessionDriver.start(
                SessionConfig.of(kernel).withFirmware(new FirmwareChoice.OfFile(firmware)));
    }

    @Test
    void breakpointInFirmwareStopsInMachineMode() throws Exception {
        try (SessionDriver driver = start()) {
            Breakpoint handler = driver.breakAt("handler");
            SessionStop stop = driver.resume();
            assertEquals(List.of(handler), stop.hit());
            assertEquals(Privilege.MACHINE, driver.read(HartInspection::privilege));
            assertTrue(stop.describe().contains("handler guest.S:"), stop.describe());
            assertTrue(handler.status().endsWith(" of guest.elf"), handler.status());
        }
    }

    @Test
    void unexpectedExceptionsAreThoseThatNoKernelMeansToTake() throws Exception {
        try (SessionDriver driver = start()) {
            Breakpoint wrong =
                    driver.session().add(new BreakpointSpec.OnException(Set.of(), Set.of(), true));
            SessionStop stop = driver.resume();
            assertEquals(List.of(wrong), stop.hit());
            assertTrue(
                    stop.describe().startsWith("breakpoint 1 (load access fault (5) at 0x80200004"),
                    stop.describe());
        }
    }
}
