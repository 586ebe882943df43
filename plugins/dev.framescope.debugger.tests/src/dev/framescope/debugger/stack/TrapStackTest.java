package dev.framescope.debugger.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.Function;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows stacks from a trap's handler into the code that it interrupted. */
class TrapStackTest {
    private static final String SCRIPT =
            """
            ENTRY(_start)
            SECTIONS {
                . = 0x80200000;
                .text : { *(.text) }
                .user 0x1000 : AT(0x80210000) { *(.user) }
                . = 0x80220000;
                .bss : AT(0x80220000) { *(.bss) }
            }
            """;

    /** Maps a user page at 0x1000, a stack page below 0x4000, and goes there. */
    private static final String ENTRY =
            """
                .text
                .globl _start
                .type _start, @function
            _start:
                lla sp, stacktop
                lla t0, root
                lla t1, middle
                lla t2, leaf
                srli t3, t1, 12
                slli t3, t3, 10
                ori t3, t3, 1
                sd t3, 0(t0)
                li t3, 0x200000cf
                sd t3, 16(t0)
                srli t3, t2, 12
                slli t3, t3, 10
                ori t3, t3, 1
                sd t3, 0(t1)
                li t3, 0x80210
                slli t3, t3, 10
                ori t3, t3, 0xdb
                sd t3, 8(t2)
                lla t3, userstack
                srli t3, t3, 12
                slli t3, t3, 10
                ori t3, t3, 0xd7
                sd t3, 24(t2)
                srli t0, t0, 12
                li t1, 8 << 60
                or t0, t0, t1
                sfence.vma
                csrw satp, t0
                lla t0, handler
                csrw stvec, t0
                csrw sscratch, sp
                li t0, 0x1000
                csrw sepc, t0
                li t0, 0x100
                csrc sstatus, t0
                li sp, 0x4000
                sret
                .size _start, . - _start

                .balign 4
                .globl handler
                .type handler, @function
            handler:
                csrrw sp, sscratch, sp
                bnez sp, 1f
                csrr sp, sscratch
            1:  addi sp, sp, -256
                sd ra, 8(sp)
                sd t0, 40(sp)
                sd s0, 64(sp)
                sd s1, 72(sp)
                sd a0, 80(sp)
                sd a7, 136(sp)
                csrrw t0, sscratch, zero
                sd t0, 16(sp)
                csrr t0, sepc
                sd t0, 0(sp)
                csrr t0, sstatus
                sd t0, 248(sp)
                mv a0, sp
                call serve
                ld t0, 248(sp)
                csrw sstatus, t0
                andi t0, t0, 0x100
                bnez t0, 2f
                addi t0, sp, 256
                csrw sscratch, t0
            2:  ld t0, 0(sp)
                csrw sepc, t0
                ld ra, 8(sp)
                ld t0, 40(sp)
                ld s0, 64(sp)
                ld s1, 72(sp)
                ld a0, 80(sp)
                ld a7, 136(sp)
                ld sp, 16(sp)
                sret
                .size handler, . - handler

                .section .user, "ax"
                .globl user
                .type user, @function
            user:
                li s1, 77
                call ask
                j user
                .size user, . - user
                .globl ask
                .type ask, @function
            ask:
                addi sp, sp, -16
                sd ra, 8(sp)
                li a7, 5
                ecall
                ld ra, 8(sp)
                addi sp, sp, 16
                ret
                .size ask, . - ask

                .bss
                .balign 4096
            root:
                .space 4096
            middle:
                .space 4096
            leaf:
                .space 4096
            userstack:
                .space 4096
                .space 4096
            stacktop:
            """;

    private static final String KERNEL =
            """
            volatile long breaks;

            void
            nested(void)
            {
                breaks ++;
            }

            void
            deeper(void)
            {
                asm volatile(".option push\\n.option norvc\\nebreak\\n.option pop");
            }

            void
            serve(long *frame)
            {
                long cause;
                asm volatile("csrr %0, scause" : "=r"(cause));
                if(cause == 8) {
                    deeper();
                } else {
                    nested();
                }
                frame[0] += 4;
            }
            """;

    @TempDir private Path folder;

    private SessionDriver inNestedTrap() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("entry.S", ENTRY);
        sources.put("kernel.c", KERNEL);
        sources.put("guest.ld", SCRIPT);
        Path elf = CrossCompiler.build(folder, sources, "-T", "guest.ld", "-Wl,-n");
        SessionDriver driver = SessionDriver.start(elf);
        driver.breakAt("nested");
        driver.resume();
        return driver;
    }

    @Test
    void aTrapWithinATrapIsFollowedToTheUserCode() throws Exception {
        try (SessionDriver driver = inNestedTrap()) {
            List<String> expected =
                    List.of(
                            "nested", "serve", "handler", "deeper", "serve", "handler", "ask",
                            "user");
            for (int i = 0; i < 3; i++) {
                assertEquals(expected, driver.functions());
                driver.resume();
            }
            List<StackFrame> stack = driver.backtrace();
            assertEquals(Privilege.SUPERVISOR, stack.get(5).privilege());
            assertEquals(Privilege.USER, stack.get(6).privilege());
            assertEquals(0x4000 - 16, stack.get(6).sp());
            assertEquals(77, stack.get(6).registers().get(9).orElseThrow(), "s1 at the ecall");
            assertEquals(5, stack.get(6).registers().get(17).orElseThrow(), "a7 at the ecall");
            assertEquals(
                    "no caller known: its return address is lost",
                    stack.get(7).note().orElseThrow());
        }
    }

    @Test
    void everyInstructionOfEntryAndExitHasTheInterruptedCodeAsCaller() throws Exception {
        try (SessionDriver driver = inNestedTrap()) {
            driver.session().breakpoints().forEach(driver.session()::remove);
            driver.session()
                    .addTemporary(new BreakpointSpec.AtAddress(driver.addressOf("handler")));
            driver.resume();
            List<String> seen = new ArrayList<>();
            while (driver.functions().contains("handler")) {
                List<String> functions = driver.functions();
                String at = functions + " at 0x" + Long.toHexString(driver.pc());
                assertEquals(
                        List.of("ask", "user"),
                        functions.subList(functions.size() - 2, functions.size()),
                        at);
                seen.add(functions.get(0));
                driver.step(StepKind.INTO, StepUnit.INSTRUCTION);
            }
            assertTrue(seen.contains("nested"), seen.toString());
            assertEquals(List.of("ask", "user"), driver.functions());
        }
    }

    @Test
    void noUserFrameIsGuessedWhenTheSavedRegistersAreGone() throws Exception {
        try (SessionDriver driver = inNestedTrap()) {
            long slot = driver.backtrace().get(6).registers().savedAt(9).orElseThrow();
            driver.session()
                    .machine()
                    .control(c -> c.writePhysical(slot, new byte[8], 0, 8))
                    .join();
            assertEquals(
                    List.of("nested", "serve", "handler", "deeper", "serve", "handler"),
                    driver.functions());
            assertEquals(
                    "no caller known: the trap that it handles is not known",
                    driver.backtrace().get(5).note().orElseThrow());
        }
    }

    @Test
    void registersOfTheInterruptedCodeAreSetWhereTheHandlerHasSavedThem() throws Exception {
        try (SessionDriver driver = inNestedTrap()) {
            StackFrame ask = driver.backtrace().get(6);
            boolean done =
                    driver.session()
                            .machine()
                            .control(
                                    control ->
                                            FrameContext.of(control, ask)
                                                    .setRegister(control, 9, 78))
                            .join();
            assertTrue(done);
            driver.session().breakpoints().forEach(driver.session()::remove);
            driver.session().addTemporary(new BreakpointSpec.AtAddress(ask.pc() + 4));
            driver.resume();
            assertEquals(Privilege.USER, driver.read(hart -> hart.privilege()));
            assertEquals(78, (long) driver.read(hart -> hart.x(9)));
        }
    }

    @Test
    void returnFromTheHandlerGoesOnBehindTheEcall() throws Exception {
        try (SessionDriver driver = inNestedTrap()) {
            driver.session().breakpoints().forEach(driver.session()::remove);
            for (int i = 0; i < 6; i++) {
                driver.returning();
            }
            assertEquals(List.of("ask", "user"), driver.functions());
        }
    }

    @Test
    void processesOfTheSampleHaveTheirOwnStacksBelowTheKernel() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().addProgram(Samples.framesCSortElf(), ProgramScope.USER);
            driver.session().addProgram(Samples.framesCPrimesElf(), ProgramScope.USER);
            driver.breakAt("yieldProcess");
            List<String> expected =
                    List.of(
                            "yieldProcess",
                            "serve",
                            "systemCall",
                            "userTrap",
                            "userVector",
                            "systemCall",
                            "yield",
                            "main",
                            "_start");
            driver.resume();
            assertEquals(expected, driver.functions());
            StackFrame first = driver.backtrace().get(7);
            driver.resume();
            assertEquals(expected, driver.functions());
            StackFrame second = driver.backtrace().get(7);
            driver.resume();
            StackFrame third = driver.backtrace().get(7);
            assertNotEquals(first.satp(), second.satp());
            assertEquals(first.program(), second.program());
            assertNotEquals(first.program(), third.program());
            assertEquals("sort.c", first.line().orElseThrow().fileName());
            assertEquals("primes.c", third.line().orElseThrow().fileName());
        }
    }

    @Test
    void userFramesWithoutSymbolsAreFollowedByTheirReturnAddressesAndFramePointers()
            throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.breakAt("sysWrite");
            driver.resume();
            List<StackFrame> without =
                    driver.backtrace().stream()
                            .filter(f -> f.privilege() == Privilege.USER)
                            .toList();
            driver.session().addProgram(Samples.framesCSortElf(), ProgramScope.USER);
            List<StackFrame> with =
                    driver.backtrace().stream()
                            .filter(f -> f.privilege() == Privilege.USER)
                            .toList();
            assertEquals(5, with.size());
            assertEquals(pcs(with), pcs(without));
        }
    }

    private static List<Long> pcs(List<StackFrame> frames) {
        return frames.stream().map(StackFrame::pc).toList();
    }

    @Test
    void memoryOfAUserFrameIsReadByItsPageTable() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().addProgram(Samples.framesCSortElf(), ProgramScope.USER);
            driver.breakAt("sysWrite");
            driver.resume();
            List<StackFrame> stack = driver.backtrace();
            StackFrame writeText =
                    stack.stream()
                            .filter(
                                    f ->
                                            f.function()
                                                    .map(Function::name)
                                                    .orElse("")
                                                    .equals("writeText"))
                            .findFirst()
                            .orElseThrow();
            StackFrame ecall = stack.get(writeText.level() - 1);
            long text = ecall.registers().get(Registers.A0).orElseThrow();
            byte[] bytes = new byte[4];
            int read =
                    driver.session()
                            .machine()
                            .inspect(i -> FrameContext.of(i, writeText).read(text, bytes))
                            .join();
            assertEquals(bytes.length, read);
            assertEquals("sort", new String(bytes, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void stepOverAnEcallEndsInTheProcessThatMadeIt() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().addProgram(Samples.framesCSortElf(), ProgramScope.USER);
            driver.breakAt("yield");
            driver.resume();
            long satp = driver.read(hart -> hart.effectiveSatp());
            driver.session().breakpoints().forEach(driver.session()::remove);
            driver.over();
            assertEquals(satp, (long) driver.read(hart -> hart.effectiveSatp()));
            assertEquals("yield", driver.functions().get(0));
        }
    }
}
