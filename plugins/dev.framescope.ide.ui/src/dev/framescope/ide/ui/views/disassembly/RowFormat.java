package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.ide.ui.views.disassembly.DisassemblyRow.Style;
import dev.framescope.symbols.SourceLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a listing as rows of text with columns: addresses as wide as the widest, then on request
 * physical addresses and bytes, then the offset in the function and the instruction.
 */
final class RowFormat {
    private static final int BYTES_WIDTH = 12;
    private static final int OFFSET_WIDTH = 8;
    private static final int MNEMONIC_WIDTH = 11;
    private static final String INDENT = "  ";
    private static final int TAB = 4;

    private final DisassemblyOptions options;
    private final SourceTexts sources;
    private int addressWidth;
    private int physicalWidth;

    RowFormat(DisassemblyOptions options, SourceTexts sources) {
        this.options = options;
        this.sources = sources;
    }

    /** The rows of a listing. Reads source files, so not for the UI thread. */
    List<DisassemblyRow> rows(List<DisassemblyLine> lines) {
        for (DisassemblyLine line : lines) {
            addressWidth = Math.max(addressWidth, hex(line.address()).length());
            if (line instanceof DisassemblyLine.Code code && code.physical().isPresent()) {
                int width = hex(code.physical().getAsLong()).length();
                physicalWidth = Math.max(physicalWidth, width);
            }
        }
        List<DisassemblyRow> rows = new ArrayList<>();
        for (DisassemblyLine line : lines) {
            switch (line) {
                case DisassemblyLine.Label label -> rows.add(label(label));
                case DisassemblyLine.Source source -> sourceRows(source, rows);
                case DisassemblyLine.Code code -> rows.add(code(code));
                case DisassemblyLine.Unmapped unmapped -> rows.add(unmapped(unmapped));
            }
        }
        return rows;
    }

    private static DisassemblyRow label(DisassemblyLine.Label label) {
        return new DisassemblyRow.Builder().styled(Style.LABEL, label.name() + ":").build(label, 0);
    }

    private void sourceRows(DisassemblyLine.Source source, List<DisassemblyRow> rows) {
        if (!options.source()) {
            return;
        }
        SourceLine last = source.line();
        if (sources.text(last, last.line()).isEmpty()) {
            rows.add(sourceRow(source, last.line(), last.fileName() + ":" + last.line()));
            return;
        }
        for (int number = source.first(); number <= last.line(); number++) {
            String text = sources.text(last, number).orElse("");
            if (number == last.line() || !text.isBlank()) {
                rows.add(sourceRow(source, number, number(number) + untabbed(text)));
            }
        }
    }

    private static String number(int line) {
        return String.format(Locale.ROOT, "%5d  ", line);
    }

    private static String untabbed(String text) {
        return text.replace("\t", " ".repeat(TAB)).stripTrailing();
    }

    private static DisassemblyRow sourceRow(
            DisassemblyLine.Source source, int number, String text) {
        return new DisassemblyRow.Builder().styled(Style.SOURCE, text).build(source, number);
    }

    private DisassemblyRow code(DisassemblyLine.Code code) {
        DisassemblyRow.Builder row = new DisassemblyRow.Builder();
        row.plain(INDENT).styled(Style.ADDRESS, padded(hex(code.address()), addressWidth));
        int column = INDENT.length() + addressWidth + 1;
        if (options.physical()) {
            String physical = code.physical().isPresent() ? hex(code.physical().getAsLong()) : "";
            row.column(column).styled(Style.COMMENT, padded(physical, physicalWidth));
            column += physicalWidth + 1;
        }
        row.column(column);
        row.styled(Style.COMMENT, offset(code.symbol()));
        column += OFFSET_WIDTH;
        if (options.bytes()) {
            row.column(column).styled(Style.COMMENT, bytes(code));
            column += BYTES_WIDTH;
        }
        row.column(column).styled(Style.MNEMONIC, code.mnemonic());
        if (!code.operands().isEmpty()) {
            row.column(column + MNEMONIC_WIDTH).plain(code.operands());
        }
        code.reference().ifPresent(reference -> reference(row, reference));
        return row.build(code, 0);
    }

    private static void reference(DisassemblyRow.Builder row, DisassemblyLine.Reference to) {
        String name = to.symbol().isEmpty() ? "0x" + hex(to.address()) : to.symbol();
        row.plain("  ").styled(Style.COMMENT, to.code() ? "→ " : "# ");
        row.styled(Style.LINK, name);
    }

    /** {@code +0xc} of {@code allocFrame+0xc}. */
    private static String offset(String symbol) {
        if (symbol.isEmpty()) {
            return "";
        }
        int plus = symbol.lastIndexOf("+0x");
        return plus < 0 ? "+0x0" : symbol.substring(plus);
    }

    private static String bytes(DisassemblyLine.Code code) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < code.length(); i++) {
            text.append(i == 0 ? "" : " ");
            text.append(String.format(Locale.ROOT, "%02x", code.bits() >>> 8 * i & 0xff));
        }
        return text.toString();
    }

    private static DisassemblyRow unmapped(DisassemblyLine.Unmapped unmapped) {
        String range = hex(unmapped.address()) + " to " + hex(unmapped.end() - 1);
        return new DisassemblyRow.Builder()
                .plain(INDENT)
                .styled(Style.PROBLEM, range + "  not readable: " + unmapped.why())
                .build(unmapped, 0);
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }
}
