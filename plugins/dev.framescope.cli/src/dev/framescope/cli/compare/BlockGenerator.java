package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Format;
import dev.framescope.machine.isa.Instruction;
import dev.framescope.machine.isa.InstructionTable;
import dev.framescope.machine.isa.Op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes blocks of one mode. Control only ever goes forward in a block. Some registers are kept for
 * addresses, so that most loads and stores find memory.
 */
final class BlockGenerator {
    private static final int FEWEST = 12;
    private static final int MOST = 40;
    private static final int SUPERVISOR = 1;

    /** Registers that compressed instructions address memory by, sp first. */
    private static final int[] COMPRESSED_BASES = {2, 8, 9, 10, 11, 12, 13, 14, 15};

    private final Mode mode;
    private final Random random;
    private final Values values;
    private final BlockState state;
    private final TrapInstructions traps;
    private final CsrInstructions csrs;
    private final List<Instruction> plain;
    private final List<Instruction> memory;
    private final List<Instruction> floats;
    private final List<Instruction> atomics;

    /** The block that is being made. */
    private Block block;

    private int privilege;
    private int[] bases;

    /** Those whose address is a multiple of eight. */
    private final List<Integer> aligned = new ArrayList<>();

    /** Registers for the addresses of instructions, each for one. */
    private final List<Integer> targets = new ArrayList<>();

    /** All registers that the block must not change. */
    private final Set<Integer> reserved = new HashSet<>();

    BlockGenerator(Mode mode, Random random) {
        this.mode = mode;
        this.random = random;
        values = new Values(random);
        state = new BlockState(mode, random);
        traps = new TrapInstructions(random);
        csrs = new CsrInstructions(random);
        plain = mode.plain();
        memory = mode.memory();
        floats = mode.floats();
        atomics = mode.atomics();
    }

    /** The next block; the first sets all registers. */
    Block next(boolean first) {
        block = new Block();
        reserved.clear();
        aligned.clear();
        privilege = state.start(block);
        chooseBases();
        chooseTargets();
        setRegisters(first ? 32 : 6);
        int count = FEWEST + random.nextInt(MOST - FEWEST);
        int register = freeRegister();
        while (register == 0) {
            register = freeRegister();
        }
        state.firstInstructions(block, register);
        while (block.next() < count) {
            add();
        }
        return block;
    }

    private void chooseBases() {
        bases = new int[mode == Mode.COMPRESSED || mode == Mode.ATOMIC ? 3 : 2];
        for (int i = 0; i < bases.length; i++) {
            int register;
            do {
                register =
                        mode == Mode.COMPRESSED
                                ? COMPRESSED_BASES[i == 0 ? 0 : 1 + random.nextInt(8)]
                                : 1 + random.nextInt(31);
            } while (!reserved.add(register));
            bases[i] = register;
            long address = state.address();
            block.set(register, address);
            if ((address & 7) == 0) {
                aligned.add(register);
            }
        }
    }

    private void chooseTargets() {
        targets.clear();
        while (targets.size() < 3) {
            int register = 1 + random.nextInt(31);
            if (reserved.add(register)) {
                targets.add(register);
            }
        }
    }

    private void setRegisters(int count) {
        for (int i = 0; i < count; i++) {
            int register = count == 32 ? i : 1 + random.nextInt(31);
            if (register != 0 && !reserved.contains(register)) {
                block.set(register, values.integer());
            }
        }
        for (int i = 0; i < count && !floats.isEmpty(); i++) {
            block.set(Slot.F0 + (count == 32 ? i : random.nextInt(32)), values.floating());
        }
    }

    /** Any register that may be changed; sometimes x0. */
    private int freeRegister() {
        int register;
        do {
            register = random.nextInt(32);
        } while (reserved.contains(register));
        return register;
    }

    private int base() {
        return bases[random.nextInt(bases.length)];
    }

    private int target() {
        return block.next() + 1 + random.nextInt(6);
    }

    private void add() {
        int kind = random.nextInt(100);
        if (kind < 8) {
            controlTransfer();
        } else if (kind < 55) {
            ofMode();
        } else if (kind < 75) {
            memoryAccess();
        } else {
            plain();
        }
    }

    private void ofMode() {
        switch (mode) {
            case INTEGER -> plain();
            case COMPRESSED -> compressed();
            case ATOMIC -> atomic();
            case FLOAT -> block.word(registers(pick(floats)));
            case CSR -> csrs.add(block, privilege, freeRegister());
            case PAGING -> paging();
            case TRAPS -> traps.add(block, privilege, freeRegister(), targets);
        }
    }

    private Instruction pick(List<Instruction> rows) {
        return rows.get(random.nextInt(rows.size()));
    }

    private void plain() {
        block.word(registers(pick(plain)));
    }

    /** Random operands, of which the destination is not an address. */
    private int registers(Instruction row) {
        while (true) {
            int word = row.match() | random.nextInt() & ~row.mask();
            if (reserved.contains(rd(Decoder.decode(word)))) {
                word = Fields.withRd(word, freeRegister());
            }
            if ((Decoder.decode(word) & Decoder.OP_MASK) == row.op()) {
                return word;
            }
        }
    }

    /** The register that is written; {@link Decoder#NO_REGISTER} if none. */
    private static int rd(long decoded) {
        return (int) (decoded >>> Decoder.RD_SHIFT) & Decoder.RD_MASK;
    }

    private void memoryAccess() {
        block.word(memoryWord(pick(memory)));
    }

    private int memoryWord(Instruction row) {
        int word = Fields.withRs1(registers(row), base());
        int offset =
                random.nextInt(8) == 0 ? random.nextInt(4096) - 2048 : random.nextInt(128) - 64;
        if (mode == Mode.TRAPS || random.nextInt(4) != 0) {
            offset &= -8;
        }
        boolean store = row.format() == Format.STORE || row.format() == Format.FLOAT_STORE;
        return store ? Fields.withStoreOffset(word, offset) : Fields.withUpper(word, offset);
    }

    private void controlTransfer() {
        switch (random.nextInt(3)) {
            case 0 ->
                    block.jump(InstructionTable.of(Op.JAL).match() | freeRegister() << 7, target());
            case 1 -> indirectJump();
            default -> {
                int op = Op.BEQ + random.nextInt(Op.BGEU - Op.BEQ + 1);
                int sources = random.nextInt(32) << 15 | random.nextInt(32) << 20;
                block.branch(InstructionTable.of(op).match() | sources, target());
            }
        }
    }

    /** By a register that is set before the block, and by nothing in it. */
    private void indirectJump() {
        if (targets.isEmpty()) {
            return;
        }
        int register = targets.removeLast();
        block.setToAddress(register, target());
        if (mode == Mode.COMPRESSED && !reserved.contains(1)) {
            int link = random.nextInt(2);
            block.half(0x8002 | link << 12 | register << 7); // c.jr, c.jalr
        } else {
            int word = InstructionTable.of(Op.JALR).match() | freeRegister() << 7 | register << 15;
            block.word(word);
        }
    }

    private void compressed() {
        while (true) {
            int half = random.nextInt(0x1_0000);
            long decoded = Decoder.decode(half);
            if ((half & 3) != 3 && addCompressed(half, decoded)) {
                return;
            }
        }
    }

    /** Returns false for what cannot stand here. */
    private boolean addCompressed(int half, long decoded) {
        int op = (int) decoded & Decoder.OP_MASK;
        int rd = rd(decoded);
        int rs1 = (int) (decoded >>> Decoder.RS1_SHIFT) & Decoder.REGISTER_MASK;
        switch (op) {
            case Op.BEQ, Op.BNE -> block.shortBranch(half, target());
            case Op.JAL -> block.shortJump(half, target());
            case Op.JALR -> {
                return false; // see indirectJump
            }
            case Op.EBREAK, Op.ILLEGAL -> {
                if (random.nextInt(50) != 0) {
                    return false;
                }
                block.half(half);
            }
            default -> {
                Format format = InstructionTable.of(op).format();
                boolean access =
                        format == Format.LOAD
                                || format == Format.STORE
                                || format == Format.FLOAT_LOAD
                                || format == Format.FLOAT_STORE;
                boolean floating = format == Format.FLOAT_LOAD;
                if (access && !isBase(rs1) || !floating && reserved.contains(rd)) {
                    return false;
                }
                block.half(half);
            }
        }
        return true;
    }

    private boolean isBase(int register) {
        for (int base : bases) {
            if (base == register) {
                return true;
            }
        }
        return false;
    }

    private void atomic() {
        if (random.nextInt(3) == 0) {
            reservation();
        } else {
            block.word(Fields.withRs1(registers(pick(atomics)), base()));
        }
    }

    /** LR, instructions that access no memory, SC of the same width; sometimes SC alone. */
    private void reservation() {
        boolean wide = random.nextBoolean();
        int base = aligned.isEmpty() ? 0 : aligned.get(random.nextInt(aligned.size()));
        if (base == 0) {
            return;
        }
        int order = random.nextInt(4) << 25;
        if (random.nextInt(5) != 0) {
            int lr = InstructionTable.of(wide ? Op.LR_D : Op.LR_W).match() | order;
            block.word(Fields.withRd(Fields.withRs1(lr, base), freeRegister()));
            for (int i = random.nextInt(4); i > 0; i--) {
                plain();
            }
        }
        int address = aligned.get(random.nextInt(5) == 0 ? 0 : aligned.indexOf(base));
        int sc = InstructionTable.of(wide ? Op.SC_D : Op.SC_W).match() | order;
        sc = Fields.withRs2(Fields.withRs1(sc, address), random.nextInt(32));
        block.word(Fields.withRd(sc, freeRegister()));
    }

    private void paging() {
        switch (random.nextInt(10)) {
            case 0 -> block.word(Fields.withRs1(registers(pick(atomics)), base()));
            case 1 -> block.word(InstructionTable.of(Op.SFENCE_VMA).match());
            case 2 -> csrs.add(block, SUPERVISOR, freeRegister());
            default -> memoryAccess();
        }
    }
}
