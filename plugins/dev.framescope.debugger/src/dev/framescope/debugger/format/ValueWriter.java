package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Composites;
import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.UnknownType;
import dev.framescope.symbols.type.VoidType;

import java.util.Optional;

/** Writes one value, with what is in it, on one line. On the machine thread, used once. */
final class ValueWriter {
    /** Deeper parts are left to be opened. */
    private static final int MAX_DEPTH = 12;

    private final Formatters formatters;
    private final ValueFrame frame;
    private final ValueFormat format;
    private final Text out;

    ValueWriter(Formatters formatters, ValueFrame frame, ValueFormat format, Text out) {
        this.formatters = formatters;
        this.frame = frame;
        this.format = format;
        this.out = out;
    }

    /** The same for another line. */
    ValueWriter into(Text other) {
        return new ValueWriter(formatters, frame, format, other);
    }

    /** Writes it as its formatter has it, if it has one. */
    void write(Value value, int depth) {
        if (out.isFull()) {
            return;
        }
        if (depth > MAX_DEPTH) {
            out.add("{...}");
            return;
        }
        Optional<Presentation> presentation = formatters.present(value, frame);
        if (presentation.isEmpty()) {
            writeRaw(value, depth);
            return;
        }
        switch (presentation.get()) {
            case Presentation.Text text -> out.add(text.text());
            case Presentation.SeenAs seen -> {
                out.add(seen.before());
                write(seen.value(), depth + 1);
                out.add(seen.after());
            }
            case Presentation.Entries entries -> writeEntries(entries, depth);
        }
    }

    private void writeEntries(Presentation.Entries entries, int depth) {
        out.add("{");
        String separator = "";
        for (Presentation.Entry entry : entries.entries()) {
            if (out.isFull()) {
                break;
            }
            out.add(separator);
            write(entry.key(), depth + 1);
            if (entry.value().isPresent()) {
                out.add(": ");
                write(entry.value().get(), depth + 1);
            }
            separator = ", ";
        }
        if (entries.entries().size() < entries.total()) {
            out.add(separator + "...");
        }
        out.close("}");
    }

    /** Writes it without asking for a formatter of its own. */
    void writeRaw(Value value, int depth) {
        try {
            writeKnown(value, depth);
        } catch (ValueException e) {
            out.add('<' + e.getMessage() + '>');
        }
    }

    private void writeKnown(Value value, int depth) throws ValueException {
        switch (value.stripped()) {
            case ArrayType array ->
                    new ArrayWriter(this, frame, format, out).write(value, array, depth);
            case CompositeType composite -> writeComposite(value, composite, depth);
            case PointerType pointer -> writePointer(value, pointer, depth);
            case FunctionType function -> writeFunction(value);
            case VoidType nothing -> out.add(nothing.name());
            case UnknownType unknown -> out.add('<' + unknown.reason() + '>');
            default -> writeNumber(value);
        }
    }

    private void writeNumber(Value value) throws ValueException {
        if (value.type().size() == 0) {
            out.add(value.type().name().equals("()") ? "()" : "<no value>");
            return;
        }
        byte[] bytes = value.bytes(frame);
        int bits = value.isBitField() ? value.bitSize() : bytes.length * Byte.SIZE;
        out.add(NumberText.of(value.type(), bytes, bits, format));
    }

    private void writeFunction(Value value) {
        value.memory()
                .ifPresent(
                        memory -> {
                            out.add(AddressText.hex(memory.address()));
                            AddressText.symbol(frame, memory.address())
                                    .ifPresent(symbol -> out.add(" " + symbol));
                        });
    }

    private void writePointer(Value value, PointerType pointer, int depth) throws ValueException {
        long address = value.number(frame);
        Type target = Types.strip(pointer.target());
        if (format == ValueFormat.STRING || Scalars.isCharacter(target)) {
            writeText(value, address);
        } else if (isReference(pointer) && address != 0 && !(target instanceof FunctionType)) {
            out.add("&");
            write(value.target(frame), depth + 1);
        } else if (format == ValueFormat.NATURAL) {
            out.add(AddressText.hex(address));
            AddressText.symbol(frame, address).ifPresent(symbol -> out.add(" " + symbol));
        } else {
            writeNumber(value);
        }
    }

    private void writeText(Value value, long address) {
        out.add(AddressText.hex(address));
        if (address != 0) {
            Strings.atAddress(frame, value.targets(), address, Strings.MAX_BYTES)
                    .ifPresent(text -> out.add(" " + text));
        }
    }

    /** References always lead to a value, unlike pointers; in Rust their names tell. */
    static boolean isReference(PointerType pointer) {
        return pointer.kind() != PointerType.Kind.POINTER || pointer.name().startsWith("&");
    }

    private void writeComposite(Value value, CompositeType type, int depth) throws ValueException {
        if (!type.complete()) {
            out.add("<incomplete type>");
        } else if (frame.language() == Language.RUST) {
            new RustWriter(this, frame, out).write(value, type, depth);
        } else {
            writeBraces(value, depth);
        }
    }

    private void writeBraces(Value value, int depth) throws ValueException {
        out.add("{");
        String separator = "";
        for (Member member : Composites.members(value, frame)) {
            if (out.isFull()) {
                break;
            }
            out.add(separator);
            if (!member.name().isEmpty()) {
                out.add(Composites.displayName(member) + " = ");
            }
            write(value.member(member), depth + 1);
            separator = ", ";
        }
        out.close("}");
    }
}
