package dev.framescope.symbols.demangle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Rust's v0 mangling (RFC 2603, and the later encoding of structured constants): constants. */
final class RustV0Constants {

    private final RustV0 names;
    private final MangledText in;

    RustV0Constants(RustV0 names, MangledText in) {
        this.names = names;
        this.in = in;
    }

    /** Reads a constant; one with a structure is put in braces as a generic argument. */
    void constant() throws MangledNameException {
        constant(false);
    }

    private void constant(boolean inner) throws MangledNameException {
        in.enter();
        char kind = in.next();
        switch (kind) {
            case 'p' -> names.write("_");
            case 'h', 't', 'm', 'y', 'o', 'j' -> unsigned();
            case 'a', 's', 'l', 'x', 'n', 'i' -> {
                names.write(in.accept('n') ? "-" : "");
                unsigned();
            }
            case 'b' -> bool();
            case 'c' -> character();
            case 'B' -> names.backReference(() -> constant(inner));
            default -> structured(kind, inner);
        }
        in.leave();
    }

    private void structured(char kind, boolean inner) throws MangledNameException {
        boolean string = kind == 'R' && in.accept('e');
        boolean braces = !inner && !string;
        names.write(braces ? "{" : "");
        if (string) {
            string();
        } else {
            switch (kind) {
                case 'e' -> {
                    names.write("*");
                    string();
                }
                case 'R' -> reference("&");
                case 'Q' -> reference("&mut ");
                case 'A' -> {
                    names.write("[");
                    names.list(", ", () -> constant(true));
                    names.write("]");
                }
                case 'T' -> {
                    names.write("(");
                    int count = names.list(", ", () -> constant(true));
                    names.write(count == 1 ? ",)" : ")");
                }
                case 'V' -> variant();
                default -> throw in.problem();
            }
        }
        names.write(braces ? "}" : "");
    }

    private void reference(String prefix) throws MangledNameException {
        names.write(prefix);
        constant(true);
    }

    private void variant() throws MangledNameException {
        names.path(true);
        switch (in.next()) {
            case 'U' -> {
                // a variant without fields
            }
            case 'T' -> {
                names.write("(");
                names.list(", ", () -> constant(true));
                names.write(")");
            }
            case 'S' -> {
                names.write(" { ");
                names.list(
                        ", ",
                        () -> {
                            names.write(names.identifier().name() + ": ");
                            constant(true);
                        });
                names.write(" }");
            }
            default -> throw in.problem();
        }
    }

    private String digits() throws MangledNameException {
        int start = in.position();
        while (in.peek() != '_') {
            char digit = in.next();
            boolean hexadecimal = MangledText.isDigit(digit) || digit >= 'a' && digit <= 'f';
            if (!hexadecimal) {
                throw in.problem();
            }
        }
        String digits = in.from(start);
        in.next();
        return digits;
    }

    private BigInteger value() throws MangledNameException {
        String digits = digits();
        if (digits.isEmpty() || digits.length() > 32) {
            throw in.problem();
        }
        return new BigInteger(digits, 16);
    }

    private void unsigned() throws MangledNameException {
        BigInteger value = value();
        // Beyond 64 bits the digits are as readable as the number.
        names.write(value.bitLength() > 64 ? "0x" + value.toString(16) : value.toString());
    }

    private void bool() throws MangledNameException {
        int value = value().intValue();
        if (value != 0 && value != 1) {
            throw in.problem();
        }
        names.write(value == 1 ? "true" : "false");
    }

    private void character() throws MangledNameException {
        BigInteger value = value();
        if (value.bitLength() > 21 || !Character.isValidCodePoint(value.intValue())) {
            throw in.problem();
        }
        names.write('\'' + escaped(value.intValue(), '\'') + '\'');
    }

    private void string() throws MangledNameException {
        String digits = digits();
        if (digits.length() % 2 != 0) {
            throw in.problem();
        }
        byte[] bytes = HexFormat.of().parseHex(digits);
        StringBuilder text = new StringBuilder("\"");
        new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .forEach(c -> text.append(escaped(c, '"')));
        names.write(text.append('"').toString());
    }

    private static String escaped(int codePoint, char quote) {
        return switch (codePoint) {
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\\' -> "\\\\";
            default -> {
                if (codePoint == quote) {
                    yield "\\" + quote;
                }
                yield Character.isISOControl(codePoint)
                        ? "\\u{" + Integer.toHexString(codePoint) + '}'
                        : Character.toString(codePoint);
            }
        };
    }
}
