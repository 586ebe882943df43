package dev.framescope.symbols.demangle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rust's legacy mangling, which has the form of the Itanium C++ ABI's nested names: {@code _ZN},
 * then each path component with its length before it, the last of them a hash, then {@code E}.
 * Characters that linkers do not take are written in dollars.
 */
final class RustLegacy {

    private static final String PREFIX = "_ZN";
    private static final int HASH_LENGTH = 17;

    private static final Map<String, String> ESCAPES =
            Map.of(
                    "SP", "@", "BP", "*", "RF", "&", "LT", "<", "GT", ">", "LP", "(", "RP", ")",
                    "C", ",");

    private RustLegacy() {}

    /** The path without the hash; empty if the name is not mangled so. */
    static Optional<String> demangle(String name) throws MangledNameException {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        MangledText in = new MangledText(name);
        in.seek(PREFIX.length());
        List<String> parts = new ArrayList<>();
        while (MangledText.isDigit(in.peek())) {
            int length = in.number();
            parts.add(in.take(length));
        }
        boolean ended = in.accept('E') && (in.atEnd() || in.peek() == '.');
        if (!ended || parts.size() < 2 || !isHash(parts.getLast())) {
            return Optional.empty();
        }
        parts.removeLast();
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            path.append(path.isEmpty() ? "" : "::").append(unescape(part));
        }
        return Optional.of(path.toString());
    }

    private static boolean isHash(String part) {
        return part.length() == HASH_LENGTH
                && part.charAt(0) == 'h'
                && part.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static String unescape(String part) {
        // A component cannot start with a dollar, so that an underscore is put before it.
        String text = part.startsWith("_$") ? part.substring(1) : part;
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '$' ? text.indexOf('$', at + 1) : -1;
            String escaped = end < 0 ? null : character(text.substring(at + 1, end));
            if (escaped != null) {
                plain.append(escaped);
                at = end + 1;
            } else if (text.startsWith("..", at)) {
                plain.append("::");
                at += 2;
            } else {
                plain.append(text.charAt(at));
                at++;
            }
        }
        return plain.toString();
    }

    /** What stands for a character between dollars, or null. */
    private static String character(String escape) {
        String known = ESCAPES.get(escape);
        if (known == null && escape.matches("u[0-9a-f]{1,6}")) {
            int codePoint = Integer.parseInt(escape.substring(1), 16);
            boolean printable = Character.isValidCodePoint(codePoint) && codePoint >= ' ';
            return printable ? Character.toString(codePoint) : null;
        }
        return known;
    }
}
