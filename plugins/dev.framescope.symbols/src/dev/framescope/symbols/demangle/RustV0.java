package dev.framescope.symbols.demangle;

import java.util.Map;

/**
 * Rust's v0 mangling (RFC 2603): paths. What is read is written at once; references back are
 * followed by reading the earlier part again.
 */
final class RustV0 {

    private static final int BASE = 62;

    private static final Map<Character, String> BASIC_TYPES =
            Map.ofEntries(
                    Map.entry('a', "i8"),
                    Map.entry('b', "bool"),
                    Map.entry('c', "char"),
                    Map.entry('d', "f64"),
                    Map.entry('e', "str"),
                    Map.entry('f', "f32"),
                    Map.entry('h', "u8"),
                    Map.entry('i', "isize"),
                    Map.entry('j', "usize"),
                    Map.entry('l', "i32"),
                    Map.entry('m', "u32"),
                    Map.entry('n', "i128"),
                    Map.entry('o', "u128"),
                    Map.entry('p', "_"),
                    Map.entry('s', "i16"),
                    Map.entry('t', "u16"),
                    Map.entry('u', "()"),
                    Map.entry('v', "..."),
                    Map.entry('x', "i64"),
                    Map.entry('y', "u64"),
                    Map.entry('z', "!"));

    private final MangledText in;
    private final BoundedText out = new BoundedText();
    private final RustV0Types types;

    /** Whether what is read is written too. */
    private boolean silent;

    private RustV0(MangledText in) {
        this.in = in;
        types = new RustV0Types(this, in);
    }

    /** An identifier. */
    record Identifier(long disambiguator, String name) {}

    /** Reads a part of the name. */
    interface Part {
        void read() throws MangledNameException;
    }

    static String demangle(String name) throws MangledNameException {
        int end = name.indexOf('.');
        int vendor = name.indexOf('$');
        end = end < 0 || vendor >= 0 && vendor < end ? vendor : end;
        // References back count from behind the prefix.
        MangledText in = new MangledText(end < 0 ? name.substring(2) : name.substring(2, end));
        RustV0 reader = new RustV0(in);
        if (MangledText.isDigit(in.peek())) {
            throw in.problem(); // a later version of the encoding
        }
        reader.path(true);
        if (!in.atEnd()) { // the crate that made the instance
            reader.silent = true;
            reader.path(false);
        }
        if (!in.atEnd()) {
            throw in.problem();
        }
        return reader.out.toString();
    }

    static String basicType(char code) {
        return BASIC_TYPES.get(code);
    }

    void write(String text) throws MangledNameException {
        if (silent) {
            out.step();
        } else {
            out.append(text);
        }
    }

    /**
     * Reads a path.
     *
     * @param value whether it names a value, where generic arguments have colons before them
     */
    void path(boolean value) throws MangledNameException {
        in.enter();
        char kind = in.next();
        switch (kind) {
            case 'C' -> write(identifier().name);
            case 'N' -> nested(value);
            case 'M', 'X', 'Y' -> implementation(kind);
            case 'I' -> {
                path(value);
                write(value ? "::<" : "<");
                list(", ", this::genericArgument);
                write(">");
            }
            case 'B' -> backReference(() -> path(value));
            default -> throw in.problem();
        }
        in.leave();
    }

    private void nested(boolean value) throws MangledNameException {
        char namespace = in.next();
        if (!Character.isLetter(namespace)) {
            throw in.problem();
        }
        path(value);
        Identifier identifier = identifier();
        String name = identifier.name;
        if (Character.isLowerCase(namespace)) {
            write(name.isEmpty() ? "" : "::" + name);
            return;
        }
        String what =
                switch (namespace) {
                    case 'C' -> "closure";
                    case 'S' -> "shim";
                    default -> String.valueOf(namespace);
                };
        write("::{" + what + (name.isEmpty() ? "" : ":" + name));
        write("#" + Long.toUnsignedString(identifier.disambiguator) + "}");
    }

    private void implementation(char kind) throws MangledNameException {
        if (kind != 'Y') { // where the implementation is, of which nothing is shown
            disambiguator();
            boolean before = silent;
            silent = true;
            path(false);
            silent = before;
        }
        write("<");
        types.type();
        if (kind != 'M') {
            write(" as ");
            path(false);
        }
        write(">");
    }

    void genericArgument() throws MangledNameException {
        if (in.accept('L')) {
            types.lifetime(base62());
        } else if (in.accept('K')) {
            new RustV0Constants(this, in).constant();
        } else {
            types.type();
        }
    }

    /** Reads parts up to an {@code E}; gives their number. */
    int list(String separator, Part part) throws MangledNameException {
        int count = 0;
        while (!in.accept('E')) {
            write(count > 0 ? separator : "");
            part.read();
            count++;
        }
        return count;
    }

    /** Reads a part that is somewhere before, and goes on behind the reference. */
    void backReference(Part part) throws MangledNameException {
        int start = in.position() - 1;
        long target = base62();
        if (target < 0 || target >= start) {
            throw in.problem();
        }
        if (silent) {
            return;
        }
        int after = in.position();
        in.seek((int) target);
        in.enter();
        part.read();
        in.leave();
        in.seek(after);
    }

    private long disambiguator() throws MangledNameException {
        return in.accept('s') ? base62() + 1 : 0;
    }

    Identifier identifier() throws MangledNameException {
        return new Identifier(disambiguator(), plainIdentifier());
    }

    String plainIdentifier() throws MangledNameException {
        boolean punycode = in.accept('u');
        int length = in.number();
        in.accept('_');
        String name = in.take(length);
        return punycode ? Punycode.decode(name) : name;
    }

    /** Reads a number of digits and letters up to an underscore, which alone is 0. */
    long base62() throws MangledNameException {
        if (in.accept('_')) {
            return 0;
        }
        long value = 0;
        while (!in.accept('_')) {
            char c = in.next();
            int digit =
                    c >= '0' && c <= '9'
                            ? c - '0'
                            : c >= 'a' && c <= 'z'
                                    ? c - 'a' + 10
                                    : c >= 'A' && c <= 'Z' ? c - 'A' + 36 : -1;
            if (digit < 0) {
                throw in.problem();
            }
            value = value * BASE + digit; // those of crates have 64 bits
        }
        return value + 1;
    }
}
