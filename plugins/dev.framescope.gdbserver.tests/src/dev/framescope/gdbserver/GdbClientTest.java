package dev.framescope.gdbserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.Samples;
import dev.framescope.testing.StoppedQemu;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** GDB itself as the client; where QEMU can do the same, both must say the same. */
class GdbClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** What two debugging sessions cannot have in common. */
    private static final Pattern NOT_COMPARED =
            Pattern.compile(
                    "^(Remote debugging|warning: .*sysroot|\\[Inferior|0x0+1000 in|0x0+80200000 in"
                            + "|_start |6\\s+la t0, sbss).*");

    private static final String C_SESSION =
            """
            break allocFrame
            continue
            backtrace
            info args
            info locals
            x/6i $pc
            p/x $sp
            p $priv
            next
            next
            info locals
            p/x frameAllocator
            up
            info locals
            down
            delete
            tbreak deallocFrame
            continue
            backtrace
            info args
            stepi
            stepi
            p $pc
            set var startAddr = startAddr + 0x1000
            p/x startAddr
            set var startAddr = startAddr - 0x1000
            hbreak enablePaging
            continue
            p/x $satp
            x/2gx $sp
            find /w 0x80200000, 0x80201000, 0x00000297
            """;

    private static final String WATCHING_SESSION =
            """
            hbreak main
            continue
            watch frameAllocator.startPpn
            continue
            backtrace 1
            info watchpoints
            delete
            rwatch frameAllocator.allocator.alloc
            continue
            backtrace 1
            delete
            awatch frameAllocator.allocator.dealloc
            continue
            backtrace 1
            stepi
            p $pc
            p frameAllocator
            set var frameAllocator.startPpn = 0x1234
            p/x frameAllocator.startPpn
            x/8xb &frameAllocator
            find /g &frameAllocator, +64, 0x1234
            info threads
            thread apply all p $pc
            """;

    private static final String RUST_SESSION =
            """
            break frames_rust::memory::frame_allocator::alloc_frame
            continue
            backtrace
            x/6i $pc
            p/x $satp
            next
            next
            info locals
            delete
            tbreak frames_rust::memory::frame_allocator::dealloc_frame
            continue
            backtrace
            info args
            stepi
            p $pc
            """;

    /** How a thread is called and described, which is up to the server. */
    private static final Pattern THREAD_NAMES =
            Pattern.compile("Thread \\S+ (\".*?\" )?\\(.*?\\)| {10,}Frame");

    @TempDir Path directory;

    /** A session of GDB; its output, without what cannot be compared. */
    private String session(Path elf, String connect, String commands) throws IOException {
        Path script = directory.resolve("session.gdb");
        Files.writeString(script, commands);
        List<String> command = new ArrayList<>(List.of("gdb-multiarch", "-nx", "-batch"));
        for (String each :
                List.of(
                        "set confirm off",
                        "set width 0",
                        "set sysroot /",
                        "file " + elf,
                        "target remote " + connect)) {
            command.addAll(List.of("-ex", each));
        }
        command.addAll(List.of("-x", script.toString()));
        return Tool.run(elf.toAbsolutePath().getParent(), TIMEOUT, command)
                .output()
                .lines()
                .filter(line -> !NOT_COMPARED.matcher(line).matches())
                .collect(Collectors.joining("\n"));
    }

    private String here(Path elf, String commands) throws Exception {
        try (TestTarget target = TestTarget.of(elf, 1);
                GdbServer server = GdbServer.start(target, 0)) {
            return session(elf, "localhost:" + server.port(), commands);
        }
    }

    private String inQemu(Path elf, String commands) throws IOException {
        try (StoppedQemu qemu = StoppedQemu.start(directory, elf)) {
            return session(elf, qemu.target(), commands);
        }
    }

    private void assertSameAsInQemu(Path elf, String commands) throws Exception {
        String here = here(elf, commands);
        assertTrue(here.contains("Breakpoint 1, "), here);
        assertEquals(inQemu(elf, commands), here);
    }

    @Test
    void sessionOnTheCKernelSaysWhatItSaysInQemu() throws Exception {
        assertSameAsInQemu(Samples.framesCElf(), C_SESSION);
    }

    @Test
    void sessionOnTheRustKernelSaysWhatItSaysInQemu() throws Exception {
        assertSameAsInQemu(Samples.framesRustDebugElf(), RUST_SESSION);
    }

    @Test
    void watchpointsAreHitWhereTheyAreInQemu() throws Exception {
        String here = here(Samples.framesCElf(), WATCHING_SESSION);
        assertTrue(here.contains("Hardware read watchpoint 3"), here);
        assertEquals(
                THREAD_NAMES.matcher(inQemu(Samples.framesCElf(), WATCHING_SESSION)).replaceAll(""),
                THREAD_NAMES.matcher(here).replaceAll(""));
    }

    @Test
    void sessionOnTheOptimizedRustKernelSaysWhatItSaysInQemu() throws Exception {
        assertSameAsInQemu(Samples.framesRustReleaseElf(), RUST_SESSION);
    }

    @Test
    void threeCommandsStopInTheFrameAllocatorWithoutASymbolFileOrASetting() throws Exception {
        try (TestTarget target = TestTarget.of(Samples.framesCElf(), 1);
                GdbServer server = GdbServer.start(target, 0)) {
            String output =
                    Tool.run(
                                    directory,
                                    TIMEOUT,
                                    List.of(
                                            "gdb-multiarch",
                                            "-nx",
                                            "-batch",
                                            "-ex",
                                            "target remote localhost:" + server.port(),
                                            "-ex",
                                            "break allocFrame",
                                            "-ex",
                                            "continue"))
                            .orFail();
            assertTrue(output.contains("Breakpoint 1, allocFrame ()"), output);
        }
    }

    @Test
    void everyRegisterGroupFrameAndTableIsShownWithoutAnError() throws Exception {
        String output =
                here(
                        Samples.framesCElf(),
                        """
                        break allocFrame
                        continue
                        info frame
                        info all-registers
                        info registers supervisor
                        info threads
                        info mem
                        info os
                        info os frames
                        info os frame-ranges
                        info os page-tables
                        info os layout
                        info os devices
                        info os harts
                        info os allocations
                        compare-sections .text
                        monitor help
                        monitor layout
                        maintenance packet qqemu.PhyMemMode
                        dump binary memory /dev/null 0x80200000 0x80210000
                        """);
        assertFalse(output.contains("Remote failure"), output);
        assertFalse(output.contains("Could not"), output);
        for (String expected :
                List.of(
                        "satp ",
                        "hgatp          <unavailable>",
                        "S-mode, bare",
                        "VIRT_DRAM",
                        "kernel text",
                        "Section .text, range 0x80200000 -- ",
                        ": matched.",
                        "walk the page tables")) {
            assertTrue(output.contains(expected), expected + " is missing in " + output);
        }
    }

    @Test
    void guestsCrashAndItsEndAreToldInGdbsTerms() throws Exception {
        String output =
                here(
                        Samples.framesCElf(),
                        """
                        continue
                        """);
        assertTrue(output.contains("SBI system reset: shutdown, exit code 0"), output);
    }
}
