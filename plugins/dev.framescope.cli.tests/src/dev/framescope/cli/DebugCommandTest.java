package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

class DebugCommandTest {
    @TempDir private Path folder;

    private static CliDriver.Result exec(String commands) {
        return CliDriver.run("debug", Samples.framesCElf(), "--exec", commands);
    }

    /** The output of commands that succeed. */
    private static String output(String commands) {
        CliDriver.Result result = exec(commands);
        assertEquals("", result.err());
        assertEquals(0, result.status());
        return result.out();
    }

    private static void assertContains(String text, String... parts) {
        Parts.assertInOrder(text, parts);
    }

    @Test
    void stopInTheAllocatorShowsStackLayoutFramesAndTables() {
        String text =
                output(
                        "break allocFrame; continue; backtrace; layout; frames; pagetable;"
                                + " translate 0x80200000");
        assertContains(
                text,
                "breakpoint 1: allocFrame stops at 0x",
                "(memory.c:",
                "frames-c: a C kernel",
                "breakpoint 1 in allocFrame memory.c:",
                "#0  0x",
                " in allocFrame at memory.c:",
                " in main at main.c:",
                " in _start at entry.S:",
                "VIRT_DEBUG",
                "VIRT_DRAM",
                ".text",
                "free");
    }

    @Test
    void tablesAreShownWhenPagingIsOn() {
        String text =
                output("break runWorkload; continue; pagetable; translate sp; pageframe 0x8022b");
        assertContains(text, "Sv39", "VPN[2]", "VPN[1]", "VPN[0]", "boot stack", "page table");
    }

    @Test
    void stepsShowTheSourceLine() {
        assertContains(
                output("tbreak allocFrame; continue; next; step; finish"),
                "char *start",
                "if(!start)",
                "for(i = 0",
                "in testAllocator workload.c:");
    }

    @Test
    void finishReturnsFromTheSelectedFrame() {
        assertContains(
                output("tbreak alloc; continue; frame 1; finish"),
                "breakpoint 1 in alloc ",
                "#1  0x",
                " in allocFrame at memory.c:",
                "stopped in testAllocator workload.c:");
    }

    @Test
    void guestsOutputComesAsItIs() {
        CliDriver.Result run = CliDriver.run("run", Samples.framesCElf());
        assertContains(output("continue"), run.out(), "terminated: ");
    }

    @Test
    void logPointTellsItsTextBehindWhatTheGuestHasPrintedBefore() {
        assertContains(
                output("break consolePutchar log \"char {c}\"; tbreak sayDecimal; continue"),
                "char 102\nf\n",
                "char 114\nr\n",
                "char 97\na\n",
                "in sayDecimal ");
    }

    @Test
    void continueCountsTheStops() {
        String text = output("break allocFrame; continue 3; breakpoints");
        assertContains(text, "hits 3");
    }

    @Test
    void registersAreShownAndSet() {
        String text = output("set a0 0x1234; registers a0; set sscratch 7; registers csr");
        assertContains(text, "a0           0x0000000000001234", "Supervisor:", "sscratch");
        assertContains(text, "0x0000000000000007", "satp", "bare", "Machine:", "mstatus", "PMP:");
    }

    @Test
    void floatingPointRegistersAreShownAndSet() {
        String text =
                output("set fa0 0x4004000000000000; set fcsr 0x21; registers fp; registers csr");
        assertContains(text, "Floating point:", "ft0          0x0000000000000000  double 0.0");
        assertContains(text, "fa0          0x4004000000000000  double 2.5", "ft11", "fcsr");
        assertContains(text, "frm          0x0000000000000001  RTZ: towards zero", "fflags");
        assertContains(text, "fflags", "Floating point:\n  fcsr", "Supervisor:");
        assertContains(
                output("set fs0 3; registers $fp; registers f8"), "s0", "fs0", "double 1.5E");
        assertContains(output("set a0 7; set fa0 $a0; set a1 $fa0; registers a1"), "07");
    }

    @Test
    void memoryIsShownVirtualAndPhysical() {
        String text = output("break main; continue; x main 16; xp 0x80200000 16");
        assertContains(text, "0x000000008020", "0x0000000080200000  97 92 00 00");
    }

    @Test
    void codeIsDisassembledWithSymbols() {
        assertContains(output("disassemble _start 3"), "> 0x80200000  _start", "auipc t0,0x9");
    }

    @Test
    void sourceIsListedAroundAFunction() {
        assertContains(output("list deallocFrame"), "kernel/memory.c", "deallocFrame(usize", ">");
    }

    @Test
    void ledgerShowsWhoTookWhichFrame() {
        assertContains(
                output("break enablePaging; continue; ledger"),
                "allocations 3, frees 3, in use 0",
                "freed",
                "allocated",
                "testAllocator");
    }

    @Test
    void harnessOfTwoHartsIsShown() {
        CliDriver.Result result =
                CliDriver.run(
                        "debug", Samples.framesCElf(), "--harts=2", "--exec", "harts; hart 1");
        assertContains(result.out(), "* hart 0  started", "  hart 1  stopped");
        assertEquals(0, result.status());
    }

    @Test
    void infoTellsTheMachineAndTheKernel() {
        assertContains(
                output("info"),
                "frames-c.elf",
                "allocFrame, deallocFrame",
                "134,217,728 bytes",
                "instructions 0");
    }

    @Test
    void helpListsEveryCommandAndItsAliases() {
        String text = output("help");
        for (String name :
                ("break tbreak delete enable disable condition breakpoints watch wwatch rwatch"
                     + " awatch catch continue step stepi next nexti finish until jump drop"
                     + " stepping interrupt backtrace frame up down locals args print set whatis"
                     + " ptype display undisplay registers x xp harts hart list disassemble symbol"
                     + " symbols spaces layout frames pageframe pagetable translate ledger findings"
                     + " snapshot send info gdb help quit")
                        .split(" ")) {
            assertTrue(text.contains("  " + name), name);
        }
        assertContains(output("help bt"), "backtrace, bt", "called each other");
    }

    @Test
    void helpOfACommandTellsItsOptions() {
        assertContains(output("help break"), "[if EXPR]", "/REGULAR EXPRESSION/", "log \"TEXT\"");
        assertContains(output("help print"), "FORMAT is x");
    }

    @Test
    void namesMayBeShortenedToWhatBeginsNoOther() {
        assertContains(output("tb allocFrame; cont; backt 1; pri 6 * 7"), "#0  ", "\n42\n");
        CliDriver.Result ambiguous = exec("st");
        assertContains(ambiguous.err(), "st may be step, stepi, stepping");
        assertContains(exec("contniue").err(), "did you mean 'continue'?");
    }

    @Test
    void quitEndsTheScript() {
        assertFalse(output("quit; layout").contains("VIRT_DRAM"));
    }

    @Test
    void textIsSentToTheConsole() {
        CliDriver.Result result =
                CliDriver.run(
                        "debug",
                        Guests.echo(folder),
                        "--firmware=none",
                        "--exec",
                        "send \"HAL.\"; continue");
        assertContains(result.out(), "IBM\n", "terminated: ");
        assertEquals(0, result.status(), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "break nosuchfunction",
                "break memory.c:99999",
                "break",
                "delete 7",
                "x nowhere",
                "x 0x40000000",
                "xp 0x40000000",
                "registers x99",
                "set zero 1",
                "pageframe 1",
                "frame 99",
                "hart 3",
                "finish",
                "until nowhere",
                "step 0",
                "list 0x10",
                "send \"unfinished",
                "continue; continue",
                "break main if frameAllocator.",
                "break main hart 1",
                "break main mode X",
                "break main program nothing.elf",
                "break main space nowhere",
                "break main log \"{frameAllocator\"",
                "condition 9 1",
                "watch 5 + 5",
                "watch nothing",
                "catch fire",
                "catch exception from X",
                "catch frame",
                "catch frame alloc",
                "catch frame 1 alloc",
                "catch frame nowhere",
                "print nothing",
                "print",
                "set frameAllocator.startPpn",
                "set frameAllocator.nothing = 1",
                "ptype struct nothing",
                "up 1; down; down",
                "down",
                "drop",
                "jump nowhere",
                "jump allocFrame",
                "until nofile.c:3",
                "stepping sideways",
                "stepping skip function (",
                "undisplay 3",
                "display nothing",
                "symbols add nothing.elf",
                "symbols remove nothing.elf",
                "symbols remove frames-c.elf",
                "spaces name 7 x",
                "gdb 99999999"
            })
    void commandThatFailsEndsTheScriptWithStatus2(String command) {
        CliDriver.Result result = exec(command + "; layout");
        assertEquals(2, result.status(), result.out());
        assertTrue(result.err().startsWith("framescope: "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertFalse(result.out().contains("VIRT_DRAM"), "the next command was carried out");
    }

    @Test
    void commandsAreReadFromStandardInputAndAFailureDoesNotEndThem() {
        CliDriver.Result result =
                CliDriver.runWithInput(
                        "nonsense\nbreak main\ncontinue\nbacktrace\n",
                        "debug",
                        Samples.framesCElf());
        assertEquals(0, result.status());
        assertContains(result.err(), "no command named nonsense");
        assertContains(result.out(), "in main at main.c:");
    }

    @Test
    void commandsAreReadFromAFileBeforeThoseOfTheOption() throws Exception {
        Path file = folder.resolve("commands");
        Files.writeString(file, "# stop there; and look\nbreak main\ncontinue\n");
        CliDriver.Result result =
                CliDriver.run("debug", Samples.framesCElf(), "-x", file, "--exec", "print hartid");
        assertContains(result.out(), "breakpoint 1 in main", "\n0\n");
        assertEquals(0, result.status(), result.err());
        CliDriver.Result missing =
                CliDriver.run("debug", Samples.framesCElf(), "-x", folder.resolve("none"));
        assertEquals(2, missing.status());
        assertContains(missing.err(), "none: no such file");
    }

    @Test
    void kernelThatIsMissingIsNamed() {
        CliDriver.Result result = CliDriver.run("debug", folder.resolve("none.elf"));
        assertEquals(2, result.status());
        assertContains(result.err(), "none.elf: no such file");
    }
}
