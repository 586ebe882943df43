package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Physical memory protection: 16 entries, granularity 4 bytes (Privileged Architecture, Physical
 * Memory Protection).
 */
final class Pmp {
    static final int ENTRIES = 16;

    private static final int R = 1;
    private static final int W = 1 << 1;
    private static final int X = 1 << 2;
    private static final int A_SHIFT = 3;
    private static final int A_MASK = 3;
    private static final int OFF = 0;
    private static final int TOR = 1;
    private static final int NA4 = 2;
    private static final int L = 1 << 7;
    private static final int CFG_WRITABLE = R | W | X | A_MASK << A_SHIFT | L;

    /** pmpaddr holds bits 55 to 2 of an address. */
    private static final int ADDRESS_SHIFT = 2;

    private static final long ADDRESS_MASK = (1L << 54) - 1;

    private final int[] cfg = new int[ENTRIES];
    private final long[] addr = new long[ENTRIES];

    /** The ranges in bytes, [low, high); empty for an entry that is off. */
    private final long[] low = new long[ENTRIES];

    private final long[] high = new long[ENTRIES];

    void reset() {
        for (int i = 0; i < ENTRIES; i++) {
            cfg[i] = 0;
            addr[i] = 0;
        }
        update();
    }

    /** Opens all of memory to S-mode and U-mode: one entry, NAPOT, read, write, execute. */
    void openAll() {
        reset();
        addr[0] = ADDRESS_MASK;
        cfg[0] = R | W | X | A_MASK << A_SHIFT;
        update();
    }

    /** Reads pmpcfgN, N even: eight entries. */
    long readCfg(int register) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | cfg[register * 4 + i];
        }
        return value;
    }

    void writeCfg(int register, long value) {
        for (int i = 0; i < 8; i++) {
            int entry = register * 4 + i;
            if ((cfg[entry] & L) == 0) {
                cfg[entry] = legal((int) (value >>> 8 * i) & CFG_WRITABLE);
            }
        }
        update();
    }

    /** R=0, W=1 is reserved: not writable, then. */
    private static int legal(int value) {
        return (value & R) == 0 ? value & ~W : value;
    }

    long readAddr(int entry) {
        return addr[entry];
    }

    void writeAddr(int entry, long value) {
        if (!addressLocked(entry)) {
            addr[entry] = value & ADDRESS_MASK;
            update();
        }
    }

    private boolean addressLocked(int entry) {
        boolean bottomOfLocked =
                entry + 1 < ENTRIES && (cfg[entry + 1] & L) != 0 && mode(entry + 1) == TOR;
        return (cfg[entry] & L) != 0 || bottomOfLocked;
    }

    private int mode(int entry) {
        return cfg[entry] >> A_SHIFT & A_MASK;
    }

    private void update() {
        for (int i = 0; i < ENTRIES; i++) {
            long address = addr[i] << ADDRESS_SHIFT;
            switch (mode(i)) {
                case OFF -> {
                    low[i] = 0;
                    high[i] = 0;
                }
                case TOR -> {
                    low[i] = i == 0 ? 0 : addr[i - 1] << ADDRESS_SHIFT;
                    high[i] = address;
                }
                case NA4 -> {
                    low[i] = address;
                    high[i] = address + 4;
                }
                default -> { // NAPOT: as many low ones as the range has bits above 8 bytes
                    long size = 8L << Math.min(Long.numberOfTrailingZeros(~addr[i]), 54);
                    low[i] = address & -size;
                    high[i] = low[i] + size;
                }
            }
            if (low[i] >= high[i]) { // TOR with its bottom above its top matches nothing
                low[i] = 0;
                high[i] = 0;
            }
        }
    }

    /** Whether an access within one page is allowed. */
    boolean allows(long paddr, int bytes, Access access, Privilege privilege) {
        for (int i = 0; i < ENTRIES; i++) {
            if (paddr + bytes > low[i] && paddr < high[i]) {
                boolean covered = paddr >= low[i] && paddr + bytes <= high[i];
                return covered && entryAllows(cfg[i], access, privilege);
            }
        }
        return privilege == Privilege.MACHINE;
    }

    private static boolean entryAllows(int cfg, Access access, Privilege privilege) {
        if (privilege == Privilege.MACHINE && (cfg & L) == 0) {
            return true;
        }
        int needed =
                switch (access) {
                    case FETCH -> X;
                    case LOAD -> R;
                    case STORE -> W;
                };
        return (cfg & needed) != 0;
    }

    /** Whether what is allowed in one place of this page is allowed in all of it. */
    boolean uniform(long pageAddress) {
        long end = pageAddress + Sv39.PAGE_BYTES;
        for (int i = 0; i < ENTRIES; i++) {
            if (end > low[i] && pageAddress < high[i]) {
                return pageAddress >= low[i] && end <= high[i];
            }
        }
        return true;
    }

    void save(DataOutput out) throws IOException {
        for (int i = 0; i < ENTRIES; i++) {
            out.writeByte(cfg[i]);
            out.writeLong(addr[i]);
        }
    }

    void load(DataInput in) throws IOException {
        for (int i = 0; i < ENTRIES; i++) {
            cfg[i] = in.readUnsignedByte();
            addr[i] = in.readLong();
        }
        update();
    }
}
