package dev.framescope.cli.debug;

import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lines that a person types at a terminal, with editing, completion and a history. The
 * interrupt key clears the line; while the machine runs, it stops the machine.
 */
public final class LineEditor implements AutoCloseable {
    private static final String PROMPT = "(framescope) ";

    private final Shell shell;
    private final Terminal terminal;
    private final LineReader reader;

    LineEditor(Shell shell, Terminal terminal, Optional<Path> history) {
        this.shell = shell;
        this.terminal = terminal;
        CommandCompleter completer = new CommandCompleter(shell);
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .appName("framescope")
                        .terminal(terminal)
                        .parser(new BlankParser())
                        .completer((r, line, found) -> complete(completer, line, found))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        reader = builder.build();
        terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
    }

    /** The terminal at standard input; empty if lines cannot be edited there. */
    public static Optional<LineEditor> open(Shell shell) {
        try {
            Terminal terminal =
                    TerminalBuilder.builder().name("framescope").system(true).dumb(false).build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new LineEditor(shell, terminal, historyFile(shell)));
        } catch (IOException | IllegalStateException e) {
            // The way in which the library says that there is no such terminal.
            return Optional.empty();
        }
    }

    /** Where programs keep such things (XDG Base Directory Specification, XDG_STATE_HOME). */
    private static Optional<Path> historyFile(Shell shell) {
        String state = System.getenv("XDG_STATE_HOME");
        Path base =
                state == null || state.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        try {
            return Optional.of(
                    Files.createDirectories(base.resolve("framescope")).resolve("history"));
        } catch (IOException e) {
            shell.print("the history is not kept: " + e);
            return Optional.empty();
        }
    }

    /** The next line; empty at the end of input. A line that is interrupted is none. */
    public Optional<String> readLine() {
        shell.output().beginEditing(reader::printAbove);
        try {
            while (true) {
                try {
                    return Optional.of(reader.readLine(PROMPT));
                } catch (UserInterruptException e) {
                    // The next attempt follows.
                }
            }
        } catch (EndOfFileException e) {
            return Optional.empty();
        } finally {
            shell.output().endEditing();
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    private static void complete(
            CommandCompleter completer, ParsedLine line, List<Candidate> found) {
        int wordStart = line.cursor() - line.wordCursor();
        try {
            for (Suggestion suggestion : completer.complete(line.line(), line.cursor())) {
                // What is replaced is the whole word, the suggestion perhaps only its end.
                String kept =
                        suggestion.start() > wordStart
                                ? line.line().substring(wordStart, suggestion.start())
                                : "";
                found.add(
                        new Candidate(
                                kept + suggestion.text(),
                                suggestion.text(),
                                null,
                                suggestion.detail().isEmpty() ? null : suggestion.detail(),
                                null,
                                null,
                                suggestion.whole()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
