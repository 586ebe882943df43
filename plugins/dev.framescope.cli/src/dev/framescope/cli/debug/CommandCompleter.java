package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.registers.RegisterModel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds what can be typed at a place of a command line. */
final class CommandCompleter {
    private static final int MAX = 200;

    private final Shell shell;

    CommandCompleter(Shell shell) {
        this.shell = shell;
    }

    /**
     * What can be typed.
     *
     * @param cursor how many characters of the line are before the cursor
     */
    List<Suggestion> complete(String line, int cursor) throws InterruptedException {
        String before = line.substring(0, cursor);
        int start = CommandLineParser.lastStart(before);
        while (start < before.length() && Character.isWhitespace(before.charAt(start))) {
            start++;
        }
        String command = before.substring(start);
        int nameEnd = CommandLineParser.nameEnd(command);
        if (nameEnd == command.length()) {
            return words(new Typed(command, start), ShellCommands.ALL.names().stream());
        }
        try {
            ShellCommand known = shell.command(command.substring(0, nameEnd));
            return arguments(known, new Typed(command.substring(nameEnd), start + nameEnd));
        } catch (CommandFailure e) {
            return List.of(); // What cannot be carried out has nothing to offer.
        }
    }

    /**
     * What is before the cursor, as far as it matters.
     *
     * @param text ends at the cursor
     * @param offset where it begins in the line
     */
    private record Typed(String text, int offset) {
        /** The word that the cursor is at the end of. */
        Typed word() {
            int start = text.length();
            while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
            return from(start);
        }

        Typed from(int index) {
            return new Typed(text.substring(index), offset + index);
        }

        /** The word before the one at the cursor; empty if there is none. */
        String previousWord() {
            String before = text.substring(0, text.length() - word().text.length()).strip();
            return new Typed(before, 0).word().text;
        }
    }

    private List<Suggestion> arguments(ShellCommand command, Typed typed)
            throws CommandFailure, InterruptedException {
        if (command.hints().contains(BreakpointText.KEYWORDS)) {
            switch (typed.previousWord()) {
                case "space" -> {
                    return suggestions(Hint.Kind.SPACE, typed);
                }
                case "program" -> {
                    return suggestions(Hint.Kind.PROGRAM, typed);
                }
                case "mode" -> {
                    return words(typed.word(), Stream.of("U", "S", "M"));
                }
                default -> {
                    int condition = typed.text().lastIndexOf(" if ");
                    if (condition >= 0) {
                        return expression(typed.from(condition + " if ".length()));
                    }
                }
            }
        }
        List<Suggestion> all = new ArrayList<>();
        for (Hint hint : command.hints()) {
            all.addAll(
                    switch (hint) {
                        case Hint.Keywords keywords ->
                                words(typed.word(), keywords.words().stream());
                        case Hint.Kind kind -> suggestions(kind, typed);
                    });
        }
        return all.stream().distinct().limit(MAX).toList();
    }

    private List<Suggestion> suggestions(Hint.Kind kind, Typed typed)
            throws CommandFailure, InterruptedException {
        Typed word = typed.word();
        return switch (kind) {
            case EXPRESSION -> expression(typed);
            case PLACE -> places(word);
            case BREAKPOINT ->
                    words(
                            word,
                            shell.session().breakpoints().stream()
                                    .map(breakpoint -> Integer.toString(breakpoint.id())));
            case REGISTER -> words(word, RegisterModel.names().stream());
            case COMMAND -> words(word, ShellCommands.ALL.names().stream());
            case PROGRAM ->
                    words(word, shell.session().programs().stream().map(program -> program.name()));
            case SPACE ->
                    words(
                            word,
                            Spaces.all(shell).stream()
                                    .flatMap(
                                            space ->
                                                    Stream.of(
                                                            Integer.toString(space.number()),
                                                            space.name())));
            case FILE -> files(word);
        };
    }

    private static List<Suggestion> words(Typed word, Stream<String> all) {
        return all.filter(text -> text.startsWith(word.text()) && text.indexOf(' ') < 0)
                .distinct()
                .limit(MAX)
                .map(text -> new Suggestion(text, word.offset(), "", true))
                .toList();
    }

    private List<Suggestion> expression(Typed typed) throws CommandFailure, InterruptedException {
        return shell
                .await(
                        shell.session()
                                .values()
                                .complete(shell.frame(), typed.text(), typed.text().length()))
                .stream()
                .map(c -> new Suggestion(c.text(), typed.offset() + c.start(), c.detail(), false))
                .toList();
    }

    /** Functions of all programs, and files whose lines are to follow. */
    private List<Suggestion> places(Typed word) {
        if (word.text().isEmpty()) {
            return List.of();
        }
        Stream<Suggestion> functions =
                ofPrograms(
                                word,
                                program ->
                                        program.symbols().functions().stream().map(f -> f.name()))
                        .map(name -> new Suggestion(name, word.offset(), "function", true));
        Stream<Suggestion> files =
                ofPrograms(
                                word,
                                program ->
                                        program.symbols().sourceFiles().stream()
                                                .map(
                                                        file ->
                                                                file.substring(
                                                                        file.lastIndexOf('/') + 1)))
                        .map(name -> new Suggestion(name + ":", word.offset(), "file", false));
        return Stream.concat(functions, files).toList();
    }

    private Stream<String> ofPrograms(Typed word, Function<Program, Stream<String>> names) {
        return shell.session().programs().stream()
                .flatMap(names)
                .filter(name -> name.startsWith(word.text()))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .limit(MAX);
    }

    private static List<Suggestion> files(Typed word) {
        return FileNames.starting(word.text()).stream()
                .map(name -> new Suggestion(name, word.offset(), "", !name.endsWith("/")))
                .toList();
    }
}
