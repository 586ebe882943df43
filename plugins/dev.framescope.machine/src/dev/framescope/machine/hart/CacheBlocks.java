package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;

/**
 * Zicbom and Zicboz (Unprivileged ISA, Cache-Block Management). Memory is always coherent, so that
 * managing a block only checks whether it may be accessed.
 */
final class CacheBlocks {
    private static final int BLOCK_BYTES = 64;
    private static final int STORE_BYTES = 8;

    private final Hart hart;
    private final Mmu mmu;
    private final Environment environment;
    private final DataAccess data;
    private final Fault fault;

    CacheBlocks(Hart hart, Mmu mmu, Environment environment, DataAccess data, Fault fault) {
        this.hart = hart;
        this.mmu = mmu;
        this.environment = environment;
        this.data = data;
        this.fault = fault;
    }

    /** Executes a decoded cbo instruction. */
    void execute(long instruction) throws Fault {
        int fields = (int) instruction;
        int op = fields & Decoder.OP_MASK;
        boolean permitted =
                switch (op) {
                    case Op.CBO_ZERO -> environment.mayZeroBlocks(hart.privilege());
                    case Op.CBO_INVAL -> environment.mayInvalidateBlocks(hart.privilege());
                    default -> environment.mayCleanBlocks(hart.privilege());
                };
        if (!permitted) {
            long bits = instruction >>> Decoder.IMMEDIATE_SHIFT;
            throw fault.of(Cause.ILLEGAL_INSTRUCTION, bits);
        }
        long vaddr = hart.x(fields >>> Decoder.RS1_SHIFT & Decoder.REGISTER_MASK);
        if (op == Op.CBO_ZERO) {
            zero(vaddr);
        } else {
            check(vaddr);
        }
    }

    private void zero(long vaddr) throws Fault {
        mmu.translate(vaddr, 1, Access.STORE); // a fault is to tell this address
        long block = vaddr & -BLOCK_BYTES;
        for (int offset = 0; offset < BLOCK_BYTES; offset += STORE_BYTES) {
            data.store(block + offset, STORE_BYTES, 0);
        }
    }

    /** The right to load or to store will do; the fault is that of a store. */
    private void check(long vaddr) throws Fault {
        try {
            mmu.translate(vaddr, 1, Access.LOAD);
        } catch (Fault noLoad) {
            mmu.translate(vaddr, 1, Access.STORE);
        }
    }
}
