package dev.framescope.debugger.expression;

import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.BaseType.Encoding;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.VoidType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types that are known in every program (RISC-V ELF psABI, LP64; The Rust Reference, types). */
final class Builtins {
    static final BaseType INT = new BaseType("int", 4, Encoding.SIGNED);
    static final BaseType UNSIGNED_INT = new BaseType("unsigned int", 4, Encoding.UNSIGNED);
    static final BaseType LONG = new BaseType("long", 8, Encoding.SIGNED);
    static final BaseType UNSIGNED_LONG = new BaseType("unsigned long", 8, Encoding.UNSIGNED);
    static final BaseType INT128 = new BaseType("__int128", 16, Encoding.SIGNED);
    static final BaseType UNSIGNED_INT128 =
            new BaseType("unsigned __int128", 16, Encoding.UNSIGNED);
    static final BaseType CHAR = new BaseType("char", 1, Encoding.UNSIGNED_CHAR);
    static final BaseType BYTE = new BaseType("unsigned char", 1, Encoding.UNSIGNED_CHAR);
    static final BaseType FLOAT = new BaseType("float", 4, Encoding.FLOAT);
    static final BaseType DOUBLE = new BaseType("double", 8, Encoding.FLOAT);
    static final BaseType BOOL = new BaseType("bool", 1, Encoding.BOOLEAN);
    static final BaseType RUST_CHAR = new BaseType("char", 4, Encoding.UTF);

    /** A number of Rust of which only the context tells the type. */
    static final BaseType INTEGER = new BaseType("{integer}", 8, Encoding.SIGNED);

    static final Type VOID_POINTER = PointerType.to(VoidType.VOID);

    private static final Map<String, Type> TYPES = new HashMap<>();
    private static final Set<String> WORDS =
            Set.of("unsigned", "signed", "char", "short", "int", "long", "float", "double");

    static {
        for (int bits : new int[] {8, 16, 32, 64, 128}) {
            number("u" + bits, bits, Encoding.UNSIGNED);
            number("i" + bits, bits, Encoding.SIGNED);
        }
        for (int bits : new int[] {8, 16, 32, 64}) {
            number("uint" + bits + "_t", bits, Encoding.UNSIGNED);
            number("int" + bits + "_t", bits, Encoding.SIGNED);
        }
        for (String name : List.of("usize", "size_t", "uintptr_t")) {
            number(name, Long.SIZE, Encoding.UNSIGNED);
        }
        for (String name : List.of("isize", "ssize_t", "intptr_t", "ptrdiff_t")) {
            number(name, Long.SIZE, Encoding.SIGNED);
        }
        number("f32", Float.SIZE, Encoding.FLOAT);
        number("f64", Double.SIZE, Encoding.FLOAT);
        TYPES.put("bool", BOOL);
        TYPES.put("_Bool", new BaseType("_Bool", 1, Encoding.BOOLEAN));
        TYPES.put("void", VoidType.VOID);
    }

    private Builtins() {}

    private static void number(String name, int bits, Encoding encoding) {
        TYPES.put(name, new BaseType(name, bits / Byte.SIZE, encoding));
    }

    /** A type by name; of C the words may come in any order. */
    static Optional<Type> named(String name, boolean rust) {
        if (name.equals("char")) {
            return Optional.of(rust ? RUST_CHAR : CHAR);
        }
        Type type = TYPES.get(name);
        return type != null ? Optional.of(type) : words(name);
    }

    private static Optional<Type> words(String name) {
        List<String> words = new ArrayList<>(Arrays.asList(name.split(" ")));
        if (!WORDS.containsAll(words)) {
            return Optional.empty();
        }
        boolean unsigned = words.contains("unsigned");
        if (words.contains("float")) {
            return Optional.of(FLOAT);
        }
        if (words.contains("double")) {
            return Optional.of(DOUBLE);
        }
        if (words.contains("char")) {
            return Optional.of(
                    unsigned ? BYTE : new BaseType("signed char", 1, Encoding.SIGNED_CHAR));
        }
        if (words.contains("short")) {
            Encoding encoding = unsigned ? Encoding.UNSIGNED : Encoding.SIGNED;
            return Optional.of(new BaseType(unsigned ? "unsigned short" : "short", 2, encoding));
        }
        if (words.contains("long")) {
            return Optional.of(unsigned ? UNSIGNED_LONG : LONG);
        }
        return Optional.of(unsigned ? UNSIGNED_INT : INT);
    }

    /** The names of all types that every program has. */
    static List<String> names() {
        return TYPES.keySet().stream().sorted().toList();
    }
}
