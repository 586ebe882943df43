package dev.framescope.machine.board;

import dev.framescope.machine.MachineException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes properties of the node {@code /chosen} in a flattened device tree that somebody else
 * wrote (Devicetree Specification 0.3, chapter 5); all else stays as it is.
 */
final class ChosenNode {
    private static final int MAGIC = 0xd00dfeed;
    private static final int HEADER_SIZE = 40;
    private static final int FIRST_VERSION_WITH_SIZES = 17;

    // Byte offsets in the header
    private static final int TOTAL_SIZE = 4;
    private static final int STRUCTURE_OFFSET = 8;
    private static final int STRINGS_OFFSET = 12;
    private static final int VERSION = 20;
    private static final int STRINGS_SIZE = 32;
    private static final int STRUCTURE_SIZE = 36;

    private static final int FDT_BEGIN_NODE = 1;
    private static final int FDT_END_NODE = 2;
    private static final int FDT_PROP = 3;
    private static final int FDT_NOP = 4;
    private static final int FDT_END = 9;

    private static final String CHOSEN = "chosen";

    private final Map<String, byte[]> properties;
    private final ByteBuffer blob;
    private final int structureOffset;
    private final int stringsOffset;
    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> addedStrings = new LinkedHashMap<>();

    /** How many nodes have begun and not ended; the root is the first. */
    private int depth;

    private boolean inChosen;
    private boolean added;

    private ChosenNode(byte[] blob, Map<String, byte[]> properties) {
        this.properties = properties;
        this.blob = ByteBuffer.wrap(blob);
        structureOffset = this.blob.getInt(STRUCTURE_OFFSET);
        stringsOffset = this.blob.getInt(STRINGS_OFFSET);
    }

    /**
     * Returns a copy of a device tree with these properties of {@code /chosen} set, by name.
     *
     * @throws MachineException if it is no device tree, or a broken one
     */
    static byte[] set(byte[] blob, Map<String, byte[]> properties) throws MachineException {
        check(blob);
        if (properties.isEmpty()) {
            return blob;
        }
        try {
            return new ChosenNode(blob, properties).rewrite();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // positions outside the buffer
            throw new MachineException(
                    "the device tree is broken: an offset in it leads out of its bytes", e);
        }
    }

    private static void check(byte[] blob) throws MachineException {
        ByteBuffer header = ByteBuffer.wrap(blob);
        if (blob.length < HEADER_SIZE || header.getInt(0) != MAGIC) {
            throw new MachineException(
                    "the device tree is no flattened device tree (it does not begin with"
                            + " d00dfeed): compile it with dtc -O dtb");
        }
        if (header.getInt(TOTAL_SIZE) < HEADER_SIZE || header.getInt(TOTAL_SIZE) > blob.length) {
            throw new MachineException(
                    "the device tree is cut short: it says that it has %d bytes, and has %d"
                            .formatted(header.getInt(TOTAL_SIZE), blob.length));
        }
        if (header.getInt(VERSION) < FIRST_VERSION_WITH_SIZES) {
            throw new MachineException(
                    "the device tree has version %d: compile it with dtc, which writes 17"
                            .formatted(header.getInt(VERSION)));
        }
    }

    private byte[] rewrite() throws MachineException {
        copyBytes(strings, stringsOffset, blob.getInt(STRINGS_SIZE));
        int at = structureOffset;
        int end = structureOffset + blob.getInt(STRUCTURE_SIZE);
        while (at < end) {
            int next = at + tokenSize(at);
            at = copyToken(at, next);
        }
        if (!added) {
            throw new MachineException("the device tree is broken: its root node does not end");
        }
        return assemble();
    }

    private int tokenSize(int at) throws MachineException {
        return switch (blob.getInt(at)) {
            case FDT_BEGIN_NODE -> aligned(Integer.BYTES + string(at + Integer.BYTES).length() + 1);
            case FDT_PROP -> aligned(3 * Integer.BYTES + length(blob.getInt(at + Integer.BYTES)));
            case FDT_END_NODE, FDT_NOP, FDT_END -> Integer.BYTES;
            default ->
                    throw new MachineException(
                            "the device tree is broken: there is no token %d (at offset 0x%x)"
                                    .formatted(blob.getInt(at), at));
        };
    }

    private int length(int value) throws MachineException {
        if (value < 0 || value > blob.capacity()) {
            throw new MachineException(
                    "the device tree is broken: a property of %d bytes".formatted(value));
        }
        return value;
    }

    /** Copies the token, with what is to be added before or behind it; returns what is next. */
    private int copyToken(int at, int next) {
        int token = blob.getInt(at);
        if (token == FDT_PROP && inChosen && depth == 2 && isReplaced(at)) {
            return next;
        }
        if (token == FDT_END_NODE && depth == 1 && !added) {
            addNode();
        }
        copyBytes(structure, at, next - at);
        if (token == FDT_BEGIN_NODE) {
            depth++;
            if (depth == 2 && string(at + Integer.BYTES).equals(CHOSEN)) {
                inChosen = true;
                addProperties();
            }
        } else if (token == FDT_END_NODE) {
            depth--;
            inChosen &= depth >= 2;
        }
        return next;
    }

    private boolean isReplaced(int at) {
        return properties.containsKey(string(stringsOffset + blob.getInt(at + 2 * Integer.BYTES)));
    }

    private void addNode() {
        word(FDT_BEGIN_NODE);
        padded((CHOSEN + '\0').getBytes(StandardCharsets.UTF_8));
        addProperties();
        word(FDT_END_NODE);
    }

    private void addProperties() {
        properties.forEach(
                (name, value) -> {
                    word(FDT_PROP);
                    word(value.length);
                    word(stringOffset(name));
                    padded(value);
                });
        added = true;
    }

    private int stringOffset(String name) {
        return addedStrings.computeIfAbsent(
                name,
                key -> {
                    int offset = strings.size();
                    strings.writeBytes((key + '\0').getBytes(StandardCharsets.UTF_8));
                    return offset;
                });
    }

    /** What lies before the structure block stays: the header and the memory reservations. */
    private byte[] assemble() {
        int newStrings = structureOffset + structure.size();
        ByteBuffer result = ByteBuffer.allocate(newStrings + strings.size());
        result.put(blob.array(), 0, structureOffset)
                .put(structure.toByteArray())
                .put(strings.toByteArray());
        result.putInt(TOTAL_SIZE, result.capacity())
                .putInt(STRINGS_OFFSET, newStrings)
                .putInt(STRINGS_SIZE, strings.size())
                .putInt(STRUCTURE_SIZE, structure.size());
        return result.array();
    }

    private String string(int at) {
        int end = at;
        while (blob.get(end) != 0) {
            end++;
        }
        return new String(blob.array(), at, end - at, StandardCharsets.UTF_8);
    }

    private void copyBytes(ByteArrayOutputStream out, int at, int count) {
        out.writeBytes(Arrays.copyOfRange(blob.array(), at, at + count));
    }

    private void word(int value) {
        structure.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private void padded(byte[] value) {
        structure.writeBytes(Arrays.copyOf(value, aligned(value.length)));
    }

    private static int aligned(int bytes) {
        return bytes + Integer.BYTES - 1 & -Integer.BYTES;
    }
}
