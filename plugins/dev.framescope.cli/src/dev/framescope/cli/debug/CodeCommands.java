package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Commands that show code: source lines, instructions, symbols. */
final class CodeCommands {
    private static final int LINES_AROUND = 5;
    private static final int DEFAULT_INSTRUCTIONS = 10;
    private static final int MAX_INSTRUCTIONS = 10_000;
    private static final String PLACE = "LINE|FILE:LINE|FUNCTION|ADDRESS";

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                                    "list l",
                                    "[" + PLACE + "]",
                                    "source lines around a place, without one around the frame",
                                    CodeCommands::list)
                            .completing(Hint.Kind.PLACE),
                    ShellCommand.of(
                                    "disassemble dis",
                                    "[" + PLACE + " [COUNT]]",
                                    "instructions with their source, without a place from the pc",
                                    CodeCommands::disassemble)
                            .completing(Hint.Kind.PLACE),
                    ShellCommand.of(
                                    "symbol",
                                    "NAME|ADDRESS",
                                    "the address of a symbol, or what is at an address",
                                    CodeCommands::symbol)
                            .completing(Hint.Kind.PLACE));

    private CodeCommands() {}

    private static void list(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        Place place = placeToList(shell, arguments.text());
        SourceLine line = place.line();
        SourceText source =
                SourceText.of(place.program(), line.file())
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "source file "
                                                        + line.file()
                                                        + " is not there; it is looked for beside"
                                                        + " and above "
                                                        + place.program().path()));
        shell.print(line.file());
        shell.print(
                source.lines(line.line() - LINES_AROUND, line.line() + LINES_AROUND, line.line()));
    }

    /** A line of a program's source. */
    private record Place(Program program, SourceLine line) {}

    private static Place placeToList(Shell shell, String text)
            throws CommandFailure, InterruptedException {
        StackFrame frame = shell.selectedFrame();
        if (text.isEmpty()) {
            return place(frame.program(), frame.line());
        }
        Optional<SourceLine> typed = Places.line(shell, text);
        if (typed.isPresent()) {
            return place(shell, typed.get(), frame.program());
        }
        long address = Places.address(shell, text);
        Optional<CodePlace> code = codeAt(shell, frame, address);
        return place(code.map(CodePlace::program), code.flatMap(CodePlace::line));
    }

    private static Place place(Optional<Program> program, Optional<SourceLine> line)
            throws CommandFailure {
        if (program.isEmpty() || line.isEmpty()) {
            throw new CommandFailure("no source line is known for that place");
        }
        return new Place(program.get(), line.get());
    }

    /** The program that has a source file of that name; the frame's if it has. */
    private static Place place(Shell shell, SourceLine line, Optional<Program> first)
            throws CommandFailure {
        for (Program program :
                first.isPresent()
                        ? List.of(first.get(), shell.session().programs().getFirst())
                        : shell.session().programs()) {
            Optional<Place> found = inProgram(program, line);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return shell.session().programs().stream()
                .flatMap(program -> inProgram(program, line).stream())
                .findFirst()
                .orElseThrow(() -> new CommandFailure("no program has a file " + line.file()));
    }

    private static Optional<Place> inProgram(Program program, SourceLine line) {
        return program.symbols().sourceFiles().stream()
                .filter(file -> file.equals(line.file()) || file.endsWith("/" + line.file()))
                .findFirst()
                .map(file -> new Place(program, new SourceLine(file, line.line(), 0)));
    }

    /** Whose code is at an address, in the mode and address space of a frame. */
    private static Optional<CodePlace> codeAt(Shell shell, StackFrame frame, long address)
            throws CommandFailure, InterruptedException {
        Optional<CodePlace> here =
                shell.inspect(
                        machine ->
                                shell.session()
                                        .programLookup()
                                        .at(
                                                new MemoryView(
                                                        machine.hart(frame.hart()),
                                                        machine,
                                                        frame.privilege(),
                                                        frame.satp()),
                                                address));
        return here.or(
                () ->
                        shell.session().programs().stream()
                                .filter(program -> program.hasCodeAt(address))
                                .findFirst()
                                .map(program -> new CodePlace(program, address)));
    }

    private static void disassemble(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        StackFrame frame = shell.selectedFrame();
        Arguments.Counted what = arguments.counted(DEFAULT_INSTRUCTIONS);
        long start =
                what.expression().isEmpty() ? frame.pc() : Places.address(shell, what.expression());
        int count = Math.min(what.number(), MAX_INSTRUCTIONS);
        shell.print(DisassemblyText.of(shell, frame, start, count));
    }

    private static void symbol(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String what = arguments.requiredText("a name or an address");
        boolean found = false;
        for (Program program : shell.session().programs()) {
            String suffix = shell.session().programs().size() > 1 ? " of " + program.name() : "";
            OptionalLong named = program.symbols().symbolAddress(what);
            List<Function> functions =
                    named.isPresent() ? List.of() : program.symbols().functions(what);
            named.ifPresent(at -> shell.print(what + " is at " + Numbers.hex(at) + suffix));
            functions.forEach(
                    f -> shell.print(f.name() + " is at " + Numbers.hex(f.low()) + suffix));
            found |= named.isPresent() || !functions.isEmpty();
        }
        if (!found) {
            long address = Evaluator.number(shell, what);
            Optional<CodePlace> code = codeAt(shell, shell.selectedFrame(), address);
            String line = code.flatMap(CodePlace::line).map(l -> " at " + l).orElse("");
            String symbol =
                    code.map(CodePlace::symbol)
                            .orElseGet(() -> shell.session().kernel().symbols().describe(address));
            shell.print(Numbers.hex(address) + " is " + symbol + line);
        }
    }
}
