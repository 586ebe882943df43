package dev.framescope.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.StepKind;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

@Timeout(60)
class LineEditorTest {
    @TempDir private Path folder;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    private LineEditor editor(Shell shell, InputStream keys) throws Exception {
        return new LineEditor(
                shell,
                new ExternalTerminal("test", "ansi", keys, screen, StandardCharsets.UTF_8),
                Optional.of(folder.resolve("history")));
    }

    private static InputStream keys(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesAreCompletedAndRemembered() throws Exception {
        try (DebugSession session = DebugSession.start(SessionConfig.of(Samples.framesCElf()));
                Shell shell = new Shell(session, out)) {
            try (LineEditor editor = editor(shell, keys("tbreak allocF\t\rprint 1\r"))) {
                assertEquals(Optional.of("tbreak allocFrame "), editor.readLine());
                assertEquals(Optional.of("print 1"), editor.readLine());
                assertEquals(Optional.empty(), editor.readLine());
            }
            String history = Files.readString(folder.resolve("history"));
            assertTrue(history.contains("tbreak allocFrame"), history);
            // Control-P is the line before.
            try (LineEditor editor = editor(shell, keys("\u0010\r"))) {
                assertEquals(Optional.of("print 1"), editor.readLine());
            }
        }
    }

    @Test
    void interruptKeyStopsARunningMachine() throws Exception {
        Path guest =
                CrossCompiler.assemble(
                        folder, 0x80000000L, ".globl _start\n_start: addi t0, t0, 1\n j _start\n");
        try (DebugSession session = DebugSession.start(SessionConfig.of(guest));
                Shell shell = new Shell(session, out);
                PipedOutputStream typed = new PipedOutputStream();
                LineEditor editor = editor(shell, new PipedInputStream(typed))) {
            typed.write("continue\r".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertEquals(Optional.of("continue"), editor.readLine());
            session.addListener(
                    new SessionListener() {
                        @Override
                        public void resumed(Optional<StepKind> step) {
                            try {
                                typed.write(3);
                                typed.flush();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }
                    });
            shell.execute("continue");
            assertTrue(screen.toString(StandardCharsets.UTF_8).contains("suspended in"));
        }
    }

    @Test
    void guestsOutputComesAboveTheLineThatIsEdited() throws Exception {
        Output output = new Output(out);
        StringBuilder above = new StringBuilder();
        output.guest("half".getBytes(StandardCharsets.UTF_8));
        output.beginEditing(text -> above.append(text).append('|'));
        output.guest(" a line\r\nand".getBytes(StandardCharsets.UTF_8));
        output.print("a message\n");
        output.guest(" more".getBytes(StandardCharsets.UTF_8));
        output.endEditing();
        output.print("the end");
        assertEquals(" a line|a message|", above.toString());
        assertEquals(
                "half\nand more\nthe end\n",
                screen.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }
}
