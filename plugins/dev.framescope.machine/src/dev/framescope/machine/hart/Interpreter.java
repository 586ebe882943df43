package dev.framescope.machine.hart;

import static dev.framescope.machine.memory.LittleEndian.INT;
import static dev.framescope.machine.memory.LittleEndian.LONG;
import static dev.framescope.machine.memory.LittleEndian.SHORT;

import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;

/**
 * Executes decoded instructions. One loop with one switch, kept well below the 8,000 bytecodes over
 * which HotSpot does not compile a method: what is rare, lives elsewhere.
 *
 * <p>While the loop runs, its locals hold pc and count. They are written back to the hart before
 * anything is called that may look at it or throw: the hart's pc is then the current instruction,
 * and its slots are those done before.
 */
final class Interpreter {
    private static final int HALF_MASK = 0xffff;
    private static final long WORD_MASK = 0xffff_ffffL;
    private static final long BYTE_TAG = Sv39.PAGE_MASK;
    private static final long HALF_TAG = Sv39.PAGE_MASK | 1;
    private static final long WORD_TAG = Sv39.PAGE_MASK | 3;
    private static final long DOUBLE_TAG = Sv39.PAGE_MASK | 7;

    private final Hart hart;
    private final Mmu mmu;
    private final DataAccess data;
    private final CodeCache code;
    private final Atomics atomics;
    private final SystemInstructions system;
    private final FloatUnit floats;
    private final long[] x;
    private final long[] readTlb;
    private final long[] writeTlb;
    private final byte[][] chunks;

    Interpreter(
            Hart hart,
            long[] x,
            Mmu mmu,
            DataAccess data,
            CodeCache code,
            Atomics atomics,
            SystemInstructions system,
            FloatUnit floats,
            byte[][] chunks) {
        this.hart = hart;
        this.x = x;
        this.mmu = mmu;
        this.data = data;
        this.code = code;
        this.atomics = atomics;
        this.system = system;
        this.floats = floats;
        this.chunks = chunks;
        readTlb = mmu.readTlb().entries();
        writeTlb = mmu.writeTlb().entries();
    }

    /**
     * Executes until the hart's slots reach its end (see {@link Hart#end}).
     *
     * @throws Fault if the instruction at the hart's pc raises an exception
     */
    void run() throws Fault {
        final Hart h = hart;
        final long[] regs = x;
        long[] slots = code.lookUp(h.pc());
        long base = h.pc() & Sv39.PAGE_MASK;
        int i = (int) (h.pc() - base) >>> 1;
        long n = h.slots();
        long end = h.end();
        long key = mmu.dataKey();
        long w = slots[i];
        while (n < end) {
            int f = (int) w;
            int at = i;
            i += f >>> Decoder.LENGTH_SHIFT & Decoder.LENGTH_MASK;
            n++;
            long imm = w >> Decoder.IMMEDIATE_SHIFT;
            long a = regs[f >>> Decoder.RS1_SHIFT & Decoder.REGISTER_MASK];
            long b = regs[f >>> Decoder.RS2_SHIFT & Decoder.REGISTER_MASK];
            long r;
            switch (f & Decoder.OP_MASK) {
                case Op.NONE -> {
                    n--;
                    h.sync(base + 2L * at, n);
                    w = code.resolve();
                    slots = code.slots();
                    base = h.pc() & Sv39.PAGE_MASK;
                    i = (int) (h.pc() - base) >>> 1;
                    end = h.end();
                    continue;
                }
                case Op.LUI -> r = imm;
                case Op.AUIPC -> r = base + 2L * at + imm;
                case Op.JAL -> {
                    regs[f >>> Decoder.RD_SHIFT & Decoder.RD_MASK] = base + 2L * i;
                    i = at + (int) (imm >> 1);
                    if (i >>> 11 != 0) {
                        long pc = base + 2L * i;
                        slots = code.lookUp(pc);
                        base = pc & Sv39.PAGE_MASK;
                        i = (int) (pc - base) >>> 1;
                    }
                    w = slots[i];
                    continue;
                }
                case Op.JALR -> {
                    long pc = a + imm & ~1L;
                    regs[f >>> Decoder.RD_SHIFT & Decoder.RD_MASK] = base + 2L * i;
                    if ((pc & Sv39.PAGE_MASK) != base) {
                        slots = code.lookUp(pc);
                        base = pc & Sv39.PAGE_MASK;
                    }
                    i = (int) (pc - base) >>> 1;
                    w = slots[i];
                    continue;
                }
                case Op.BEQ, Op.BNE, Op.BLT, Op.BGE, Op.BLTU, Op.BGEU -> {
                    if (taken(f & Decoder.OP_MASK, a, b)) {
                        i = at + (int) (imm >> 1);
                        if (i >>> 11 != 0) {
                            long pc = base + 2L * i;
                            slots = code.lookUp(pc);
                            base = pc & Sv39.PAGE_MASK;
                            i = (int) (pc - base) >>> 1;
                        }
                    }
                    w = slots[i];
                    continue;
                }
                case Op.LB -> {
                    r = (byte) load8(a + imm, key, base + 2L * at, n);
                    end = h.end();
                }
                case Op.LH -> {
                    r = (short) load16(a + imm, key, base + 2L * at, n);
                    end = h.end();
                }
                case Op.LW -> {
                    r = (int) load32(a + imm, key, base + 2L * at, n);
                    end = h.end();
                }
                case Op.LD -> {
                    r = load64(a + imm, key, base + 2L * at, n);
                    end = h.end();
                }
                case Op.LBU -> {
                    r = load8(a + imm, key, base + 2L * at, n) & 0xff;
                    end = h.end();
                }
                case Op.LHU -> {
                    r = load16(a + imm, key, base + 2L * at, n) & HALF_MASK;
                    end = h.end();
                }
                case Op.LWU -> {
                    r = load32(a + imm, key, base + 2L * at, n) & WORD_MASK;
                    end = h.end();
                }
                case Op.SB -> {
                    store8(a + imm, b, key, base + 2L * at, n);
                    end = h.end();
                    w = slots[i];
                    continue;
                }
                case Op.SH -> {
                    store16(a + imm, b, key, base + 2L * at, n);
                    end = h.end();
                    w = slots[i];
                    continue;
                }
                case Op.SW -> {
                    store32(a + imm, b, key, base + 2L * at, n);
                    end = h.end();
                    w = slots[i];
                    continue;
                }
                case Op.SD -> {
                    store64(a + imm, b, key, base + 2L * at, n);
                    end = h.end();
                    w = slots[i];
                    continue;
                }
                case Op.ADDI -> r = a + imm;
                case Op.SLTI -> r = a < imm ? 1 : 0;
                case Op.SLTIU -> r = lessUnsigned(a, imm);
                case Op.XORI -> r = a ^ imm;
                case Op.ORI -> r = a | imm;
                case Op.ANDI -> r = a & imm;
                case Op.SLLI -> r = a << imm;
                case Op.SRLI -> r = a >>> imm;
                case Op.SRAI -> r = a >> imm;
                case Op.ADD -> r = a + b;
                case Op.SUB -> r = a - b;
                case Op.SLL -> r = a << b;
                case Op.SLT -> r = a < b ? 1 : 0;
                case Op.SLTU -> r = lessUnsigned(a, b);
                case Op.XOR -> r = a ^ b;
                case Op.SRL -> r = a >>> b;
                case Op.SRA -> r = a >> b;
                case Op.OR -> r = a | b;
                case Op.AND -> r = a & b;
                case Op.ADDIW -> r = (int) (a + imm);
                case Op.SLLIW -> r = (int) a << (int) imm;
                case Op.SRLIW -> r = (int) a >>> (int) imm;
                case Op.SRAIW -> r = (int) a >> (int) imm;
                case Op.ADDW -> r = (int) (a + b);
                case Op.SUBW -> r = (int) (a - b);
                case Op.SLLW -> r = (int) a << (int) b;
                case Op.SRLW -> r = (int) a >>> (int) b;
                case Op.SRAW -> r = (int) a >> (int) b;
                case Op.MUL -> r = a * b;
                case Op.MULH -> r = Math.multiplyHigh(a, b);
                case Op.MULHSU -> r = Arithmetic.mulhsu(a, b);
                case Op.MULHU -> r = Math.unsignedMultiplyHigh(a, b);
                case Op.DIV -> r = Arithmetic.div(a, b);
                case Op.DIVU -> r = Arithmetic.divu(a, b);
                case Op.REM -> r = Arithmetic.rem(a, b);
                case Op.REMU -> r = Arithmetic.remu(a, b);
                case Op.MULW -> r = (int) (a * b);
                case Op.DIVW -> r = Arithmetic.divw((int) a, (int) b);
                case Op.DIVUW -> r = Arithmetic.divuw((int) a, (int) b);
                case Op.REMW -> r = Arithmetic.remw((int) a, (int) b);
                case Op.REMUW -> r = Arithmetic.remuw((int) a, (int) b);
                case Op.FENCE, Op.FENCE_I -> {
                    // one hart runs at a time, and decoded code is always coherent
                    w = slots[i];
                    continue;
                }
                default -> {
                    int op = f & Decoder.OP_MASK;
                    if (Op.isBitManipulation(op)) {
                        r = BitManipulation.execute(op, a, b, imm);
                        break;
                    }
                    h.sync(base + 2L * at, n - 1);
                    if (Op.isFloat(op)) {
                        floats.execute(w);
                        end = h.end();
                        w = slots[i];
                        continue;
                    }
                    long pc = base + 2L * i;
                    if (Op.isAtomic(op)) {
                        atomics.execute(w);
                    } else {
                        pc = system.execute(w);
                    }
                    slots = code.lookUp(pc);
                    base = pc & Sv39.PAGE_MASK;
                    i = (int) (pc - base) >>> 1;
                    end = h.end();
                    key = mmu.dataKey();
                    w = slots[i];
                    continue;
                }
            }
            regs[f >>> Decoder.RD_SHIFT & Decoder.RD_MASK] = r;
            w = slots[i];
        }
        h.sync(base + 2L * i, n);
    }

    private static boolean taken(int op, long a, long b) {
        return switch (op) {
            case Op.BEQ -> a == b;
            case Op.BNE -> a != b;
            case Op.BLT -> a < b;
            case Op.BGE -> a >= b;
            case Op.BLTU -> a + Long.MIN_VALUE < b + Long.MIN_VALUE;
            default -> a + Long.MIN_VALUE >= b + Long.MIN_VALUE;
        };
    }

    private static long lessUnsigned(long a, long b) {
        return a + Long.MIN_VALUE < b + Long.MIN_VALUE ? 1 : 0;
    }

    private byte[] chunk(long place) {
        return chunks[(int) (place >>> 32)];
    }

    private static int at(long place, long vaddr) {
        return (int) place + ((int) vaddr & (int) ~Sv39.PAGE_MASK);
    }

    private long load8(long vaddr, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (readTlb[t] == (vaddr & BYTE_TAG | key)) {
            long place = readTlb[t + 1];
            return chunk(place)[at(place, vaddr)];
        }
        return loadSlow(vaddr, 1, pc, n);
    }

    private long load16(long vaddr, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (readTlb[t] == (vaddr & HALF_TAG | key)) {
            long place = readTlb[t + 1];
            return (short) SHORT.get(chunk(place), at(place, vaddr));
        }
        return loadSlow(vaddr, 2, pc, n);
    }

    private long load32(long vaddr, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (readTlb[t] == (vaddr & WORD_TAG | key)) {
            long place = readTlb[t + 1];
            return (int) INT.get(chunk(place), at(place, vaddr));
        }
        return loadSlow(vaddr, 4, pc, n);
    }

    private long load64(long vaddr, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (readTlb[t] == (vaddr & DOUBLE_TAG | key)) {
            long place = readTlb[t + 1];
            return (long) LONG.get(chunk(place), at(place, vaddr));
        }
        return loadSlow(vaddr, 8, pc, n);
    }

    private long loadSlow(long vaddr, int bytes, long pc, long n) throws Fault {
        hart.sync(pc, n - 1);
        return data.load(vaddr, bytes);
    }

    private void store8(long vaddr, long value, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (writeTlb[t] == (vaddr & BYTE_TAG | key)) {
            long place = writeTlb[t + 1];
            chunk(place)[at(place, vaddr)] = (byte) value;
        } else {
            storeSlow(vaddr, 1, value, pc, n);
        }
    }

    private void store16(long vaddr, long value, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (writeTlb[t] == (vaddr & HALF_TAG | key)) {
            long place = writeTlb[t + 1];
            SHORT.set(chunk(place), at(place, vaddr), (short) value);
        } else {
            storeSlow(vaddr, 2, value, pc, n);
        }
    }

    private void store32(long vaddr, long value, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (writeTlb[t] == (vaddr & WORD_TAG | key)) {
            long place = writeTlb[t + 1];
            INT.set(chunk(place), at(place, vaddr), (int) value);
        } else {
            storeSlow(vaddr, 4, value, pc, n);
        }
    }

    private void store64(long vaddr, long value, long key, long pc, long n) throws Fault {
        int t = Tlb.index(vaddr);
        if (writeTlb[t] == (vaddr & DOUBLE_TAG | key)) {
            long place = writeTlb[t + 1];
            LONG.set(chunk(place), at(place, vaddr), value);
        } else {
            storeSlow(vaddr, 8, value, pc, n);
        }
    }

    private void storeSlow(long vaddr, int bytes, long value, long pc, long n) throws Fault {
        hart.sync(pc, n - 1);
        data.store(vaddr, bytes, value);
    }
}
