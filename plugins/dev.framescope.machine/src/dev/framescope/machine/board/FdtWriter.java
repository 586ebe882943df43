package dev.framescope.machine.board;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a flattened device tree, version 17 (Devicetree Specification 0.3, chapter 5). Nodes are
 * begun and ended like brackets; a node's properties come before its children.
 */
final class FdtWriter {
    private static final int MAGIC = 0xd00dfeed;
    private static final int VERSION = 17;
    private static final int LAST_COMPATIBLE_VERSION = 16;
    private static final int HEADER_SIZE = 40;

    /** One all-zero entry ends the memory reservation block. */
    private static final int RESERVATIONS_SIZE = 16;

    private static final int FDT_BEGIN_NODE = 1;
    private static final int FDT_END_NODE = 2;
    private static final int FDT_PROP = 3;
    private static final int FDT_END = 9;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();
    private int depth;

    FdtWriter begin(String name) {
        word(FDT_BEGIN_NODE);
        bytes(terminated(name));
        depth++;
        return this;
    }

    FdtWriter end() {
        word(FDT_END_NODE);
        depth--;
        return this;
    }

    /** A property without a value: that it is there is what it says. */
    FdtWriter flag(String name) {
        return property(name, new byte[0]);
    }

    FdtWriter cells(String name, int... cells) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (int cell : cells) {
            bigEndian(value, cell);
        }
        return property(name, value.toByteArray());
    }

    /** Pairs of 64-bit addresses and sizes, for parents with two cells of each. */
    FdtWriter ranges(String name, long... addressesAndSizes) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (long number : addressesAndSizes) {
            bigEndian(value, (int) (number >>> 32));
            bigEndian(value, (int) number);
        }
        return property(name, value.toByteArray());
    }

    FdtWriter strings(String name, String... values) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (String string : values) {
            value.writeBytes(terminated(string));
        }
        return property(name, value.toByteArray());
    }

    FdtWriter property(String name, byte[] value) {
        word(FDT_PROP);
        word(value.length);
        word(stringOffset(name));
        bytes(value);
        return this;
    }

    /** The finished blob. */
    byte[] finish() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " nodes have not been ended");
        }
        word(FDT_END);
        int structureOffset = HEADER_SIZE + RESERVATIONS_SIZE;
        int stringsOffset = structureOffset + structure.size();
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(blob)) {
            out.writeInt(MAGIC);
            out.writeInt(stringsOffset + strings.size());
            out.writeInt(structureOffset);
            out.writeInt(stringsOffset);
            out.writeInt(HEADER_SIZE);
            out.writeInt(VERSION);
            out.writeInt(LAST_COMPATIBLE_VERSION);
            out.writeInt(0); // boot_cpuid_phys
            out.writeInt(strings.size());
            out.writeInt(structure.size());
            out.write(new byte[RESERVATIONS_SIZE]);
            structure.writeTo(out);
            strings.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blob.toByteArray();
    }

    private int stringOffset(String name) {
        return stringOffsets.computeIfAbsent(
                name,
                key -> {
                    int offset = strings.size();
                    strings.writeBytes(terminated(key));
                    return offset;
                });
    }

    private void word(int value) {
        bigEndian(structure, value);
    }

    private void bytes(byte[] value) {
        structure.writeBytes(value);
        while (structure.size() % 4 != 0) {
            structure.write(0);
        }
    }

    private static void bigEndian(ByteArrayOutputStream out, int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }

    /** A property's value: one cell. */
    static byte[] cell(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bigEndian(bytes, value);
        return bytes.toByteArray();
    }

    /** A property's value: a string. */
    static byte[] terminated(String string) {
        return (string + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
