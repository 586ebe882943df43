package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Instruction;
import dev.framescope.machine.isa.InstructionTable;
import dev.framescope.machine.isa.Op;

import java.util.List;
import java.util.Random;

/** Instructions that trap, or change the privilege mode, or may do so. */
final class TrapInstructions {
    private static final int MACHINE = 3;
    private static final int EBREAK_SHORT = 0x9002;

    private final Random random;
    private final List<Instruction> rows = InstructionTable.all();

    TrapInstructions(Random random) {
        this.random = random;
    }

    /**
     * @param targets registers that can be set to addresses of instructions
     */
    void add(Block block, int privilege, int free, List<Integer> targets) {
        switch (random.nextInt(8)) {
            case 0 -> block.word(InstructionTable.of(Op.ECALL).match());
            case 1 -> breakpoint(block);
            case 2 -> leave(block, targets);
            case 3 -> forbidden(block, privilege, free);
            case 4 -> block.word(InstructionTable.of(Op.SFENCE_VMA).match());
            default -> illegal(block);
        }
    }

    private void breakpoint(Block block) {
        if (random.nextBoolean()) {
            block.word(InstructionTable.of(Op.EBREAK).match());
        } else {
            block.half(EBREAK_SHORT);
        }
    }

    /** mret or sret to a later instruction; illegal where the privilege is too low. */
    private void leave(Block block, List<Integer> targets) {
        boolean machine = random.nextBoolean();
        if (!targets.isEmpty()) {
            int free = targets.removeLast();
            block.setToAddress(free, block.next() + 2 + random.nextInt(3));
            block.word(CsrInstructions.word(Op.CSRRW, 0, machine ? Csr.MEPC : Csr.SEPC, free));
            block.glue();
            block.word(InstructionTable.of(machine ? Op.MRET : Op.SRET).match());
        }
    }

    /** A CSR of a higher privilege. */
    private void forbidden(Block block, int privilege, int free) {
        int number = random.nextInt(4096);
        boolean write = (number >>> 8 & 3) > privilege && privilege != MACHINE;
        if (Exclusions.mayAccess(number)) {
            block.word(
                    CsrInstructions.word(Op.CSRRS, free, number, write ? random.nextInt(32) : 0));
        }
    }

    /** A few bits away from a valid encoding, or one that the hart has not got. */
    private void illegal(Block block) {
        while (true) {
            Instruction row = rows.get(random.nextInt(rows.size()));
            int word = row.match() | random.nextInt() & ~row.mask();
            for (int i = random.nextInt(3); i > 0; i--) {
                word ^= 1 << 2 + random.nextInt(30);
            }
            if ((word & 3) == 3 && isIllegal(word)) {
                block.word(word);
                return;
            }
        }
    }

    private static boolean isIllegal(int word) {
        int op = (int) Decoder.decode(word) & Decoder.OP_MASK;
        return op == Op.ILLEGAL || !Mode.PROFILE.has(InstructionTable.of(op).extension());
    }
}
