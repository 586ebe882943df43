package dev.framescope.cli.debug;

import dev.framescope.symbols.type.AliasType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.Variant;

import java.util.Locale;

/** What a type is made of, as text: members with offsets and sizes in bytes. */
final class TypeText {
    private final StringBuilder text = new StringBuilder();

    private TypeText() {}

    /**
     * A type that is named or made from another, such as a pointer to it, and what that consists
     * of.
     *
     * @param name the whole type's
     * @param type the other
     */
    static String of(String name, Type type) {
        return name.equals(type.name()) ? of(type) : name + ", of:\n" + of(type);
    }

    /** A type, and below it what it consists of. */
    static String of(Type type) {
        TypeText writer = new TypeText();
        Type plain = Types.strip(type);
        writer.text.append(type.name());
        if (type instanceof AliasType && !plain.name().equals(type.name())) {
            writer.text.append(" = ").append(plain.name());
        }
        writer.text.append(", ").append(bytes(type.size())).append('\n');
        switch (plain) {
            case CompositeType composite -> writer.composite(composite);
            case EnumType enumeration ->
                    enumeration
                            .enumerators()
                            .forEach(e -> writer.line("  %s = %d", e.name(), e.value()));
            default -> {
                // Its name says it all.
            }
        }
        return writer.text.toString();
    }

    /** The name of what a pointer, an array or a qualified type is about. */
    static String targetName(String name) {
        return name.replaceAll("\\[\\d*\\]|\\*|&|\\bconst\\b|\\bmut\\b|\\bvolatile\\b", " ")
                .strip();
    }

    private void composite(CompositeType type) {
        if (!type.complete()) {
            line("  (only declared)");
        }
        type.members().forEach(member -> member("  ", member));
        type.variants()
                .ifPresent(
                        part -> {
                            for (Variant variant : part.variants()) {
                                line("  variant %s", variant.name());
                                variant.members().forEach(member -> member("    ", member));
                            }
                        });
    }

    private void member(String indent, Member member) {
        String bits =
                member.isBitField()
                        ? " : " + member.bitSize() + " from bit " + member.bitOffset()
                        : "";
        line(
                "%s+%-5d %s: %s%s, %s",
                indent,
                member.offset(),
                member.name(),
                member.type().name(),
                bits,
                bytes(member.type().size()));
    }

    private static String bytes(long size) {
        return size == 1 ? "1 byte" : size + " bytes";
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
