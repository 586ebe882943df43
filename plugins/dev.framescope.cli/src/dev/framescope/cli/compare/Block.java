package dev.framescope.cli.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A block under construction: instructions of which jumps name others of the block, and the state
 * in which it starts.
 */
final class Block {
    private static final int ECALL = 0x73;

    /** How an instruction holds the distance to its target. */
    private enum Fixup {
        NONE,
        BRANCH,
        JUMP,
        SHORT_BRANCH,
        SHORT_JUMP
    }

    /**
     * @param target the index of the instruction it may go to; -1 if none
     */
    private record Item(int bits, int bytes, Fixup fixup, int target) {}

    /** A slot that is to hold the address of an instruction. */
    private record AddressPatch(int slot, int target) {}

    private final List<Item> items = new ArrayList<>();
    private final Set<Integer> glued = new HashSet<>();
    private final SortedMap<Long, Long> patches = new TreeMap<>();
    private final List<AddressPatch> addressPatches = new ArrayList<>();

    /** Sets a slot before the block. */
    void set(long slot, long value) {
        patches.put(slot, value);
    }

    /** Has a register hold the address of an instruction, which may come later. */
    void setToAddress(int register, int target) {
        addressPatches.add(new AddressPatch(register, target));
    }

    /** Has the next instruction always follow the last one: no jump leads to it. */
    void glue() {
        glued.add(items.size());
    }

    /** The index of the next instruction. */
    int next() {
        return items.size();
    }

    void word(int bits) {
        items.add(new Item(bits, 4, Fixup.NONE, -1));
    }

    void half(int bits) {
        items.add(new Item(bits, 2, Fixup.NONE, -1));
    }

    /** Of two or four bytes. */
    void instruction(int bits) {
        if ((bits & 3) == 3) {
            word(bits);
        } else {
            half(bits);
        }
    }

    void branch(int bits, int target) {
        items.add(new Item(bits, 4, Fixup.BRANCH, target));
    }

    void jump(int bits, int target) {
        items.add(new Item(bits, 4, Fixup.JUMP, target));
    }

    void shortBranch(int bits, int target) {
        items.add(new Item(bits, 2, Fixup.SHORT_BRANCH, target));
    }

    void shortJump(int bits, int target) {
        items.add(new Item(bits, 2, Fixup.SHORT_JUMP, target));
    }

    /** How many instructions nothing jumps over. */
    int certain() {
        int count = 0;
        int beyond = 0;
        for (int i = 0; i < items.size(); i++) {
            if (i >= beyond) {
                count++;
            }
            beyond = Math.max(beyond, items.get(i).target);
        }
        return count;
    }

    /**
     * The block as it stands in memory.
     *
     * @param entry the address of its first instruction
     * @param code with the ecall at its end
     * @param patches slots to be set before it, with their values
     */
    record Placed(long entry, byte[] code, SortedMap<Long, Long> patches, int certain) {
        /** The address of the ecall. */
        long end() {
            return entry + code.length - 4;
        }
    }

    /** Lays the block out. Targets beyond the last instruction are the end. */
    Placed place(long entry) {
        int[] at = new int[items.size() + 1];
        for (int i = 0; i < items.size(); i++) {
            at[i + 1] = at[i] + items.get(i).bytes;
        }
        byte[] code = new byte[at[items.size()] + 4];
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            put(code, at[i], resolved(item, offset(at, item.target) - at[i]), item.bytes);
        }
        put(code, at[items.size()], ECALL, 4);
        SortedMap<Long, Long> all = new TreeMap<>(patches);
        for (AddressPatch patch : addressPatches) {
            all.put((long) patch.slot, entry + offset(at, patch.target));
        }
        all.put((long) Slot.ENTRY, entry);
        all.put((long) Slot.BLOCK_END, entry + at[items.size()]);
        return new Placed(entry, code, all, certain());
    }

    private int offset(int[] at, int target) {
        int index = Math.clamp(target, 0, at.length - 1);
        while (glued.contains(index)) {
            index++;
        }
        return at[index];
    }

    private static int resolved(Item item, int offset) {
        return switch (item.fixup) {
            case NONE -> item.bits;
            case BRANCH -> Fields.withBranchOffset(item.bits, offset);
            case JUMP -> Fields.withJumpOffset(item.bits, offset);
            case SHORT_BRANCH -> Fields.withShortBranchOffset(item.bits, offset);
            case SHORT_JUMP -> Fields.withShortJumpOffset(item.bits, offset);
        };
    }

    private static void put(byte[] code, int at, int bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            code[at + i] = (byte) (bits >>> 8 * i);
        }
    }
}
