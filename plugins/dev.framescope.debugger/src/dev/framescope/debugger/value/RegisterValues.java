package dev.framescope.debugger.value;

import dev.framescope.debugger.registers.RegisterField;
import dev.framescope.debugger.registers.RegisterFields;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.VoidType;

import java.util.List;
import java.util.Optional;

/** Registers and their fields as values. */
public final class RegisterValues {
    private static final BaseType WORD =
            new BaseType("unsigned long", Long.BYTES, BaseType.Encoding.UNSIGNED);
    private static final BaseType DOUBLE =
            new BaseType("double", Double.BYTES, BaseType.Encoding.FLOAT);
    private static final Type ADDRESS = PointerType.to(VoidType.VOID);
    private static final EnumType MODE =
            new EnumType(
                    "privilege",
                    1,
                    true,
                    () -> new BaseType("unsigned char", 1, BaseType.Encoding.UNSIGNED),
                    () ->
                            List.of(
                                    new EnumType.Enumerator("U", 0),
                                    new EnumType.Enumerator("S", 1),
                                    new EnumType.Enumerator("M", 3)));

    private RegisterValues() {}

    /** A whole register. */
    public static Value of(RegisterId register) {
        Type type =
                switch (register) {
                    case RegisterId.Pc pc -> ADDRESS;
                    case RegisterId.Mode mode -> MODE;
                    case RegisterId.FloatingPoint floating -> DOUBLE;
                    case RegisterId.General general -> WORD;
                    case RegisterId.Csr csr -> WORD;
                };
        return Value.of(type, new Storage.Register(register, 0));
    }

    /** A field of a register. */
    public static Value field(RegisterId register, RegisterField field) {
        return Value.ofBits(
                typeOf(field), new Storage.Register(register, 0), field.low(), field.bits());
    }

    /** A field by name, whether its letters are written large or small. */
    public static Optional<Value> field(RegisterId register, String name) {
        return RegisterFields.of(register).stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .map(field -> field(register, field));
    }

    private static Type typeOf(RegisterField field) {
        if (field.names().isEmpty()) {
            return WORD;
        }
        List<EnumType.Enumerator> values =
                field.names().entrySet().stream()
                        .map(entry -> new EnumType.Enumerator(entry.getValue(), entry.getKey()))
                        .sorted((a, b) -> Long.compare(a.value(), b.value()))
                        .toList();
        return new EnumType(field.name(), Long.BYTES, true, () -> WORD, () -> values);
    }
}
