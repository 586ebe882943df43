package dev.framescope.cli.debug;

import dev.framescope.cli.debug.Words.Word;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.expression.ExpressionException;
import dev.framescope.machine.Privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A breakpoint as it is typed: what it is about, then options. An option begins at its keyword; as
 * an expression never has two operands side by side, a name in a condition is not taken for one.
 *
 * @param subject what is before the options
 * @param options when it stops
 */
record BreakpointText(String subject, BreakpointOptions options) {
    static final String SYNTAX =
            "[if EXPR] [hart N] [space NAME|ROOT] [mode U|S|M] [program NAME] [after N] [every N]"
                    + " [log \"TEXT {EXPR}\"]";

    static final String HELP =
            """
            if EXPR      only if that is true where the hart is
            hart N       only on that hart
            space NAME   only in that address space: its name, number, or root page (0x87f5f)
            mode U|S|M   only in that mode
            program NAME only in that program's code
            after N      not the first N times
            every N      each N-th time
            log "TEXT"   print a text, with the values of {expressions}, and go on\
            """;

    static final ShellCommand.Hint KEYWORDS =
            ShellCommand.Hint.Keywords.of(
                    "if", "hart", "space", "mode", "program", "after", "every", "log");

    private static final Set<String> NAMES =
            Set.of("if", "hart", "space", "mode", "program", "after", "every", "log");

    /** An option and what was typed for it. */
    private record Option(String name, String raw, List<Word> words) {
        String single() throws CommandFailure {
            if (words.size() != 1) {
                throw new CommandFailure(name + " takes one word, not: " + raw);
            }
            return words.getFirst().text();
        }
    }

    static BreakpointText parse(Shell shell, String text)
            throws CommandFailure, InterruptedException {
        List<Word> words = Words.placed(text);
        int first = nextKeyword(words, text, 1);
        String subject = first < words.size() ? text.substring(0, words.get(first).start()) : text;
        BreakpointOptions options = BreakpointOptions.NONE;
        int at = first;
        while (at < words.size()) {
            int next = nextKeyword(words, text, at + 1);
            int end = next < words.size() ? words.get(next).start() : text.length();
            Word keyword = words.get(at);
            String raw = text.substring(keyword.end(), end).strip();
            if (raw.isEmpty()) {
                throw new CommandFailure("something is missing after " + keyword.text());
            }
            Option option = new Option(keyword.text(), raw, words.subList(at + 1, next));
            options = with(shell, options, option);
            at = next;
        }
        return new BreakpointText(subject.strip(), options);
    }

    /** The index of the next word that begins an option; the number of words if none does. */
    private static int nextKeyword(List<Word> words, String text, int from) {
        for (int i = Math.max(from, 1); i < words.size(); i++) {
            boolean named = NAMES.contains(words.get(i).text());
            if (named && isBetweenOperands(words, text, i)) {
                return i;
            }
        }
        return words.size();
    }

    private static boolean isBetweenOperands(List<Word> words, String text, int index) {
        char before = text.charAt(words.get(index - 1).end() - 1);
        boolean afterKeyword = NAMES.contains(words.get(index - 1).text());
        boolean afterOperand = Character.isLetterOrDigit(before) || "_)]}\"'/".indexOf(before) >= 0;
        if (index + 1 == words.size()) {
            return afterOperand && !afterKeyword;
        }
        char next = text.charAt(words.get(index + 1).start());
        boolean anything = words.get(index).text().equals("if");
        boolean beforeOperand = anything || Character.isLetterOrDigit(next) || next == '"';
        return afterOperand && !afterKeyword && (beforeOperand || next == '_');
    }

    private static BreakpointOptions with(Shell shell, BreakpointOptions options, Option option)
            throws CommandFailure, InterruptedException {
        return switch (option.name()) {
            case "if" -> options.withCondition(condition(shell, option.raw()));
            case "hart" -> options.withHart(hart(shell, option.single()));
            case "space" -> options.withSpace(Spaces.root(shell, option.single()));
            case "mode" -> options.withPrivilege(mode(option.single()));
            case "program" -> options.withProgram(program(shell, option.single()));
            case "after" -> options.withFirstHit(count(option) + 1);
            case "every" -> options.withEvery(Math.max(1, count(option)));
            default -> options.withLogMessage(message(shell, option.single()));
        };
    }

    private static long count(Option option) throws CommandFailure {
        long number = Numbers.parse(option.single());
        if (number < 0) {
            throw new CommandFailure(option.name() + " takes a number from 0 on, not " + number);
        }
        return number;
    }

    static String condition(Shell shell, String text) throws CommandFailure {
        try {
            return shell.session().expressions().condition(text).text();
        } catch (ExpressionException e) {
            throw new CommandFailure("if " + text + ": " + e.getMessage());
        }
    }

    private static String message(Shell shell, String text) throws CommandFailure {
        try {
            shell.session().expressions().logMessage(text);
            return text;
        } catch (ExpressionException e) {
            throw new CommandFailure("log \"" + text + "\": " + e.getMessage());
        }
    }

    /** A hart that the machine has. */
    static int hart(Shell shell, String text) throws CommandFailure {
        long number = Numbers.parse(text);
        int harts = shell.session().machine().config().harts();
        if (number < 0 || number >= harts) {
            throw new CommandFailure("no hart " + number + "; the machine has " + harts);
        }
        return (int) number;
    }

    /** A mode by its letter. */
    static Privilege mode(String text) throws CommandFailure {
        List<String> letters = new ArrayList<>();
        for (Privilege mode : Privilege.values()) {
            String letter = String.valueOf(mode.letter());
            if (letter.equalsIgnoreCase(text)) {
                return mode;
            }
            letters.add(letter);
        }
        throw new CommandFailure("no mode " + text + "; there are " + String.join(", ", letters));
    }

    private static String program(Shell shell, String name) throws CommandFailure {
        List<String> names =
                shell.session().programs().stream().map(program -> program.name()).toList();
        Optional<String> found = names.stream().filter(name::equals).findFirst();
        return found.orElseThrow(
                () ->
                        new CommandFailure(
                                "no program "
                                        + name
                                        + "; there are "
                                        + String.join(", ", names)
                                        + "; see: symbols add"));
    }
}
