package dev.framescope.debugger.format;

/** Names of Rust's types. */
final class RustNames {
    private RustNames() {}

    /** {@code Option} of {@code core::option::Option<os::memory::Frame>}. */
    static String shortName(String name) {
        int end = name.indexOf('<');
        String path = end < 0 ? name : name.substring(0, end);
        return path.substring(path.lastIndexOf(':') + 1);
    }

    /** The path before the arguments: {@code core::option::Option}. */
    static String path(String name) {
        int end = name.indexOf('<');
        return end < 0 ? name : name.substring(0, end);
    }

    static boolean isStandard(String name) {
        return name.startsWith("core::") || name.startsWith("alloc::") || name.startsWith("std::");
    }
}
