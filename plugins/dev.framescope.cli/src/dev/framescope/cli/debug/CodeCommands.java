package dev.framescope.cli.debug;

import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.isa.Disassembler;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolFile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Commands that show code: source lines, instructions, symbols. */
final class CodeCommands {
    private static final int LINES_AROUND = 5;
    private static final int DEFAULT_INSTRUCTIONS = 10;
    private static final int MAX_INSTRUCTIONS = 10_000;
    private static final int MAX_INSTRUCTION_BYTES = 4;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "list l",
                            "[FUNCTION|ADDRESS]",
                            "source lines around a place, without one around the pc",
                            CodeCommands::list),
                    ShellCommand.of(
                            "disassemble dis",
                            "[ADDRESS [COUNT]]",
                            "instructions, without an address from the pc on",
                            CodeCommands::disassemble),
                    ShellCommand.of(
                            "symbol",
                            "NAME|ADDRESS",
                            "the address of a symbol, or what is at an address",
                            CodeCommands::symbol));

    private CodeCommands() {}

    private static void list(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        KernelImage kernel = shell.session().kernel();
        SourceLine line = lineToList(shell, arguments);
        SourceText source =
                SourceText.of(kernel, line.file())
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "source file "
                                                        + line.file()
                                                        + " is not there; it is looked for beside"
                                                        + " and above "
                                                        + kernel.path()));
        shell.print(line.file());
        shell.print(
                source.lines(line.line() - LINES_AROUND, line.line() + LINES_AROUND, line.line()));
    }

    private static SourceLine lineToList(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        Optional<SourceLine> line;
        if (arguments.count() == 0) {
            StackFrame top = shell.await(shell.session().backtrace(shell.hart())).get(0);
            line = top.line();
        } else {
            long address = Addresses.parse(shell, arguments.words().get(0));
            KernelImage kernel = shell.session().kernel();
            line = kernel.symbols().lineAt(kernel.linkAddress(address, false));
        }
        return line.orElseThrow(() -> new CommandFailure("no source line is known for that place"));
    }

    private static void disassemble(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        long pc = shell.await(shell.session().backtrace(shell.hart())).get(0).pc();
        long start = arguments.count() == 0 ? pc : Addresses.parse(shell, arguments.words().get(0));
        int count = Math.min(arguments.number(1, DEFAULT_INSTRUCTIONS), MAX_INSTRUCTIONS);
        byte[] bytes =
                shell.await(
                        shell.session()
                                .readVirtual(shell.hart(), start, count * MAX_INSTRUCTION_BYTES));
        int at = 0;
        for (int i = 0; i < count; i++) {
            int length = length(bytes, at);
            if (at + length > bytes.length) {
                throw new CommandFailure("no memory at virtual address " + Numbers.hex(start + at));
            }
            shell.print(line(shell, start + at, pc, bits(bytes, at, length), length));
            at += length;
        }
    }

    private static int length(byte[] bytes, int at) {
        return at + 2 > bytes.length ? 2 : Disassembler.length(bits(bytes, at, 2));
    }

    private static int bits(byte[] bytes, int at, int length) {
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= (bytes[at + i] & 0xff) << 8 * i;
        }
        return bits;
    }

    private static String line(Shell shell, long address, long pc, int bits, int length) {
        KernelImage kernel = shell.session().kernel();
        String code = String.format(Locale.ROOT, length == 2 ? "%04x" : "%08x", bits);
        return String.format(
                Locale.ROOT,
                "%s %s  %-28s %-8s  %s",
                address == pc ? ">" : " ",
                Numbers.hex(address),
                kernel.symbols().describe(kernel.linkAddress(address, false)),
                code,
                Disassembler.disassemble(address, bits));
    }

    private static void symbol(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String what = arguments.required(0, "a name or an address");
        SymbolFile symbols = shell.session().kernel().symbols();
        OptionalLong named = symbols.symbolAddress(what);
        if (named.isPresent()) {
            shell.print(what + " is at " + Numbers.hex(named.getAsLong()));
            return;
        }
        List<Function> functions = symbols.functions(what);
        for (Function function : functions) {
            shell.print(function.name() + " is at " + Numbers.hex(function.low()));
        }
        if (functions.isEmpty()) {
            long address = Addresses.parse(shell, what);
            long link = shell.session().kernel().linkAddress(address, false);
            String line = symbols.lineAt(link).map(l -> " at " + l).orElse("");
            shell.print(Numbers.hex(address) + " is " + symbols.describe(link) + line);
        }
    }
}
