package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.dwarf.LineProgramHeader.Parameters;
import dev.framescope.symbols.elf.ByteReader;

import java.util.function.Consumer;

/** Runs a line number program (DWARF 5, section 6.2.5) to make its table. */
final class LineProgram {

    private static final int EXTENDED = 0;
    private static final int COPY = 1;
    private static final int ADVANCE_PC = 2;
    private static final int ADVANCE_LINE = 3;
    private static final int SET_FILE = 4;
    private static final int SET_COLUMN = 5;
    private static final int NEGATE_STMT = 6;
    private static final int SET_BASIC_BLOCK = 7;
    private static final int CONST_ADD_PC = 8;
    private static final int FIXED_ADVANCE_PC = 9;
    private static final int SET_PROLOGUE_END = 10;

    private static final int END_SEQUENCE = 1;
    private static final int SET_ADDRESS = 2;
    private static final int SET_DISCRIMINATOR = 4;

    private static final int LAST_SPECIAL = 255;

    private final Parameters parameters;
    private final ByteReader in;
    private final LineTableBuilder table;

    private long address;
    private int file;
    private int line;
    private int column;
    private boolean statement;
    private boolean prologueEnd;
    private long discriminator;
    private boolean discriminated;

    private LineProgram(Parameters parameters, ByteReader in, LineTableBuilder table) {
        this.parameters = parameters;
        this.in = in;
        this.table = table;
        reset();
    }

    /** Runs the program of a header; what comes before a broken opcode is kept. */
    static LineTable run(
            LineProgramHeader header, DwarfSections sections, Consumer<SymbolException> problems)
            throws SymbolException {
        ByteReader in = sections.open(DwarfSections.LINE).within(header.program(), header.end());
        if (!sections.budget().spend(in.remaining())) {
            throw in.problem("too many line programs have the same opcodes");
        }
        LineTableBuilder table = new LineTableBuilder(sections::hasCodeAt);
        LineProgram program = new LineProgram(header.parameters(), in, table);
        try {
            while (in.remaining() > 0) {
                program.step();
            }
            if (table.isOpen()) {
                throw in.problem("the last sequence of lines has no end");
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return table.build();
    }

    private void reset() {
        address = 0;
        file = 1;
        line = 1;
        column = 0;
        statement = parameters.defaultIsStatement();
        prologueEnd = false;
        discriminator = 0;
        discriminated = false;
    }

    private void step() throws SymbolException {
        int opcode = in.u8();
        if (opcode >= parameters.opcodeBase()) {
            special(opcode);
        } else if (opcode == EXTENDED) {
            extended();
        } else {
            standard(opcode);
        }
    }

    private void special(int opcode) {
        int adjusted = opcode - parameters.opcodeBase();
        advance(adjusted / parameters.lineRange());
        advanceLine(parameters.lineBase() + adjusted % parameters.lineRange());
        row();
    }

    private void standard(int opcode) throws SymbolException {
        switch (opcode) {
            case COPY -> row();
            case ADVANCE_PC -> advance(in.uleb());
            case ADVANCE_LINE -> advanceLine((int) in.sleb());
            case SET_FILE -> file = (int) in.uleb();
            case SET_COLUMN -> column = (int) in.uleb();
            case NEGATE_STMT -> statement = !statement;
            case SET_BASIC_BLOCK -> {
                // basic blocks are of no interest here
            }
            case CONST_ADD_PC ->
                    advance((LAST_SPECIAL - parameters.opcodeBase()) / parameters.lineRange());
            case FIXED_ADVANCE_PC -> address += in.u16();
            case SET_PROLOGUE_END -> prologueEnd = true;
            default -> {
                for (int i = 0; i < parameters.standardLengths()[opcode]; i++) {
                    in.uleb();
                }
            }
        }
    }

    private void extended() throws SymbolException {
        long length = in.uleb();
        if (length < 1 || length > in.remaining()) {
            throw in.problem("an opcode of " + Long.toUnsignedString(length) + " bytes");
        }
        long next = in.offset() + length;
        switch (in.u8()) {
            case END_SEQUENCE -> {
                table.endSequence(address);
                reset();
            }
            case SET_ADDRESS -> address = in.unsigned((int) length - 1);
            case SET_DISCRIMINATOR -> {
                discriminator = in.uleb();
                discriminated |= discriminator != 0;
            }
            default -> {
                // files are defined in the header, and vendors' opcodes are skipped
            }
        }
        in.seek(next);
    }

    private void advance(long operations) {
        address += operations * parameters.instructionLength();
    }

    private void advanceLine(int lines) {
        line += lines;
        if (lines != 0) {
            discriminated = discriminator != 0;
        }
    }

    private void row() {
        byte flags = LineTable.flags(statement, prologueEnd, discriminated);
        table.row(address, file, line, column, flags);
        prologueEnd = false;
        discriminator = 0;
    }
}
