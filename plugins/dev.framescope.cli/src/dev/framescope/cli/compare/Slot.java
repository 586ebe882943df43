package dev.framescope.cli.compare;

import java.util.Locale;

/** The numbers of the slots of the context. A block's record is all from 0 to {@link #RECORD}. */
final class Slot {
    /** Always zero; a store-conditional to it ends reservations. */
    static final int RESERVATION = 0;

    /** x1 to x31 are in slots of their numbers. */
    static final int X0 = 0;

    static final int F0 = 32;
    static final int FCSR = 64;

    /** What {@link Recorded} lists, in its order. */
    static final int CSRS = 65;

    /** Folds all traps that M-mode took. */
    static final int TRAP_HASH = 107;

    /** How many in this block. */
    static final int TRAPS = 108;

    /** As the last two, of S-mode. */
    static final int S_TRAP_HASH = 109;

    static final int S_TRAPS = 110;
    static final int ENTRY = 111;
    static final int BLOCK_END = 112;

    /** One more than the last of the record; a multiple of four. */
    static final int RECORD = 116;

    /** The context of the S-mode handler: its own of the slots above. */
    static final int SUPERVISOR = 128;

    static final int SUPERVISOR_TRAP_HASH = SUPERVISOR + 32;
    static final int SUPERVISOR_TRAPS = SUPERVISOR + 33;
    static final int SUPERVISOR_ENTRY = SUPERVISOR + 34;
    static final int SUPERVISOR_BLOCK_END = SUPERVISOR + 35;
    static final int SUPERVISOR_FACTOR = SUPERVISOR + 36;

    /** The hash of all records so far. */
    static final int HASH = 192;

    /** How many blocks have run. */
    static final int BLOCKS = 193;

    /** How often all blocks are still to run. */
    static final int PASSES = 194;

    /** Blocks from this one on, up to the next slot's, are printed in full. */
    static final int DUMP_FROM = 195;

    static final int DUMP_TO = 196;

    /** The next block's header. */
    static final int HEADER = 197;

    /** The hash is printed when these bits of the count of blocks are zero. */
    static final int PRINT_MASK = 198;

    /** What hashes are multiplied by. */
    static final int FACTOR = 199;

    /** The block's first traps to S-mode and to M-mode: cause, epc and tval of each. */
    static final int SUPERVISOR_LOG = SUPERVISOR + 37;

    static final int SUPERVISOR_LOGGED = 9;
    static final int LOG = 200;
    static final int LOGGED = 16;

    private Slot() {}

    /** Offset from the beginning of the context. */
    static int offset(int slot) {
        return Long.BYTES * slot;
    }

    /** The slot that an address is, if the context went on so far. */
    static long at(long address) {
        return (address - Layout.CONTEXT) / Long.BYTES;
    }

    /** The name of a word of a trap log, for a person. */
    static String logName(String mode, int word) {
        String[] parts = {"cause", "epc", "tval"};
        return "trap " + word / 3 + " to " + mode + ": " + parts[word % 3];
    }

    /** For a person. */
    static String name(int slot) {
        if (slot < F0) {
            return "x" + slot;
        }
        if (slot < FCSR) {
            return "f" + (slot - F0);
        }
        if (slot >= CSRS && slot < CSRS + Recorded.ALL.size()) {
            return Recorded.ALL.get(slot - CSRS).name();
        }
        return switch (slot) {
            case FCSR -> "fcsr";
            case TRAP_HASH -> "hash of traps to M";
            case TRAPS -> "traps to M";
            case S_TRAP_HASH -> "hash of traps to S";
            case S_TRAPS -> "traps to S";
            case ENTRY -> "block's entry";
            case BLOCK_END -> "block's end";
            default -> String.format(Locale.ROOT, "slot %d", slot);
        };
    }
}
