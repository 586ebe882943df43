package dev.framescope.cli.debug;

import dev.framescope.debugger.disassembly.CodeBytes;
import dev.framescope.debugger.disassembly.CodeNames;
import dev.framescope.debugger.disassembly.CodeSpace;
import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.debugger.disassembly.Listing;
import dev.framescope.debugger.stack.StackFrame;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Instructions as text, with labels and source lines between them. */
final class DisassemblyText {
    private static final int MAX_INSTRUCTION_BYTES = 4;

    /** What is read around, to see what instructions refer to. */
    private static final int MARGIN = 256;

    private DisassemblyText() {}

    /** What is taken over from the machine thread. */
    private record Code(CodeBytes bytes, CodeNames names) {}

    /**
     * Instructions in the address space of a frame.
     *
     * @param start where the first begins
     */
    static String of(Shell shell, StackFrame frame, long start, int count)
            throws CommandFailure, InterruptedException {
        CodeSpace space = new CodeSpace(frame.hart(), frame.privilege(), frame.satp());
        int length = count * MAX_INSTRUCTION_BYTES;
        long low = Long.compareUnsigned(start, MARGIN) < 0 ? 0 : start - MARGIN;
        Code code =
                shell.inspect(
                        machine ->
                                new Code(
                                        CodeBytes.read(
                                                machine,
                                                space,
                                                low,
                                                (int) (start - low) + length + MARGIN),
                                        CodeNames.around(
                                                machine,
                                                shell.session().programLookup(),
                                                space,
                                                start)));
        List<DisassemblyLine> lines = Listing.of(code.bytes(), code.names(), start, start + length);
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (DisassemblyLine line : lines) {
            if (shown == count) {
                break;
            }
            if (line instanceof DisassemblyLine.Unmapped gap && shown == 0) {
                throw new CommandFailure(
                        "no memory at virtual address "
                                + Numbers.hex(gap.address())
                                + ": "
                                + gap.why());
            }
            text.append(line(line, frame)).append('\n');
            shown += line instanceof DisassemblyLine.Code ? 1 : 0;
        }
        return text.toString();
    }

    private static String line(DisassemblyLine line, StackFrame frame) {
        return switch (line) {
            case DisassemblyLine.Label label -> label.name() + ":";
            case DisassemblyLine.Source source -> source(source, frame);
            case DisassemblyLine.Unmapped gap ->
                    "  " + Numbers.hex(gap.address()) + "  not readable: " + gap.why();
            case DisassemblyLine.Code code -> code(code, frame.pc());
        };
    }

    private static String source(DisassemblyLine.Source source, StackFrame frame) {
        String text =
                frame.program()
                        .flatMap(program -> SourceText.of(program, source.line().file()))
                        .flatMap(file -> file.line(source.line().line()))
                        .map(code -> "  " + code.strip())
                        .orElse("");
        return "    " + source.line().fileName() + ":" + source.line().line() + text;
    }

    private static String code(DisassemblyLine.Code code, long pc) {
        String bits =
                code.length() == 2
                        ? String.format(Locale.ROOT, "%04x", code.bits() & 0xffff)
                        : String.format(Locale.ROOT, "%08x", code.bits());
        Optional<String> target =
                code.reference()
                        .map(DisassemblyLine.Reference::symbol)
                        .filter(symbol -> !symbol.isEmpty());
        return String.format(
                Locale.ROOT,
                "%s %s  %-28s %-8s  %s%s",
                code.address() == pc ? ">" : " ",
                Numbers.hex(code.address()),
                code.symbol(),
                bits,
                (code.mnemonic() + " " + code.operands()).strip(),
                target.map(symbol -> "  <" + symbol + ">").orElse(""));
    }
}
