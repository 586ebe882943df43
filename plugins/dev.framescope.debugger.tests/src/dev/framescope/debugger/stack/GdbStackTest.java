package dev.framescope.debugger.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.SessionStop;
import dev.framescope.symbols.Function;
import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** At the same instructions of the same kernels, GDB on QEMU shows the same frames. */
class GdbStackTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Prints a line for each frame of each stop; QEMU's end of the pipe is its GDB stub. */
    private static final String SCRIPT =
            """
            set pagination off
            set confirm off
            set backtrace past-main on
            set backtrace past-entry off
            file KERNEL
            target remote | exec qemu-system-riscv64 -M virt -m 128M -display none -serial null \
            -monitor none -S -gdb stdio -kernel KERNEL
            python
            def show():
                frame = gdb.newest_frame()
                while frame is not None:
                    sal = frame.find_sal()
                    file = sal.symtab.filename.split('/')[-1] if sal.symtab else '?'
                    name = (frame.name() or '?').split('<')[0].split('::')[-1]
                    print('FRAME %s %s:%d' % (name, file, sal.line))
                    frame = frame.older()
                print('END')
            for address in [ADDRESSES]:
                gdb.execute('tbreak *%d' % address)
                gdb.execute('continue')
                show()
            try:
                gdb.execute('kill')
            except gdb.error:
                pass # QEMU closes the pipe first
            end
            """;

    @TempDir private Path folder;

    private static List<List<String>> gdb(Path folder, Path kernel, List<Long> addresses)
            throws Exception {
        String list = String.join(", ", addresses.stream().map(Long::toUnsignedString).toList());
        Path script = folder.resolve("stacks.gdb");
        Files.writeString(
                script, SCRIPT.replace("KERNEL", kernel.toString()).replace("ADDRESSES", list));
        String output =
                Tool.run(
                                folder,
                                TIMEOUT,
                                List.of("gdb-multiarch", "-nx", "-batch", "-x", script.toString()))
                        .orFail();
        List<List<String>> stacks = new ArrayList<>();
        List<String> stack = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith("FRAME ")) {
                stack.add(line.substring("FRAME ".length()));
            } else if (line.equals("END")) {
                stacks.add(stack);
                stack = new ArrayList<>();
            }
        }
        assertEquals(addresses.size(), stacks.size(), output);
        return stacks;
    }

    /**
     * Stops at each function once, in this order, and compares the stacks.
     *
     * @param optimised whether an instruction may belong to several lines: of those GDB takes the
     *     last that is marked as a statement, addr2line and we the last; then the line of the
     *     innermost frame is not compared
     */
    private void compare(Path kernel, boolean optimised, String... functions) throws Exception {
        List<Long> addresses = new ArrayList<>();
        List<List<String>> here = new ArrayList<>();
        try (SessionDriver driver = SessionDriver.start(kernel)) {
            for (String name : functions) {
                Function function =
                        driver.session().kernel().symbols().functions(name).stream()
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no " + name));
                long address = driver.session().kernel().symbols().breakpointAddress(function);
                driver.session().addTemporary(new BreakpointSpec.AtAddress(address));
                assertEquals(SessionStop.Kind.BREAKPOINT, driver.resume().kind(), name);
                addresses.add(address);
                here.add(
                        comparable(
                                driver.backtrace().stream().map(GdbStackTest::text).toList(),
                                optimised));
            }
        }
        List<List<String>> inGdb =
                gdb(folder, kernel, addresses).stream()
                        .map(stack -> comparable(stack, optimised))
                        .toList();
        for (int i = 0; i < functions.length; i++) {
            assertEquals(
                    String.join("\n", inGdb.get(i)), String.join("\n", here.get(i)), functions[i]);
        }
    }

    private static List<String> comparable(List<String> stack, boolean optimised) {
        List<String> frames = new ArrayList<>(stack);
        if (optimised) {
            frames.set(0, frames.get(0).replaceFirst(" .*", ""));
        }
        return frames;
    }

    private static String text(StackFrame frame) {
        String line = frame.line().map(l -> l.fileName() + ":" + l.line()).orElse("?:0");
        String name = frame.function().map(Function::name).orElse("?");
        String plain = name.replaceFirst("<.*", "");
        return plain.substring(plain.lastIndexOf(':') + 1) + " " + line;
    }

    @Test
    void framesOfUnoptimisedC() throws Exception {
        compare(
                Samples.framesCElf(),
                false,
                "main",
                "printString",
                "initFrameAllocator",
                "testAllocator",
                "allocFrame",
                "deallocFrame",
                "enablePaging",
                "makeComb");
    }

    @Test
    void framesOfOptimisedC() throws Exception {
        compare(
                Samples.framesCBuilt(folder, "-O2"),
                true,
                "main",
                "printString",
                "allocFrame",
                "enablePaging",
                "runWorkload");
    }

    @Test
    void framesOfUnoptimisedRust() throws Exception {
        compare(
                Samples.framesRustDebugElf(),
                false,
                "rust_main",
                "init",
                "alloc_frame",
                "dealloc_frame",
                "run",
                "entry_for");
    }

    @Test
    void framesOfOptimisedRust() throws Exception {
        compare(
                Samples.framesRustReleaseElf(),
                true,
                "rust_main",
                "init",
                "alloc_frame",
                "dealloc_frame",
                "run");
    }
}
