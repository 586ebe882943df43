package dev.framescope.symbols;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes apart the names of Rust's legacy mangling, which has the form of the Itanium C++ ABI's
 * nested names: {@code _ZN}, then each path component with its length before it, the last of them a
 * hash, then {@code E}.
 */
final class LegacyMangling {

    private static final String PREFIX = "_ZN";

    private LegacyMangling() {}

    /** The path components without the hash; empty if the name is not mangled so. */
    static List<String> path(String linkageName) {
        List<String> parts = new ArrayList<>();
        if (!linkageName.startsWith(PREFIX)) {
            return parts;
        }
        int at = PREFIX.length();
        while (at < linkageName.length() && linkageName.charAt(at) != 'E') {
            int length = 0;
            int digits = at;
            while (at < linkageName.length() && isDigit(linkageName.charAt(at))) {
                length = Math.min(length * 10 + linkageName.charAt(at) - '0', 1 << 20);
                at++;
            }
            if (at == digits || length == 0 || length > linkageName.length() - at) {
                return List.of();
            }
            parts.add(linkageName.substring(at, at + length));
            at += length;
        }
        if (at == linkageName.length()) {
            return List.of();
        }
        if (!parts.isEmpty() && isHash(parts.getLast())) {
            parts.removeLast();
        }
        return parts;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHash(String part) {
        return part.length() == 17
                && part.charAt(0) == 'h'
                && part.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
