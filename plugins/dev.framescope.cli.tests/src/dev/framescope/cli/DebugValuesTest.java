package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** Commands about values, frames, breakpoints' options and events, on the sample kernels. */
class DebugValuesTest {
    private static String output(Path kernel, String commands) {
        CliDriver.Result result =
                CliDriver.run(
                        "debug",
                        kernel,
                        "--program",
                        Samples.framesCSortElf(),
                        "--program",
                        Samples.framesCPrimesElf() + ":user",
                        "--exec",
                        commands);
        assertEquals("", result.err());
        assertEquals(0, result.status());
        return result.out();
    }

    private static String onC(String commands) {
        return output(Samples.framesCElf(), commands);
    }

    private static String onRust(String commands) {
        return output(Samples.framesRustDebugElf(), commands);
    }

    private static void assertContains(String text, String... parts) {
        Parts.assertInOrder(text, parts);
    }

    @Test
    void expressionsArePrintedInFormats() {
        assertContains(
                onC(
                        "break allocFrame; continue 2; print/x frameAllocator.startPpn;"
                                + " print frameAllocator; print/t 5; print (char)65;"
                                + " print $satp.MODE; print phys(0x80200000)"),
                "\n0x8022b\n",
                "{startPpn = ",
                "alloc = 0x",
                "<alloc>",
                "101",
                "'A'");
    }

    @Test
    void variablesAndMemoryAreChanged() {
        assertContains(
                onC(
                        "break memory.c:31; continue; set i = 4095; print i;"
                                + " set frameAllocator.startPpn = 7; print frameAllocator.startPpn;"
                                + " set $s1 = 0x55; registers s1; set s1 0x66; registers s1"),
                "i = 4095",
                "\n4095\n",
                "startPpn = 7",
                "0x0000000000000055",
                "0x0000000000000066");
    }

    @Test
    void typesAreToldWithOffsets() {
        String text =
                onC(
                        "break allocFrame; continue; whatis start; ptype frameAllocator;"
                                + " ptype Allocator");
        assertContains(
                text, "char *", "24 bytes", "+0     startPpn: usize, 8 bytes", "+8     allocator");
        assertContains(text, "Allocator = ", "+0     alloc: ", "+8     dealloc: ");
        assertContains(
                onRust("break alloc_frame; continue; ptype Heap"),
                "frames_rust::memory::heap::Heap, 88 bytes",
                "+0     used: usize, 8 bytes");
    }

    @Test
    void framesAreChosenAndTheirVariablesShown() {
        String text =
                onC(
                        "break deallocFrame; continue; backtrace; args; up; locals; frame 2; args;"
                                + " down 2; frame; info frame 1");
        assertContains(
                text,
                "#0  ",
                " in deallocFrame at memory.c:",
                "(startAddr=0x",
                "#1  ",
                " in testAllocator at workload.c:",
                "#2  ",
                " in main at main.c:",
                "(hartid=0, dtb=0x87e00000)",
                "usize startAddr = 0x",
                "usize frame1 = 0x",
                "usize hartid = 0",
                "#0  ",
                "#1  ");
    }

    @Test
    void displaysAreShownAtEveryStop() {
        String text =
                onC(
                        "break memory.c:31; continue; display i; display/x $pc; next; display;"
                                + " undisplay 1; next; undisplay; next");
        assertContains(text, "1: i = 0", "2: /x $pc = 0x", "1: i = ", "1: i = ");
        assertEquals(3, text.split("1: i = ", -1).length - 1, text);
        assertEquals(4, text.split("2: /x .pc = ", -1).length - 1, text);
    }

    @Test
    void breakpointsStopByConditionHitCountAndHart() {
        assertContains(
                onC(
                        "break deallocFrame if startAddr == 0x8022c000 hart 0; continue;"
                                + " print startAddr; delete;"
                                + " break allocFrame after 2 every 3; continue; breakpoints"),
                "breakpoint 1: deallocFrame if startAddr == 0x8022c000, on hart 0; stops at",
                "breakpoint 1 in deallocFrame",
                "0x8022c000",
                "breakpoint 2: allocFrame from hit 3 on, every 3 hits; stops at",
                "hits 1",
                "last hit at instruction ");
    }

    @Test
    void logPointsPrintAndGoOn() {
        String text =
                onC(
                        "break deallocFrame log \"frees {startAddr,x}; in all\"; tbreak"
                                + " runWorkload; continue; condition 1 startAddr == 1; condition 1;"
                                + " breakpoints");
        assertContains(text, "frees 0x8022b000; in all", "breakpoint 2 in runWorkload", "hits ");
    }

    @Test
    void functionsAreFoundByRegularExpressionAndPhysicalAddress() {
        assertContains(
                onC("break /^(de)?allocFrame$/; continue; break phys(0x80200000); breakpoints"),
                "breakpoint 1: /^(de)?allocFrame$/ stops at 0x",
                ", 0x",
                "breakpoint 1 in allocFrame",
                "breakpoint 2: phys(0x80200000) stops at");
    }

    @Test
    void watchpointsTellOldAndNewValue() {
        assertContains(
                onC("watch frameAllocator.startPpn; continue; breakpoints"),
                "watchpoint 1: change of frameAllocator.startPpn watches",
                "frameAllocator.startPpn: 0 -> 0x8022b",
                "in initFrameAllocator");
        assertContains(
                onC(
                        "break initFrameAllocator; continue; print &frameAllocator;"
                                + " watch phys(&frameAllocator) 8; rwatch &frameAllocator 8;"
                                + " continue; continue"),
                "watchpoint 2: change of 8 bytes at phys(0x",
                "watchpoint 3: read of 8 bytes at 0x",
                "watchpoint 2 (");
    }

    @Test
    void trapsAndChangesOfModeAndSatpAreCaught() {
        assertContains(
                onC(
                        "catch satp; catch exception 8 from U; catch mode from U to S;"
                                + " catch interrupt; catch unexpected; continue; continue;"
                                + " disable 1; disable 4; continue; breakpoints; spaces"),
                "breakpoint 1: stops at change of satp",
                "breakpoint 2: stops at exception 8 from U-mode",
                "breakpoint 3: stops at change of mode from U-mode to S-mode",
                "breakpoint 5: stops at unexpected exception",
                "breakpoint 1",
                "in ",
                "disabled",
                "kernel",
                "SV39",
                "root 0x8022b");
    }

    @Test
    void aFrameIsCaughtWhenItIsHandedOutOrTakenBack() {
        assertContains(
                onC(
                        "catch frame 0x8022b free; catch frame 0x8022b000; continue; continue;"
                                + " delete 2; catch frame $a0 alloc hart 0; continue"),
                "breakpoint 1: stops at release of frame 0x8022b\n",
                "breakpoint 2: stops at allocation or release of frame 0x8022b\n",
                "breakpoint 2 (frame 0x8022b handed out to testAllocator workload.c:",
                "breakpoint 1 (frame 0x8022b taken back from testAllocator workload.c:",
                "breakpoint 2 (frame 0x8022b taken back from testAllocator workload.c:",
                "breakpoint 3: on hart 0; stops at allocation of frame 0x8022b\n",
                "breakpoint 3 (frame 0x8022b handed out to testAllocator workload.c:");
    }

    @Test
    void userProgramsAreDebuggedInTheirAddressSpaces() {
        String text =
                onC(
                        "break sortRound mode U program frames-c-sort.elf; break add program"
                                + " frames-c-primes.elf; continue; backtrace; print t->records[0];"
                                + " ptype t; watch t->swaps; continue; delete 1; delete 3;"
                                + " continue; backtrace; args; symbols; list; disassemble;"
                                + " x primes 16");
        assertContains(
                text,
                "pending at ",
                "breakpoint 1 in sortRound sort.c:",
                "in sortRound at sort.c:",
                "[frames-c-sort.elf, U-mode]",
                "{key = ",
                "Table *, of:",
                "+128   order: Order, 4 bytes",
                "watchpoint 3 (t->swaps: 0 -> 1",
                "breakpoint 2 in add primes.c:",
                "in add at primes.c:",
                "usize value = 2",
                "frames-c.elf",
                "frames-c-primes.elf",
                "user/primes.c",
                "primes.c:",
                "> 0x");
    }

    @Test
    void spacesAreNamedAndMeantByBreakpoints() {
        String text =
                onC(
                        "break sortRound; continue; spaces name 5 first; break sortRound space"
                                + " first; delete 1; breakpoints");
        assertContains(text, "  5  first ", "in the space of root 0x80230; stops at", "hits 0");
    }

    @Test
    void codeIsRunToJumpedToAndCalledAnew() {
        assertContains(
                onC(
                        "break allocFrame; continue; until 33; jump 30; backtrace 1; until"
                                + " memory.c:33; finish"),
                "stopped in allocFrame memory.c:33",
                "jumped to allocFrame memory.c:30",
                "(3 more)",
                "stopped in allocFrame memory.c:33",
                "in testAllocator workload.c:22");
        assertContains(
                onC("break deallocFrame; continue; drop 1; backtrace 1"),
                "testAllocator",
                "#0  ",
                " in testAllocator at workload.c:26");
    }

    @Test
    void stepsSkipFunctions() {
        assertContains(
                onC("stepping skip function initMemory; break main.c:22; continue; step; stepping"),
                "functions that are skipped: initMemory",
                "functions that are skipped: initMemory");
        String text = onC("stepping one; stepping skip file segtree; stepping clear");
        assertContains(text, "only the hart that is stepped runs", "files: segtree");
        assertContains(text, "files: none");
    }

    @Test
    void instructionsAreShownWithSourceAndReferences() {
        assertContains(
                onC(
                        "break allocFrame; continue; disassemble allocFrame 8; disassemble"
                                + " memory.c:30 2"),
                "allocFrame:",
                "memory.c:24",
                "  0x",
                "memory.c:25  char *start",
                "<frameAllocator>",
                "memory.c:30");
    }

    @Test
    void registersThatAreNamedShowTheirFields() {
        assertContains(
                onC("break runWorkload; continue; registers satp sstatus"),
                "satp ",
                "PPN",
                "MODE       8 Sv39",
                "SPP");
    }

    @Test
    void rustIsPrintedAsRust() {
        String text =
                onRust(
                        "break memory::frame_allocator::alloc_frame; continue; backtrace; up 2;"
                                + " locals; args; print FRAME_ALLOCATOR; breakpoints");
        assertContains(text, "breakpoint 1 in ", "alloc_frame mod.rs:", "#0  ", "#2  ", " in init");
        assertContains(text, "usize MEMORY_START = 0x", "usize dtb = 0x87e00000", "hits 1");
        assertFalse(text.contains("_ZN"), text);
    }

    @Test
    void symbolsAreAddedAndRemoved() {
        CliDriver.Result result =
                CliDriver.run(
                        "debug",
                        Samples.framesCElf(),
                        "--exec",
                        "symbols add "
                                + Samples.framesCSortElf()
                                + "; symbol sortRound; symbols remove frames-c-sort.elf; symbols");
        assertEquals(0, result.status(), result.err());
        assertContains(result.out(), "frames-c-sort.elf", "user", "sortRound is at 0x");
        assertEquals(2, result.out().split("frames-c-sort.elf\\s+user", -1).length, result.out());
    }
}
