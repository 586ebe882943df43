package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.DisassemblyLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the view, as text in a few styles. Immutable, without SWT.
 *
 * @param line what it shows
 * @param text its characters, without an end of line
 * @param runs the parts that do not look plain, in order
 * @param sourceLine the number of the source line in it, 0 if it is none
 */
record DisassemblyRow(DisassemblyLine line, String text, List<Run> runs, int sourceLine) {
    /** How a part of a row looks. */
    enum Style {
        LABEL,
        SOURCE,
        ADDRESS,
        MNEMONIC,
        COMMENT,
        /** A symbol that can be followed. */
        LINK,
        PROBLEM
    }

    /**
     * A part of a row.
     *
     * @param start offset of its first character in the row
     */
    record Run(int start, int length, Style style) {
        boolean contains(int offset) {
            return offset >= start && offset < start + length;
        }
    }

    DisassemblyRow {
        runs = List.copyOf(runs);
    }

    long address() {
        return line.address();
    }

    /** The instruction in this row. */
    Optional<DisassemblyLine.Code> code() {
        return line instanceof DisassemblyLine.Code code ? Optional.of(code) : Optional.empty();
    }

    /** Where the row leads: the address that its instruction names. */
    Optional<DisassemblyLine.Reference> reference() {
        return code().flatMap(DisassemblyLine.Code::reference);
    }

    /** Whether a click at this offset of the row follows its reference. */
    boolean isLink(int offset) {
        return runs.stream().anyMatch(run -> run.style() == Style.LINK && run.contains(offset));
    }

    /** Whether both are about the same thing, however they look now. */
    boolean isSamePlace(DisassemblyRow other) {
        return address() == other.address()
                && line.getClass() == other.line.getClass()
                && sourceLine == other.sourceLine;
    }

    /** Puts a row together. */
    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final ArrayList<Run> runs = new ArrayList<>();

        Builder plain(String part) {
            text.append(part);
            return this;
        }

        Builder styled(Style style, String part) {
            Objects.requireNonNull(style, "style");
            if (!part.isEmpty()) {
                runs.add(new Run(text.length(), part.length(), style));
                text.append(part);
            }
            return this;
        }

        /** Blanks up to a column, at least one. */
        Builder column(int column) {
            text.append(" ".repeat(Math.max(1, column - text.length())));
            return this;
        }

        int length() {
            return text.length();
        }

        DisassemblyRow build(DisassemblyLine line, int sourceLine) {
            return new DisassemblyRow(line, text.toString(), runs, sourceLine);
        }
    }
}
