package dev.framescope.cli.compare;

import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.isa.Disassembler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A random program: the same for the same mode and seed. */
final class Program {
    /** After so many blocks, a power of two, the hash is printed. */
    static final int BLOCKS_PER_LINE = 64;

    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private final Mode mode;
    private final long seed;
    private final int passes;
    private final List<Block.Placed> blocks = new ArrayList<>();
    private final byte[] image;

    /**
     * @param passes how often all blocks run, each time in the state that the last pass has left
     */
    Program(Mode mode, long seed, int blockCount, int passes) {
        this.mode = mode;
        this.seed = seed;
        this.passes = passes;
        Random random = new Random(seed * Mode.values().length + mode.ordinal());
        BlockGenerator generator = new BlockGenerator(mode, random);
        long at = Layout.CODE;
        for (int i = 0; i < blockCount; i++) {
            Block.Placed block = generator.next(i == 0).place(at);
            blocks.add(block);
            at = block.end() + 4;
        }
        ByteBuffer memory =
                ByteBuffer.allocate((int) (at - Layout.BASE)).order(ByteOrder.LITTLE_ENDIAN);
        image = memory.array();
        byte[] data = new byte[Layout.DATA_PAGES * Layout.PAGE];
        random.nextBytes(data);
        memory.put(0, Runtime.code());
        memory.put((int) (Layout.DATA - Layout.BASE), data);
        PageTables.write(memory);
        writeHeaders(memory);
        for (Block.Placed block : blocks) {
            memory.put((int) (block.entry() - Layout.BASE), block.code());
        }
        setSlot(memory, Slot.PASSES, passes);
        setSlot(memory, Slot.HEADER, Layout.HEADERS);
        setSlot(memory, Slot.PRINT_MASK, BLOCKS_PER_LINE - 1);
        setSlot(memory, Slot.FACTOR, FACTOR);
        setSlot(memory, Slot.SUPERVISOR_FACTOR, FACTOR);
    }

    private void writeHeaders(ByteBuffer memory) {
        memory.position((int) (Layout.HEADERS - Layout.BASE));
        memory.limit((int) (Layout.CODE - Layout.BASE));
        for (Block.Placed block : blocks) {
            memory.putLong(block.patches().size());
            for (Map.Entry<Long, Long> patch : block.patches().entrySet()) {
                memory.putLong(patch.getKey());
                memory.putLong(patch.getValue());
            }
        }
        memory.putLong(0);
        memory.clear();
    }

    private static void setSlot(ByteBuffer memory, int slot, long value) {
        memory.putLong((int) (Layout.CONTEXT - Layout.BASE) + Slot.offset(slot), value);
    }

    /** What is to be at {@link Layout#BASE}; prints hashes. */
    byte[] image() {
        return image;
    }

    /** As {@link #image}, and prints the records of some blocks, counted over all passes. */
    byte[] imageWithDump(long from, long to) {
        byte[] copy = image.clone();
        ByteBuffer memory = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        setSlot(memory, Slot.DUMP_FROM, from);
        setSlot(memory, Slot.DUMP_TO, to);
        return copy;
    }

    /** An image for this machine. */
    static LoadImage load(byte[] image) {
        return new LoadImage(
                "random program",
                Layout.BASE,
                List.of(new LoadSegment(Layout.BASE, image, image.length)));
    }

    /** How many random instructions are executed at least: those that no jump passes over. */
    long instructions() {
        return passes * blocks.stream().mapToLong(Block.Placed::certain).sum();
    }

    long blocksRun() {
        return (long) passes * blocks.size();
    }

    /** For a person. */
    String describe() {
        return "mode " + mode.text() + ", seed " + seed;
    }

    /** A block, counted over all passes, for a person: the state it begins with, and its code. */
    String describeBlock(long number) {
        Block.Placed block = blocks.get((int) (number % blocks.size()));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Long> patch : block.patches().entrySet()) {
            long slot = patch.getKey();
            String name = slot < Slot.RECORD ? Slot.name((int) slot) : "page-table entry " + slot;
            text.append(String.format(Locale.ROOT, "  set %s = 0x%x%n", name, patch.getValue()));
        }
        ByteBuffer code = ByteBuffer.wrap(block.code()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < block.code().length; ) {
            int half = code.getShort(at) & 0xffff;
            int bits = (half & 3) == 3 ? code.getInt(at) : half;
            int bytes = Disassembler.length(bits);
            long pc = block.entry() + at;
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %x: %0" + 2 * bytes + "x  %s%n",
                            pc,
                            bits,
                            Disassembler.disassemble(pc, bits)));
            at += bytes;
        }
        return text.toString();
    }
}
