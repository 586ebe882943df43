package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.InstructionTable;
import dev.framescope.machine.isa.Op;

import java.util.Random;

/** Chooses the state that a block starts in: privilege, translation, delegation, addresses. */
final class BlockState {
    private static final int USER = 0;
    private static final int SUPERVISOR = 1;
    private static final int MACHINE = 3;

    private static final long MPP = 3 << 11;
    private static final int MPP_SHIFT = 11;
    private static final long FS_DIRTY = 3 << 13;
    private static final long MPRV = 1 << 17;
    private static final long SUM = 1 << 18;
    private static final long MXR = 1 << 19;
    private static final long TVM = 1 << 20;
    private static final long TW = 1 << 21;
    private static final long TSR = 1 << 22;

    /** SPIE, MPIE and SPP. */
    private static final long STACKED = 1 << 5 | 1 << 7 | 1 << 8;

    /** All exceptions but ecalls from S-mode, by which the S-mode handler gets out. */
    private static final long DELEGABLE = 0xb1ff;

    /** SSI, STI, SEI. */
    private static final long INTERRUPTS = 0x222;

    /** SEI. */
    private static final long EXTERNAL = 0x200;

    private final Mode mode;
    private final Random random;
    private boolean translated;
    private long firstStatus;

    BlockState(Mode mode, Random random) {
        this.mode = mode;
        this.random = random;
    }

    /** Sets what is beside registers; returns the privilege, encoded as in mstatus.MPP. */
    int start(Block block) {
        int privilege = privilege();
        translated = mode == Mode.PAGING || mode == Mode.TRAPS && random.nextInt(3) == 0;
        boolean user = privilege == USER || privilege == MACHINE && random.nextBoolean();
        int levels = 3 + random.nextInt(3);
        long satp = translated ? PageTables.satp(levels, user, 0) : 0;
        long status = (long) privilege << MPP_SHIFT | floatStatus() | random.nextLong() & STACKED;
        status |= random.nextLong() & (SUM | MXR);
        if (mode == Mode.TRAPS) {
            status |= random.nextLong() & random.nextLong() & (TVM | TW | TSR);
        }
        boolean modify = privilege == MACHINE && mode == Mode.PAGING;
        firstStatus = modify ? modified(status) : 0;
        block.set(Recorded.slot(Csr.MSTATUS), status);
        block.set(Recorded.slot(Csr.SATP), satp);
        boolean delegate = mode == Mode.TRAPS || mode == Mode.PAGING || mode == Mode.CSR;
        block.set(Recorded.slot(Csr.MEDELEG), delegate ? random.nextLong() & DELEGABLE : 0);
        boolean interrupts = (mode == Mode.TRAPS || mode == Mode.CSR) && random.nextInt(4) == 0;
        block.set(Recorded.slot(Csr.MIDELEG), delegate ? random.nextLong() & INTERRUPTS : 0);
        block.set(Recorded.slot(Csr.MIE), interrupts ? random.nextLong() & INTERRUPTS : 0);
        boolean external = mode == Mode.TRAPS && random.nextInt(4) == 0;
        long pending = external ? EXTERNAL : random.nextLong() & (INTERRUPTS ^ EXTERNAL);
        block.set(Recorded.slot(Csr.MIP), interrupts ? pending : 0);
        if (mode == Mode.FLOAT) {
            block.set(
                    Slot.FCSR,
                    random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(5) << 5);
        }
        if (translated) {
            changeEntries(block);
        }
        return privilege;
    }

    private long floatStatus() {
        boolean off = (mode == Mode.TRAPS || mode == Mode.FLOAT) && random.nextInt(10) == 0;
        return off ? 0 : FS_DIRTY;
    }

    private int privilege() {
        int choice = random.nextInt(4);
        return choice == 0 ? USER : choice == 1 ? SUPERVISOR : translatedLater(choice);
    }

    /** With translation, M-mode is of interest for MPRV only. */
    private int translatedLater(int choice) {
        return mode == Mode.PAGING && choice == 2 ? random.nextInt(2) : MACHINE;
    }

    /** M-mode that loads and stores as U-mode, see Exclusions.FORMS. */
    private static long modified(long status) {
        return status & ~MPP | MPRV;
    }

    /** Has M-mode begin with MPRV, which mret would clear. */
    void firstInstructions(Block block, int register) {
        if (firstStatus != 0) {
            block.set(register, firstStatus);
            block.word(InstructionTable.of(Op.CSRRW).match() | register << 15 | Csr.MSTATUS << 20);
        }
    }

    private void changeEntries(Block block) {
        for (int i = random.nextInt(4); i > 0; i--) {
            int page = random.nextInt(PageTables.WINDOW_PAGES);
            block.set(Slot.at(PageTables.leaf(page)), entry(frame()));
        }
        if (random.nextInt(4) == 0) {
            long frame = random.nextInt(4) == 0 ? frame() : Layout.BASE;
            block.set(Slot.at(PageTables.largeEntry()), entry(frame));
        }
    }

    private long frame() {
        return Layout.DATA + (long) Layout.PAGE * random.nextInt(Layout.DATA_PAGES);
    }

    /** Mostly one that allows something; sometimes with bits that are reserved. */
    private long entry(long frame) {
        int flags = random.nextInt(256) | PageTables.V;
        if (random.nextInt(2) == 0) {
            flags |= PageTables.R | PageTables.W;
        }
        if (random.nextInt(12) == 0) {
            flags &= ~PageTables.V;
        }
        long reserved = random.nextInt(12) == 0 ? 1L << 54 + random.nextInt(10) : 0;
        long software = (long) random.nextInt(4) << 8;
        return PageTables.pte(frame, flags) | software | reserved;
    }

    /** An address for loads and stores; offsets of up to 2 KiB stay within the data. */
    long address() {
        int choice = random.nextInt(40);
        if ((mode == Mode.TRAPS || mode == Mode.PAGING) && choice < 4) {
            return unusable(choice);
        }
        long start = Layout.DATA + (1L + random.nextInt(Layout.DATA_PAGES - 1)) * Layout.PAGE;
        if (translated && (firstStatus != 0 || random.nextInt(8) != 0)) {
            int page = 1 + random.nextInt(PageTables.WINDOW_PAGES - 1);
            start = PageTables.WINDOW + (long) page * Layout.PAGE;
            if (random.nextInt(8) == 0) {
                start = PageTables.LARGE_WINDOW + Layout.DATA - Layout.BASE + Layout.PAGE;
            }
        }
        long offset = random.nextInt(16) * 8L - 64;
        boolean misaligned = mode != Mode.TRAPS && random.nextInt(8) == 0;
        return start + offset + (misaligned ? random.nextInt(8) : 0);
    }

    private static long unusable(int choice) {
        return switch (choice) {
            case 0 -> 0x400; // nothing is there
            case 1 -> Layout.MEMORY_END + Layout.PAGE;
            case 2 -> 1L << 62; // beyond physical addresses, and not a sign-extended virtual one
            default -> -4096L;
        };
    }
}
