package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.CodeSpace;
import dev.framescope.debugger.disassembly.DisassemblyLine;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What the view shows: a stretch of an address space as rows. Immutable, without SWT.
 *
 * @param space which addresses these are
 * @param low address of the first row
 * @param high address after the last row
 * @param rows by ascending address; at least one
 */
record DisassemblyPage(CodeSpace space, long low, long high, List<DisassemblyRow> rows) {
    DisassemblyPage {
        rows = List.copyOf(rows);
    }

    /** All rows, each with an end of line but the last. */
    String text() {
        return rows.stream().map(DisassemblyRow::text).collect(Collectors.joining("\n"));
    }

    /** Whether an instruction that begins at the address may be in it. */
    boolean covers(long address) {
        return Long.compareUnsigned(address - low, high - low) < 0;
    }

    /** The row of the instruction at an address, or of the unreadable stretch it is in. */
    OptionalInt rowOf(long address) {
        for (int i = 0; i < rows.size(); i++) {
            boolean here =
                    switch (rows.get(i).line()) {
                        case DisassemblyLine.Code code ->
                                Long.compareUnsigned(address - code.address(), code.length()) < 0;
                        case DisassemblyLine.Unmapped gap ->
                                Long.compareUnsigned(
                                                address - gap.address(), gap.end() - gap.address())
                                        < 0;
                        default -> false;
                    };
            if (here) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The row that is about the same thing as one of another page; empty if there is none. */
    OptionalInt rowLike(DisassemblyRow other) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isSamePlace(other)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether more can be shown below. */
    boolean continues() {
        return high != 0 && !(rows.getLast().line() instanceof DisassemblyLine.Unmapped);
    }

    /** Whether more can be shown above. */
    boolean begins() {
        return low == 0 || rows.getFirst().line() instanceof DisassemblyLine.Unmapped;
    }
}
