package dev.framescope.cli.compare;

import static dev.framescope.cli.compare.Assembler.RA;
import static dev.framescope.cli.compare.Assembler.ZERO;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Op;

/**
 * The code around the blocks of a random program. It starts each block with the state that its
 * header asks for, records what traps do, and folds the state after the block into a hash, which it
 * prints now and then. A block ends with an {@code ecall}, or when a trap cannot be passed over.
 */
final class Runtime {
    /** A block that has trapped so often is given up. */
    private static final int TRAP_LIMIT = 400;

    /** Registers that the trap handlers work with, besides x31, which points to their context. */
    private static final int LOWEST_SAVED = 24;

    private static final int CONTEXT = 31;
    private static final int CAUSE = 30;
    private static final int EPC = 29;
    private static final int TVAL = 28;
    private static final int HASH = 27;
    private static final int T0 = 26;
    private static final int T1 = 25;
    private static final int T2 = 24;

    /** The cause of an ebreak. */
    private static final int BREAKPOINT = 3;

    private static final int SUM = 1 << 18;

    private final Assembler asm = new Assembler(Layout.BASE);

    private Runtime() {}

    static byte[] code() {
        Runtime runtime = new Runtime();
        runtime.asm.j("start");
        runtime.supervisorTrap();
        runtime.machineTrap();
        runtime.endOfBlock();
        runtime.nextBlock();
        runtime.startBlock();
        runtime.print();
        runtime.start();
        return runtime.asm.bytes();
    }

    private void load(int register, int slot) {
        asm.ld(register, CONTEXT, Slot.offset(slot));
    }

    private void save(int register, int slot) {
        asm.sd(register, CONTEXT, Slot.offset(slot));
    }

    /** {@code hash = rotate((hash ^ value) * factor)}. */
    private void fold(int hash, int value, int factor) {
        asm.r(Op.XOR, hash, hash, value);
        asm.r(Op.MUL, hash, hash, factor);
        asm.i(Op.RORI, hash, hash, 23);
    }

    private void saveSome(int scratch) {
        asm.swap(CONTEXT, scratch);
        for (int register = LOWEST_SAVED; register < CONTEXT; register++) {
            save(register, register);
        }
    }

    private void restoreSome(int scratch) {
        for (int register = LOWEST_SAVED; register < CONTEXT; register++) {
            load(register, register);
        }
        asm.swap(CONTEXT, scratch);
    }

    /** Folds the trap; the slots are relative to the handler's own context. */
    private void foldTrap(int[] csrs, int hashSlot, int factorSlot) {
        asm.csrr(CAUSE, csrs[0]);
        asm.csrr(EPC, csrs[1]);
        asm.csrr(TVAL, csrs[2]);
        forgetBreakpointAddress(csrs);
        asm.csrr(T0, csrs[3]);
        asm.i(Op.SLLI, T0, T0, 51); // down from MPP: what the trap has changed
        load(HASH, hashSlot);
        load(T1, factorSlot);
        fold(HASH, CAUSE, T1);
        fold(HASH, EPC, T1);
        fold(HASH, TVAL, T1);
        fold(HASH, T0, T1);
        save(HASH, hashSlot);
    }

    /** See {@link Exclusions#FORMS}. */
    private void forgetBreakpointAddress(int[] csrs) {
        String label = "no breakpoint of CSR " + csrs[0];
        asm.li(T1, BREAKPOINT);
        asm.branch(Op.BNE, CAUSE, T1, label);
        asm.csrw(csrs[2], ZERO);
        asm.mv(TVAL, ZERO);
        asm.label(label);
    }

    /** Counts the trap, and keeps it if it is one of the block's first. */
    private void log(int trapsSlot, int logSlot, int capacity, String full) {
        load(T0, trapsSlot);
        asm.addi(T1, T0, 1);
        save(T1, trapsSlot);
        asm.li(T1, capacity);
        asm.branch(Op.BGEU, T0, T1, full);
        asm.i(Op.SLLI, T0, T0, 3);
        asm.r(Op.SH1ADD, T0, T0, T0);
        asm.r(Op.ADD, T0, T0, CONTEXT);
        asm.sd(CAUSE, T0, Slot.offset(logSlot));
        asm.sd(EPC, T0, Slot.offset(logSlot + 1));
        asm.sd(TVAL, T0, Slot.offset(logSlot + 2));
        asm.label(full);
    }

    /** Goes to a label if there have been too many traps, or the instruction was not fetched. */
    private void giveUp(int trapsSlot, int entrySlot, int endSlot, String label) {
        load(T0, trapsSlot);
        asm.li(T1, TRAP_LIMIT);
        asm.branch(Op.BGE, T0, T1, label);
        asm.branch(Op.BEQ, CAUSE, ZERO, label);
        asm.li(T0, 1);
        asm.branch(Op.BEQ, CAUSE, T0, label);
        asm.li(T0, 12);
        asm.branch(Op.BEQ, CAUSE, T0, label);
        load(T0, entrySlot);
        asm.branch(Op.BLTU, EPC, T0, label);
        load(T0, endSlot);
        asm.branch(Op.BGEU, EPC, T0, label);
    }

    private void skipInstruction(String label) {
        asm.i(Op.ANDI, T0, T0, 3);
        asm.li(T1, 3);
        asm.addi(EPC, EPC, 2);
        asm.branch(Op.BNE, T0, T1, label);
        asm.addi(EPC, EPC, 2);
        asm.label(label);
    }

    private void supervisorTrap() {
        asm.label("supervisor trap");
        saveSome(Csr.SSCRATCH);
        int[] csrs = {Csr.SCAUSE, Csr.SEPC, Csr.STVAL, Csr.SSTATUS};
        int base = Slot.SUPERVISOR;
        foldTrap(csrs, Slot.SUPERVISOR_TRAP_HASH - base, Slot.SUPERVISOR_FACTOR - base);
        log(
                Slot.SUPERVISOR_TRAPS - base,
                Slot.SUPERVISOR_LOG - base,
                Slot.SUPERVISOR_LOGGED,
                "supervisor log is full");
        asm.branch(Op.BLT, CAUSE, ZERO, "supervisor interrupt");
        giveUp(
                Slot.SUPERVISOR_TRAPS - base,
                Slot.SUPERVISOR_ENTRY - base,
                Slot.SUPERVISOR_BLOCK_END - base,
                "supervisor end");
        asm.csrr(T2, Csr.SSTATUS);
        asm.li(T0, SUM);
        asm.csrs(Csr.SSTATUS, T0);
        asm.i(Op.LHU, T0, EPC, 0);
        asm.csrw(Csr.SSTATUS, T2);
        skipInstruction("supervisor short");
        asm.csrw(Csr.SEPC, EPC);
        asm.label("supervisor return");
        restoreSome(Csr.SSCRATCH);
        asm.fixed(Op.SRET);
        asm.label("supervisor interrupt");
        asm.csrw(Csr.SIE, ZERO);
        asm.j("supervisor return");
        asm.label("supervisor end");
        restoreSome(Csr.SSCRATCH);
        asm.fixed(Op.ECALL); // outside the block, so that M-mode ends it
    }

    private void machineTrap() {
        asm.label("machine trap");
        saveSome(Csr.MSCRATCH);
        int[] csrs = {Csr.MCAUSE, Csr.MEPC, Csr.MTVAL, Csr.MSTATUS};
        foldTrap(csrs, Slot.TRAP_HASH, Slot.FACTOR);
        asm.r(Op.SC_W, ZERO, CONTEXT, ZERO);
        log(Slot.TRAPS, Slot.LOG, Slot.LOGGED, "machine log is full");
        asm.branch(Op.BLT, CAUSE, ZERO, "machine interrupt");
        giveUp(Slot.TRAPS, Slot.ENTRY, Slot.BLOCK_END, "end of block");
        asm.i(Op.LHU, T0, EPC, 0);
        skipInstruction("machine short");
        asm.csrw(Csr.MEPC, EPC);
        asm.label("machine return");
        restoreSome(Csr.MSCRATCH);
        asm.fixed(Op.MRET);
        asm.label("machine interrupt");
        asm.csrw(Csr.MIE, ZERO);
        asm.j("machine return");
    }

    private void endOfBlock() {
        asm.label("end of block");
        for (int register = 1; register < LOWEST_SAVED; register++) {
            save(register, register);
        }
        asm.csrr(1, Csr.MSCRATCH);
        save(1, CONTEXT);
        asm.csrw(Csr.MSCRATCH, CONTEXT);
        for (int i = 0; i < Recorded.ALL.size(); i++) {
            Recorded recorded = Recorded.ALL.get(i);
            asm.csrr(1, recorded.csr());
            if (recorded.mask() != -1) {
                asm.li(2, recorded.mask());
                asm.r(Op.AND, 1, 1, 2);
            }
            save(1, Slot.CSRS + i);
        }
        asm.enableFloats(1);
        asm.csrr(1, Csr.FCSR);
        save(1, Slot.FCSR);
        for (int register = 0; register < 32; register++) {
            asm.store(Op.FSD, register, CONTEXT, Slot.offset(Slot.F0 + register));
        }
        load(1, Slot.SUPERVISOR_TRAP_HASH);
        save(1, Slot.S_TRAP_HASH);
        load(1, Slot.SUPERVISOR_TRAPS);
        save(1, Slot.S_TRAPS);
        foldRecord();
        report();
    }

    /** Folds words of memory into x3; x1 to x2 is where they are. */
    private void foldMemory(String label) {
        load(4, Slot.FACTOR);
        asm.label(label);
        for (int word = 0; word < 4; word++) {
            asm.ld(5, 1, 8 * word);
            fold(3, 5, 4);
        }
        asm.addi(1, 1, 32);
        asm.branch(Op.BLTU, 1, 2, label);
    }

    private void foldRecord() {
        load(3, Slot.HASH);
        asm.mv(1, CONTEXT);
        asm.addi(2, CONTEXT, Slot.offset(Slot.RECORD));
        foldMemory("fold context");
        asm.li(1, PageTables.leaf(0));
        asm.addi(2, 1, 8 * PageTables.WINDOW_PAGES);
        foldMemory("fold page table");
        asm.li(1, PageTables.largeEntry());
        asm.ld(5, 1, 0);
        fold(3, 5, 4);
        save(3, Slot.HASH);
    }

    private void foldData(String label) {
        asm.li(1, Layout.DATA);
        asm.li(2, Layout.DATA + (long) Layout.DATA_PAGES * Layout.PAGE);
        foldMemory(label);
    }

    /** Prints the hash, or the record, or nothing. */
    private void report() {
        load(5, Slot.BLOCKS);
        asm.addi(6, 5, 1);
        save(6, Slot.BLOCKS);
        load(7, Slot.DUMP_FROM);
        asm.branch(Op.BLTU, 5, 7, "no dump");
        load(7, Slot.DUMP_TO);
        asm.branch(Op.BGEU, 5, 7, "no dump");
        asm.li(3, 0);
        foldData("fold data for dump");
        asm.mv(10, 3);
        asm.jal(RA, "print number");
        asm.mv(20, CONTEXT);
        printMemory("dump context", Slot.RECORD);
        asm.li(20, PageTables.leaf(0));
        printMemory("dump page table", PageTables.WINDOW_PAGES);
        asm.addi(20, CONTEXT, Slot.offset(Slot.SUPERVISOR_LOG));
        printMemory("dump supervisor log", 3 * Slot.SUPERVISOR_LOGGED);
        asm.addi(20, CONTEXT, Slot.offset(Slot.LOG));
        printMemory("dump machine log", 3 * Slot.LOGGED);
        asm.jal(RA, "print line end");
        asm.label("no dump");
        load(5, Slot.BLOCKS);
        load(6, Slot.PRINT_MASK);
        asm.r(Op.AND, 5, 5, 6);
        asm.branch(Op.BNE, 5, ZERO, "next block");
        asm.jal(RA, "print hash");
    }

    /** Prints words of memory from x20 on. */
    private void printMemory(String label, int words) {
        asm.addi(21, 20, 8 * words);
        asm.label(label);
        asm.ld(10, 20, 0);
        asm.jal(RA, "print number");
        asm.addi(20, 20, 8);
        asm.branch(Op.BLTU, 20, 21, label);
    }

    private void nextBlock() {
        asm.label("next block");
        load(1, Slot.HEADER);
        asm.ld(2, 1, 0); // how many slots to set
        asm.branch(Op.BNE, 2, ZERO, "read header");
        load(3, Slot.PASSES);
        asm.addi(3, 3, -1);
        save(3, Slot.PASSES);
        asm.li(1, Layout.HEADERS);
        asm.ld(2, 1, 0);
        asm.branch(Op.BNE, 3, ZERO, "read header");
        asm.jal(RA, "print hash");
        asm.li(1, Layout.FINISHER);
        asm.li(2, 0x5555);
        asm.store(Op.SW, 2, 1, 0);
        asm.label("forever");
        asm.j("forever");
        asm.label("read header");
        asm.addi(1, 1, 8);
        asm.label("set slot");
        asm.ld(3, 1, 0);
        asm.ld(4, 1, 8);
        asm.i(Op.SLLI, 3, 3, 3);
        asm.r(Op.ADD, 3, 3, CONTEXT);
        asm.sd(4, 3, 0);
        asm.addi(1, 1, 16);
        asm.addi(2, 2, -1);
        asm.branch(Op.BNE, 2, ZERO, "set slot");
        save(1, Slot.HEADER);
    }

    private void startBlock() {
        save(ZERO, Slot.TRAPS);
        save(ZERO, Slot.SUPERVISOR_TRAPS);
        load(1, Slot.ENTRY);
        save(1, Slot.SUPERVISOR_ENTRY);
        asm.csrw(Csr.MEPC, 1);
        load(1, Slot.BLOCK_END);
        save(1, Slot.SUPERVISOR_BLOCK_END);
        asm.addi(1, CONTEXT, Slot.offset(Slot.SUPERVISOR));
        asm.csrw(Csr.SSCRATCH, 1);
        asm.enableFloats(1);
        for (int register = 0; register < 32; register++) {
            asm.i(Op.FLD, register, CONTEXT, Slot.offset(Slot.F0 + register));
        }
        load(1, Slot.FCSR);
        asm.csrw(Csr.FCSR, 1);
        for (int i = Recorded.SET - 1; i >= 0; i--) {
            load(1, Slot.CSRS + i);
            asm.csrw(Recorded.ALL.get(i).csr(), 1);
        }
        asm.fixed(Op.SFENCE_VMA);
        asm.r(Op.SC_W, ZERO, CONTEXT, ZERO);
        for (int register = 1; register <= CONTEXT; register++) {
            load(register, register);
        }
        asm.fixed(Op.MRET);
    }

    private void print() {
        asm.label("print hash");
        asm.mv(22, RA);
        load(3, Slot.HASH);
        foldData("fold data");
        save(3, Slot.HASH);
        asm.mv(10, 3);
        asm.jal(RA, "print number");
        asm.mv(RA, 22);
        asm.label("print line end");
        asm.li(12, '\n');
        asm.j("put");
        asm.label("print number"); // x10, in hexadecimal, and a blank
        asm.mv(19, RA);
        asm.li(11, 60);
        asm.label("print digit");
        asm.r(Op.SRL, 12, 10, 11);
        asm.i(Op.ANDI, 12, 12, 15);
        asm.i(Op.SLTI, 13, 12, 10);
        asm.addi(12, 12, '0');
        asm.branch(Op.BNE, 13, ZERO, "put digit");
        asm.addi(12, 12, 'a' - '0' - 10);
        asm.label("put digit");
        asm.jal(RA, "put");
        asm.addi(11, 11, -4);
        asm.branch(Op.BGE, 11, ZERO, "print digit");
        asm.mv(RA, 19);
        asm.li(12, ' ');
        asm.label("put"); // x12
        asm.li(14, Layout.UART);
        asm.label("put when ready");
        asm.i(Op.LBU, 15, 14, 5);
        asm.i(Op.ANDI, 15, 15, 1 << 5); // transmitter empty
        asm.branch(Op.BEQ, 15, ZERO, "put when ready");
        asm.store(Op.SB, 12, 14, 0);
        asm.ret();
    }

    private void start() {
        asm.label("start");
        asm.csrr(1, Csr.MHARTID);
        asm.branch(Op.BEQ, 1, ZERO, "first hart");
        asm.label("park"); // see QemuRunner
        asm.fixed(Op.WFI);
        asm.j("park");
        asm.label("first hart");
        asm.li(CONTEXT, Layout.CONTEXT);
        asm.csrw(Csr.MSCRATCH, CONTEXT);
        asm.li(1, asm.address("machine trap"));
        asm.csrw(Csr.MTVEC, 1);
        asm.li(1, asm.address("supervisor trap"));
        asm.csrw(Csr.STVEC, 1);
        asm.li(1, -1);
        asm.i(Op.SRLI, 2, 1, 10); // pmpaddr has 54 bits
        asm.csrw(Csr.PMPADDR0, 2);
        asm.li(2, 0x1f); // NAPOT, RWX: all of the memory
        asm.csrw(Csr.PMPCFG0, 2);
        asm.li(2, Layout.TIMER_COMPARE);
        asm.sd(1, 2, 0);
        asm.j("next block");
    }
}
