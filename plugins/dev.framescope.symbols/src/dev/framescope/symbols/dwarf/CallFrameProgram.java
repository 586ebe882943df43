package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Runs call frame instructions (DWARF 5, section 6.4.2) up to the row of one address. */
final class CallFrameProgram {

    private static final int ADVANCE_LOC = 0x1;
    private static final int OFFSET = 0x2;
    private static final int RESTORE = 0x3;

    private static final int NOP = 0x00;
    private static final int SET_LOC = 0x01;
    private static final int ADVANCE_LOC1 = 0x02;
    private static final int ADVANCE_LOC2 = 0x03;
    private static final int ADVANCE_LOC4 = 0x04;
    private static final int OFFSET_EXTENDED = 0x05;
    private static final int RESTORE_EXTENDED = 0x06;
    private static final int UNDEFINED = 0x07;
    private static final int SAME_VALUE = 0x08;
    private static final int REGISTER = 0x09;
    private static final int REMEMBER_STATE = 0x0a;
    private static final int RESTORE_STATE = 0x0b;
    private static final int DEF_CFA = 0x0c;
    private static final int DEF_CFA_REGISTER = 0x0d;
    private static final int DEF_CFA_OFFSET = 0x0e;
    private static final int DEF_CFA_EXPRESSION = 0x0f;
    private static final int EXPRESSION = 0x10;
    private static final int OFFSET_EXTENDED_SF = 0x11;
    private static final int DEF_CFA_SF = 0x12;
    private static final int DEF_CFA_OFFSET_SF = 0x13;
    private static final int VAL_OFFSET = 0x14;
    private static final int VAL_OFFSET_SF = 0x15;
    private static final int VAL_EXPRESSION = 0x16;
    private static final int GNU_ARGS_SIZE = 0x2e;
    private static final int GNU_NEGATIVE_OFFSET_EXTENDED = 0x2f;

    /** Compilers nest two deep; each level costs a copy of the rules. */
    private static final int MAXIMUM_REMEMBERED = 32;

    /** Honest entries have some hundred bytes. */
    private static final int MAXIMUM_LENGTH = 1 << 16;

    /** A hart has x, f, v registers and some CSRs that a compiler saves. */
    private static final int MAXIMUM_RULES = 256;

    /** More than any machine has: what is above is a broken file. */
    private static final int MAXIMUM_REGISTER = 0xffff;

    private static final CfaRule.RegisterOffset NO_OFFSET = new CfaRule.RegisterOffset(0, 0);

    /** The rules at one address. */
    private record State(CfaRule cfa, Map<Integer, RegisterRule> registers) {}

    private final FrameEntry entry;
    private final long target;
    private final Deque<State> remembered = new ArrayDeque<>();
    private CfaRule cfa;
    private Map<Integer, RegisterRule> registers = new HashMap<>();
    private Map<Integer, RegisterRule> initial = Map.of();
    private long location;

    private CallFrameProgram(FrameEntry entry, long target) {
        this.entry = entry;
        this.target = target;
        location = entry.range().low();
    }

    /** The rules at a link address in the entry's range. */
    static FrameRules run(FrameEntry entry, long address) throws SymbolException {
        CallFrameProgram program = new CallFrameProgram(entry, address);
        FrameEntry.Common common = entry.common();
        program.run(entry.section().within(common.program(), common.end()));
        program.initial = Map.copyOf(program.registers);
        ByteReader in = entry.section().within(entry.program(), entry.end());
        program.run(in);
        if (program.cfa == null) {
            throw in.problem("there is no rule for the frame's address");
        }
        return new FrameRules(
                program.cfa, program.registers, common.returnAddress(), common.signalFrame());
    }

    private void run(ByteReader in) throws SymbolException {
        if (in.remaining() > MAXIMUM_LENGTH) {
            throw in.problem("more than 65536 bytes of call frame instructions");
        }
        while (in.remaining() > 0) {
            int opcode = in.u8();
            int operand = opcode & 0x3f;
            long before = location;
            switch (opcode >>> 6) {
                case ADVANCE_LOC -> advance(operand);
                case OFFSET -> saved(operand, in.uleb());
                case RESTORE -> restore(operand);
                default -> extended(opcode, in);
            }
            if (location != before && Long.compareUnsigned(location, target) > 0) {
                return;
            }
        }
    }

    private void extended(int opcode, ByteReader in) throws SymbolException {
        switch (opcode) {
            case NOP -> {
                // fills up the entry
            }
            case SET_LOC -> location = entry.common().pointers().address(in);
            case ADVANCE_LOC1 -> advance(in.u8());
            case ADVANCE_LOC2 -> advance(in.u16());
            case ADVANCE_LOC4 -> advance(in.u32());
            case REMEMBER_STATE -> remember(in);
            case RESTORE_STATE -> recall(in);
            case GNU_ARGS_SIZE -> in.uleb();
            case DEF_CFA,
                    DEF_CFA_REGISTER,
                    DEF_CFA_OFFSET,
                    DEF_CFA_EXPRESSION,
                    DEF_CFA_SF,
                    DEF_CFA_OFFSET_SF ->
                    defineCfa(opcode, in);
            default -> defineRegister(opcode, in);
        }
    }

    private void advance(long delta) {
        location += delta * entry.common().codeFactor();
    }

    private void remember(ByteReader in) throws SymbolException {
        if (remembered.size() == MAXIMUM_REMEMBERED) {
            throw in.problem("more than 32 states are remembered");
        }
        if (registers.size() > MAXIMUM_RULES) {
            throw in.problem("more than 256 registers have rules");
        }
        remembered.push(new State(cfa, Map.copyOf(registers)));
    }

    private void recall(ByteReader in) throws SymbolException {
        if (remembered.isEmpty()) {
            throw in.problem("a state is restored that has not been remembered");
        }
        State state = remembered.pop();
        cfa = state.cfa;
        registers = new HashMap<>(state.registers);
    }

    private void defineCfa(int opcode, ByteReader in) throws SymbolException {
        long factor = entry.common().dataFactor();
        switch (opcode) {
            case DEF_CFA -> cfa = new CfaRule.RegisterOffset(register(in), in.uleb());
            case DEF_CFA_SF -> cfa = new CfaRule.RegisterOffset(register(in), in.sleb() * factor);
            case DEF_CFA_REGISTER ->
                    cfa = new CfaRule.RegisterOffset(register(in), current(in).offset());
            case DEF_CFA_OFFSET ->
                    cfa = new CfaRule.RegisterOffset(current(in).register(), in.uleb());
            case DEF_CFA_OFFSET_SF ->
                    cfa = new CfaRule.RegisterOffset(current(in).register(), in.sleb() * factor);
            default -> cfa = new CfaRule.Expression(block(in));
        }
    }

    /** GNU as starts with the register alone, and means an offset of 0. */
    private CfaRule.RegisterOffset current(ByteReader in) throws SymbolException {
        if (cfa instanceof CfaRule.Expression) {
            throw in.problem("a register or offset is changed, but the rule is an expression");
        }
        return cfa == null ? NO_OFFSET : (CfaRule.RegisterOffset) cfa;
    }

    private void defineRegister(int opcode, ByteReader in) throws SymbolException {
        int register = register(in);
        long factor = entry.common().dataFactor();
        switch (opcode) {
            case OFFSET_EXTENDED -> saved(register, in.uleb());
            case OFFSET_EXTENDED_SF -> saved(register, in.sleb());
            case GNU_NEGATIVE_OFFSET_EXTENDED -> saved(register, -in.uleb());
            case RESTORE_EXTENDED -> restore(register);
            case UNDEFINED -> registers.put(register, new RegisterRule.Undefined());
            case SAME_VALUE -> registers.put(register, new RegisterRule.SameValue());
            case REGISTER -> registers.put(register, new RegisterRule.InRegister(register(in)));
            case VAL_OFFSET ->
                    registers.put(register, new RegisterRule.CfaPlus(in.uleb() * factor));
            case VAL_OFFSET_SF ->
                    registers.put(register, new RegisterRule.CfaPlus(in.sleb() * factor));
            case EXPRESSION ->
                    registers.put(register, new RegisterRule.SavedAtExpression(block(in)));
            case VAL_EXPRESSION ->
                    registers.put(register, new RegisterRule.ValueExpression(block(in)));
            default ->
                    throw in.problem(
                            String.format("unknown call frame instruction 0x%02x", opcode));
        }
    }

    private void saved(int register, long factoredOffset) {
        long offset = factoredOffset * entry.common().dataFactor();
        registers.put(register, new RegisterRule.SavedAt(offset));
    }

    private void restore(int register) {
        RegisterRule rule = initial.get(register);
        if (rule == null) {
            registers.remove(register);
        } else {
            registers.put(register, rule);
        }
    }

    private static int register(ByteReader in) throws SymbolException {
        long register = in.uleb();
        if (register < 0 || register > MAXIMUM_REGISTER) {
            throw in.problem("there is no register " + Long.toUnsignedString(register));
        }
        return (int) register;
    }

    private static byte[] block(ByteReader in) throws SymbolException {
        return in.bytes(in.uleb());
    }
}
