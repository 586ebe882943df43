package dev.framescope.machine.board;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a flattened device tree apart (Devicetree Specification 0.3, chapter 5). */
final class FdtReader {
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROPERTY = 3;
    private static final int NOP = 4;

    private final ByteBuffer blob;
    private final int strings;
    private final Map<String, String> properties = new LinkedHashMap<>();

    private FdtReader(byte[] bytes) {
        blob = ByteBuffer.wrap(bytes);
        strings = blob.getInt(12);
        blob.position(blob.getInt(8));
    }

    /** All properties by path and name, in order, as hexadecimal; nodes by path and a slash. */
    static Map<String, String> properties(byte[] blob) {
        FdtReader reader = new FdtReader(blob);
        reader.readNode("");
        return reader.properties;
    }

    private void readNode(String parent) {
        int token = next();
        if (token != BEGIN_NODE) {
            throw new IllegalArgumentException("token " + token + " where a node begins");
        }
        String path = parent + string(blob.position(), true) + "/";
        properties.put(path, "");
        for (token = next(); token != END_NODE; token = next()) {
            if (token == BEGIN_NODE) {
                blob.position(blob.position() - 4);
                readNode(path);
            } else if (token == PROPERTY) {
                byte[] value = new byte[blob.getInt()];
                String name = string(strings + blob.getInt(), false);
                blob.get(value);
                align();
                properties.put(path + name, HexFormat.of().formatHex(value));
            } else {
                throw new IllegalArgumentException("token " + token);
            }
        }
    }

    private int next() {
        int token = blob.getInt();
        while (token == NOP) {
            token = blob.getInt();
        }
        return token;
    }

    private String string(int from, boolean consume) {
        int end = from;
        while (blob.get(end) != 0) {
            end++;
        }
        if (consume) {
            blob.position(end + 1);
            align();
        }
        return new String(blob.array(), from, end - from, StandardCharsets.UTF_8);
    }

    private void align() {
        blob.position(blob.position() + 3 & ~3);
    }
}
