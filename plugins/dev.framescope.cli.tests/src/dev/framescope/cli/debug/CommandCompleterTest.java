package dev.framescope.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CommandCompleterTest {
    @TempDir private Path folder;
    private DebugSession session;
    private Shell shell;

    @BeforeEach
    void stopInAllocator() throws Exception {
        session =
                DebugSession.start(
                        SessionConfig.of(Samples.framesCElf())
                                .withProgram(Samples.framesCSortElf(), ProgramScope.USER));
        PrintStream out =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        shell = new Shell(session, out);
        shell.execute("break memory.c:31; continue");
    }

    @AfterEach
    void end() {
        shell.close();
        session.close();
    }

    /** The lines that may come of it. */
    private List<String> lines(String typed) throws InterruptedException {
        return new CommandCompleter(shell)
                .complete(typed, typed.length()).stream()
                        .map(s -> typed.substring(0, s.start()) + s.text())
                        .toList();
    }

    @Test
    void commandsAreCompleted() throws Exception {
        assertEquals(List.of("break", "breakpoints"), lines("brea"));
        assertEquals(List.of("layout; tbreak"), lines("layout; tbr"));
        assertEquals(List.of("help backtrace"), lines("help backt"));
        assertEquals(List.of(), lines("nonsense x"));
    }

    @Test
    void functionsAndFilesAreCompleted() throws Exception {
        assertEquals(List.of("break allocFrame"), lines("break allocF"));
        assertEquals(
                List.of("b sort.c:", "b sortRound").stream().sorted().toList(),
                lines("b sort").stream().sorted().toList());
        assertTrue(lines("until mem").contains("until memory.c:"), lines("until mem")::toString);
    }

    @Test
    void variablesFieldsAndRegistersAreCompleted() throws Exception {
        assertTrue(lines("print sta").contains("print start"), lines("print sta")::toString);
        assertEquals(
                List.of("print/x frameAllocator.startPpn"), lines("print/x frameAllocator.st"));
        assertEquals(
                List.of("p frameAllocator.allocator.alloc"),
                lines("p frameAllocator.allocator.al"));
        assertEquals(List.of("set $satp"), lines("set $satp"));
        assertTrue(lines("x $s").contains("x $sp"));
        assertEquals(List.of("registers sstatus"), lines("registers sst"));
    }

    @Test
    void optionsOfBreakpointsAreCompleted() throws Exception {
        assertTrue(
                lines("break allocFrame ")
                        .containsAll(List.of("break allocFrame if", "break allocFrame log")),
                lines("break allocFrame ")::toString);
        assertEquals(
                List.of("break allocFrame if frameAllocator"),
                lines("break allocFrame if frameAll"));
        assertEquals(
                List.of("break add program frames-c-sort.elf"),
                lines("break add program frames-c-s"));
        assertEquals(
                List.of("break add mode U", "break add mode S", "break add mode M"),
                lines("break add mode "));
        assertEquals(List.of("delete 1"), lines("delete "));
        assertEquals(List.of("catch frame"), lines("catch fra"));
        assertEquals(List.of("catch frame 0x8022b alloc"), lines("catch frame 0x8022b al"));
    }

    @Test
    void programsAndFilesAreCompleted() throws Exception {
        Files.createFile(folder.resolve("program.elf"));
        assertEquals(
                List.of("symbols add " + folder + "/program.elf"),
                lines("symbols add " + folder + "/pro"));
        assertEquals(
                List.of("symbols remove frames-c-sort.elf"), lines("symbols remove frames-c-"));
    }

    @Test
    void nothingIsOfferedWhereNothingHasAValue() throws Exception {
        assertEquals(List.of(), lines("print nothing."));
        assertEquals(List.of(), lines("send \"unfinished"));
    }
}
