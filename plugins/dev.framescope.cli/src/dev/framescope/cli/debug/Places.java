package dev.framescope.cli.debug;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.symbols.SourceLine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in code as they are typed. */
final class Places {
    private static final Pattern LINE = Pattern.compile("(.*[^:]):(\\d+)");
    private static final Pattern PHYSICAL = Pattern.compile("phys\\s*\\(\\s*(.+?)\\s*\\)");
    private static final Pattern ADDRESS = Pattern.compile("\\*\\s*(.+)");

    /** Line numbers have no more digits; greater numbers are addresses. */
    private static final int MAX_LINE_DIGITS = 6;

    private Places() {}

    /**
     * What a breakpoint is about: {@code allocFrame}, {@code /regular expression/}, {@code
     * memory.c:23}, {@code 23} (in the file of the selected frame), {@code 0x80200000}, {@code
     * *EXPRESSION}, {@code phys(0x80200000)}.
     */
    static BreakpointSpec.Code code(Shell shell, String text)
            throws CommandFailure, InterruptedException {
        Matcher physical = PHYSICAL.matcher(text);
        if (physical.matches()) {
            return new BreakpointSpec.AtPhysicalAddress(Evaluator.number(shell, physical.group(1)));
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return new BreakpointSpec.AtAddress(Evaluator.number(shell, address.group(1)));
        }
        Optional<SourceLine> line = line(shell, text);
        if (line.isPresent()) {
            return new BreakpointSpec.AtLine(line.get().file(), line.get().line());
        }
        return Numbers.looksNumeric(text)
                ? new BreakpointSpec.AtAddress(Numbers.parse(text))
                : new BreakpointSpec.AtFunction(text);
    }

    /** A source line: {@code FILE:LINE}, or a line of the selected frame's file. */
    static Optional<SourceLine> line(Shell shell, String text)
            throws CommandFailure, InterruptedException {
        Matcher named = LINE.matcher(text);
        if (named.matches()) {
            return Optional.of(new SourceLine(named.group(1), lineNumber(named.group(2)), 0));
        }
        if (!text.matches("\\d{1," + MAX_LINE_DIGITS + "}")) {
            return Optional.empty();
        }
        StackFrame frame = shell.selectedFrame();
        SourceLine here =
                frame.line()
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "the frame has no source file; write FILE:"
                                                        + text));
        return Optional.of(new SourceLine(here.file(), lineNumber(text), 0));
    }

    private static int lineNumber(String digits) throws CommandFailure {
        if (digits.length() > MAX_LINE_DIGITS) {
            throw new CommandFailure(digits + " is no line number");
        }
        return Integer.parseInt(digits);
    }

    /** The address of a place, as the selected hart fetches it. */
    static long address(Shell shell, String text) throws CommandFailure, InterruptedException {
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return Evaluator.number(shell, address.group(1));
        }
        Optional<SourceLine> line = line(shell, text);
        return line.isPresent() ? address(shell, line.get()) : Evaluator.number(shell, text);
    }

    private static long address(Shell shell, SourceLine line)
            throws CommandFailure, InterruptedException {
        StackFrame frame = shell.selectedFrame();
        OptionalLong found =
                frame.program().stream()
                        .flatMap(p -> p.symbols().addressesOf(line.file(), line.line()).stream())
                        .mapToLong(Long::longValue)
                        .findFirst();
        long link =
                found.orElseThrow(
                        () -> new CommandFailure("no code at " + line.file() + ":" + line.line()));
        return link + (frame.pc() - frame.linkPc());
    }

    /** The number of a frame that the hart's stack has. */
    static int level(Shell shell, String text) throws CommandFailure, InterruptedException {
        long number = Numbers.parse(text);
        int count = shell.stack().size();
        OptionalInt level =
                number >= 0 && number < count ? OptionalInt.of((int) number) : OptionalInt.empty();
        return level.orElseThrow(
                () ->
                        new CommandFailure(
                                "no frame "
                                        + text
                                        + "; the stack has "
                                        + count
                                        + "; for page frames see: pageframe"));
    }
}
