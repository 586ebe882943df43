package dev.framescope.symbols.dwarf;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as compilers record them, whatever host they ran on. */
public final class SourcePath {

    private SourcePath() {}

    /**
     * Forward slashes only, without {@code .}, empty and resolvable {@code ..} components; a
     * leading slash stays.
     */
    public static String normalise(String path) {
        String slashed = path.replace('\\', '/');
        Deque<String> parts = new ArrayDeque<>();
        for (String part : slashed.split("/")) {
            boolean climbs = part.equals("..") && !parts.isEmpty();
            if (climbs && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (slashed.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    /** The path seen from a directory: itself if it is absolute. Not normalised. */
    public static String join(String directory, String path) {
        if (directory.isEmpty() || isAbsolute(path)) {
            return path;
        }
        return directory + "/" + path;
    }

    /** Whether the path starts at a root: of Unix, or of a Windows drive. */
    public static boolean isAbsolute(String path) {
        if (path.startsWith("/") || path.startsWith("\\")) {
            return true;
        }
        return path.length() >= 3
                && Character.isLetter(path.charAt(0))
                && path.charAt(1) == ':'
                && (path.charAt(2) == '/' || path.charAt(2) == '\\');
    }

    /** How many whole components the ends of two normalised paths have in common. */
    public static int commonEnd(String one, String other) {
        String[] ones = one.split("/");
        String[] others = other.split("/");
        int common = 0;
        while (common < Math.min(ones.length, others.length)
                && ones[ones.length - 1 - common].equals(others[others.length - 1 - common])) {
            common++;
        }
        return common;
    }

    /** Whether {@code path} is {@code suffix} or ends with all its components; both normalised. */
    public static boolean endsWith(String path, String suffix) {
        boolean relative = !suffix.isEmpty() && !suffix.startsWith("/");
        return path.equals(suffix) || relative && path.endsWith("/" + suffix);
    }
}
