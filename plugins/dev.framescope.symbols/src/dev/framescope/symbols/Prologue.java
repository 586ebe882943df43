package dev.framescope.symbols;

import dev.framescope.symbols.dwarf.AddressRange;
import dev.framescope.symbols.dwarf.LineTable;
import dev.framescope.symbols.dwarf.LineTable.Rows;
import dev.framescope.symbols.elf.ByteReader;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Finds the end of a function's prologue in its line table, at the place where GDB stops for {@code
 * break FUNCTION}, or a few instructions behind it.
 */
final class Prologue {

    private final LineTable table;
    private final AddressRange function;
    private final Rows rows;
    private final LongFunction<Optional<ByteReader>> code;

    /**
     * Looks at nothing yet.
     *
     * @param code gives a reader at the instruction of an address, if it can be read
     */
    Prologue(LineTable table, AddressRange function, LongFunction<Optional<ByteReader>> code) {
        this.table = table;
        this.code = code;
        this.function = function;
        rows = table.rowsIn(function);
    }

    /**
     * The link address of the first instruction after the prologue.
     *
     * @param throughout whether the function can be looked at from its first instruction on, so
     *     that its prologue need not be passed unless its end is marked
     */
    long end(boolean throughout) {
        for (int row = rows.first(); row < rows.end(); row++) {
            if (table.isPrologueEnd(row)) {
                return behindStores(table.address(row));
            }
        }
        if (throughout || rows.end() == rows.first() || emptyPrologue()) {
            return function.low();
        }
        int second = afterFirstLine();
        if (second == rows.end()) {
            // All on one line: its second statement, if there is one.
            second = lastOfAddress(rows.first()) + 1;
        }
        return second < rows.end() ? table.address(second) : function.low();
    }

    /**
     * Where the frame is made and all arguments are in it. LLVM marks the first instruction with a
     * place in the source, and without optimization this may be one that stores an argument (whose
     * place is its declaration) or that was moved before those which make the frame. GDB stops
     * there, and shows what was in the frame before.
     */
    private long behindStores(long mark) {
        try {
            Optional<ByteReader> in = code.apply(mark);
            return in.isEmpty() ? mark : behindStores(mark, in.get());
        } catch (SymbolException e) {
            return mark; // the code ends in the middle of an instruction
        }
    }

    private long behindStores(long mark, ByteReader in) throws SymbolException {
        long address = mark;
        FrameCode.Instruction next = FrameCode.read(in);
        while (next.makesFrame()) {
            address += next.length();
            next = FrameCode.read(in);
        }
        if (address == mark) {
            return mark;
        }
        while (!next.leaves() && !hasLine(address)) {
            address += next.length();
            next = FrameCode.read(in);
        }
        return hasLine(address) && function.contains(address) ? address : mark;
    }

    private boolean hasLine(long address) {
        int row = table.rowAt(address);
        return row >= 0 && table.line(row) != 0;
    }

    /**
     * The row where the function's first line ends, or {@code rows.end()}. Instructions of earlier
     * lines that follow it were moved up into the prologue by the compiler.
     */
    private int afterFirstLine() {
        int first = lastOfAddress(rows.first());
        int line = table.line(first);
        int next = nextAddress(first);
        while (next < rows.end()) {
            int last = lastOfAddress(next);
            boolean movedUp = table.line(last) < line && table.line(last) != 0;
            if (!movedUp || table.file(last) != table.file(first)) {
                return next;
            }
            line = table.line(last);
            next = nextAddress(last);
        }
        return next;
    }

    /** Compilers write two lines for the first address to say that there is no prologue. */
    private boolean emptyPrologue() {
        int row = rows.first();
        return row + 1 < rows.end()
                && table.address(row + 1) == table.address(row)
                && table.file(row + 1) == table.file(row)
                && !(table.isDiscriminated(row + 1) && table.sameLine(row, row + 1));
    }

    /** The row that holds at the address of this one. */
    private int lastOfAddress(int row) {
        int last = row;
        while (last + 1 < rows.end() && table.address(last + 1) == table.address(row)) {
            last++;
        }
        return last;
    }

    /** The next row that has another address, and is not just a new view of the same line. */
    private int nextAddress(int row) {
        int next = row + 1;
        while (next < rows.end()
                && (table.address(next) == table.address(row)
                        || table.isDiscriminated(next) && table.sameLine(next, row))) {
            next++;
        }
        return next;
    }
}
