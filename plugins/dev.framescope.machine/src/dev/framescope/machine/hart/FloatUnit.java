package dev.framescope.machine.hart;

import dev.framescope.machine.fp.FastFloat;
import dev.framescope.machine.fp.FloatComparison;
import dev.framescope.machine.fp.FloatConversion;
import dev.framescope.machine.fp.FloatFlags;
import dev.framescope.machine.fp.FloatFormat;
import dev.framescope.machine.fp.RoundingMode;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;

/**
 * Executes F and D. The codes of D are those of F at a constant distance, so that each operation is
 * here once, for both formats.
 */
final class FloatUnit {
    private static final int DISTANCE = Op.FLD - Op.FLW;
    private static final int RM_SHIFT = 12;
    private static final int RM_MASK = 7;
    private static final int RS3_SHIFT = 27;

    /** A single is a NaN of 64 bits: its upper half (Unprivileged ISA, NaN Boxing). */
    private static final long BOX = 0xffff_ffff_0000_0000L;

    private static final long LOW = ~BOX;

    private final Hart hart;
    private final Csrs csrs;
    private final DataAccess data;
    private final CodeCache code;
    private final Fault fault;
    private final FloatRegisters registers;
    private final long[] f;
    private final FloatFlags flags;

    FloatUnit(Hart hart, Csrs csrs, DataAccess data, CodeCache code, Fault fault) {
        this.hart = hart;
        this.csrs = csrs;
        this.data = data;
        this.code = code;
        this.fault = fault;
        registers = csrs.floats();
        f = registers.values();
        flags = registers.flags();
    }

    /** Executes a decoded instruction of F or D. */
    void execute(long instruction) throws Fault {
        if (!csrs.floatsEnabled()) {
            throw illegal();
        }
        int fields = (int) instruction;
        int op = fields & Decoder.OP_MASK;
        boolean wide = op >= Op.FLD;
        FloatFormat format = wide ? FloatFormat.DOUBLE : FloatFormat.SINGLE;
        int kind = wide ? op - DISTANCE : op;
        if (kind <= Op.FSW) {
            transfer(kind, format, instruction);
            return;
        }
        int before = flags.raised();
        int word = (int) (instruction >>> Decoder.IMMEDIATE_SHIFT);
        int rd = fields >>> Decoder.RD_SHIFT & Decoder.RD_MASK;
        if (kind <= Op.FSQRT_S) {
            set(format, rd, arithmetic(kind, format, fields, word));
        } else if (kind <= Op.FMAX_S) {
            set(format, rd, select(kind, format, fields));
        } else if (kind == Op.FCVT_S_D) {
            set(format, rd, fromOther(format, fields, mode(word)));
        } else if (kind <= Op.FCLASS_S) {
            hart.write(rd, test(kind, format, fields));
        } else if (kind <= Op.FCVT_LU_S) {
            hart.write(rd, toInteger(kind, format, fields, mode(word)));
        } else if (kind <= Op.FCVT_S_LU) {
            set(format, rd, fromInteger(kind, format, fields, mode(word)));
        } else {
            move(kind, format, rd, fields);
        }
        if (flags.raised() != before) {
            csrs.floatsChanged();
        }
    }

    private Fault illegal() throws Fault {
        return fault.of(Cause.ILLEGAL_INSTRUCTION, code.bitsAt(hart.pc()) & LOW);
    }

    private void set(FloatFormat format, int rd, long value) {
        f[rd] = format == FloatFormat.DOUBLE ? value : BOX | value;
        csrs.floatsChanged();
    }

    /** A register as a number of the format; a single that is not boxed counts as NaN. */
    private long get(FloatFormat format, int register) {
        long value = f[register];
        if (format == FloatFormat.DOUBLE) {
            return value;
        }
        return (value & BOX) == BOX ? value & LOW : FloatFormat.SINGLE.canonicalNan();
    }

    private static int rs1(int fields) {
        return fields >>> Decoder.RS1_SHIFT & Decoder.REGISTER_MASK;
    }

    private static int rs2(int fields) {
        return fields >>> Decoder.RS2_SHIFT & Decoder.REGISTER_MASK;
    }

    /** The rounding mode that an instruction names, or frm does. */
    private int mode(int word) throws Fault {
        int mode = word >>> RM_SHIFT & RM_MASK;
        if (mode == RoundingMode.DYN) {
            mode = registers.frm();
        }
        if (!RoundingMode.isValid(mode)) {
            throw illegal();
        }
        return mode;
    }

    private void transfer(int kind, FloatFormat format, long instruction) throws Fault {
        int fields = (int) instruction;
        long vaddr = hart.x(rs1(fields)) + (instruction >> Decoder.IMMEDIATE_SHIFT);
        int bytes = format == FloatFormat.DOUBLE ? 8 : 4;
        if (kind == Op.FSW) {
            data.store(vaddr, bytes, f[rs2(fields)]);
        } else {
            set(format, fields >>> Decoder.RD_SHIFT & Decoder.RD_MASK, data.load(vaddr, bytes));
        }
    }

    private long arithmetic(int kind, FloatFormat format, int fields, int word) throws Fault {
        int mode = mode(word);
        long a = get(format, rs1(fields));
        if (kind == Op.FSQRT_S) {
            return FastFloat.squareRoot(format, a, mode, flags);
        }
        long b = get(format, rs2(fields));
        return switch (kind) {
            case Op.FADD_S -> FastFloat.add(format, a, b, mode, flags);
            case Op.FSUB_S -> FastFloat.subtract(format, a, b, mode, flags);
            case Op.FMUL_S -> FastFloat.multiply(format, a, b, mode, flags);
            case Op.FDIV_S -> FastFloat.divide(format, a, b, mode, flags);
            default -> fused(kind, format, a, b, get(format, word >>> RS3_SHIFT), mode);
        };
    }

    /** fmadd is a * b + c; the others negate the product, c, or both. */
    private long fused(int kind, FloatFormat format, long a, long b, long c, int mode) {
        boolean negateProduct = kind == Op.FNMSUB_S || kind == Op.FNMADD_S;
        boolean negateAddend = kind == Op.FMSUB_S || kind == Op.FNMADD_S;
        long first = negateProduct ? a ^ format.signBit() : a;
        long addend = negateAddend ? c ^ format.signBit() : c;
        return FastFloat.multiplyAdd(format, first, b, addend, mode, flags);
    }

    private long select(int kind, FloatFormat format, int fields) {
        long a = get(format, rs1(fields));
        long b = get(format, rs2(fields));
        long sign = format.signBit();
        return switch (kind) {
            case Op.FSGNJ_S -> a & ~sign | b & sign;
            case Op.FSGNJN_S -> a & ~sign | ~b & sign;
            case Op.FSGNJX_S -> a ^ b & sign;
            case Op.FMIN_S -> FloatComparison.minimum(format, a, b, flags);
            default -> FloatComparison.maximum(format, a, b, flags);
        };
    }

    private long fromOther(FloatFormat format, int fields, int mode) {
        FloatFormat other = format == FloatFormat.DOUBLE ? FloatFormat.SINGLE : FloatFormat.DOUBLE;
        return FloatConversion.convert(other, format, get(other, rs1(fields)), mode, flags);
    }

    private long test(int kind, FloatFormat format, int fields) {
        long a = get(format, rs1(fields));
        if (kind == Op.FCLASS_S) {
            return FloatComparison.classify(format, a);
        }
        long b = get(format, rs2(fields));
        boolean holds =
                switch (kind) {
                    case Op.FEQ_S -> FloatComparison.equal(format, a, b, flags);
                    case Op.FLT_S -> FloatComparison.less(format, a, b, flags);
                    default -> FloatComparison.lessOrEqual(format, a, b, flags);
                };
        return holds ? 1 : 0;
    }

    private long toInteger(int kind, FloatFormat format, int fields, int mode) {
        long a = get(format, rs1(fields));
        return switch (kind) {
            case Op.FCVT_W_S -> FloatConversion.toInt(format, a, mode, flags);
            case Op.FCVT_WU_S -> FloatConversion.toUnsignedInt(format, a, mode, flags);
            case Op.FCVT_L_S -> FloatConversion.toLong(format, a, mode, flags);
            default -> FloatConversion.toUnsignedLong(format, a, mode, flags);
        };
    }

    private long fromInteger(int kind, FloatFormat format, int fields, int mode) {
        long a = hart.x(rs1(fields));
        return switch (kind) {
            case Op.FCVT_S_W -> FloatConversion.fromLong(format, (int) a, mode, flags);
            case Op.FCVT_S_WU -> FloatConversion.fromLong(format, a & LOW, mode, flags);
            case Op.FCVT_S_L -> FloatConversion.fromLong(format, a, mode, flags);
            default -> FloatConversion.fromUnsigned(format, a, mode, flags);
        };
    }

    /** Moves bits as they are, whether boxed or not. */
    private void move(int kind, FloatFormat format, int rd, int fields) {
        boolean wide = format == FloatFormat.DOUBLE;
        if (kind == Op.FMV_X_W) {
            long value = f[rs1(fields)];
            hart.write(rd, wide ? value : (int) value);
        } else {
            long value = hart.x(rs1(fields));
            set(format, rd, wide ? value : value & LOW);
        }
    }
}
