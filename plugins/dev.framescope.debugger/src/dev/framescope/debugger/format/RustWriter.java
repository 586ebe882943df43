package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Composites;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.Variant;

import java.util.List;
import java.util.Optional;

/**
 * Writes structures, tuples, unions and enums as Rust does: {@code Some(Frame { number: 3 })}. Part
 * of {@link ValueWriter}.
 */
final class RustWriter {
    private final ValueWriter writer;
    private final ValueFrame frame;
    private final Text out;

    RustWriter(ValueWriter writer, ValueFrame frame, Text out) {
        this.writer = writer;
        this.frame = frame;
        this.out = out;
    }

    void write(Value value, CompositeType type, int depth) throws ValueException {
        if (type.variants().isPresent()) {
            writeEnum(value, depth);
            return;
        }
        boolean tuple = type.name().startsWith("(");
        writeFields(tuple ? "" : RustNames.shortName(type.name()), value, type.members(), depth);
    }

    private void writeEnum(Value value, int depth) throws ValueException {
        Optional<Variant> active = Composites.activeVariant(value, frame);
        if (active.isEmpty()) {
            Optional<Value> discriminant = Composites.discriminant(value);
            out.add("<no variant");
            if (discriminant.isPresent()) {
                out.add(" has discriminant " + discriminant.get().number(frame));
            }
            out.add(">");
            return;
        }
        for (Member member : active.get().members()) {
            Value data = value.member(member);
            if (Types.strip(member.type()) instanceof CompositeType content) {
                writeFields(member.name(), data, content.members(), depth);
            } else {
                out.add(member.name());
            }
        }
    }

    private void writeFields(String name, Value value, List<Member> members, int depth) {
        out.add(name);
        if (members.isEmpty()) {
            out.add(name.isEmpty() ? "()" : "");
            return;
        }
        boolean tuple = Composites.isTuple(members);
        out.add(tuple ? "(" : name.isEmpty() ? "{ " : " { ");
        String separator = "";
        for (Member member : members) {
            if (out.isFull()) {
                break;
            }
            out.add(separator + (tuple ? "" : member.name() + ": "));
            writer.write(value.member(member), depth + 1);
            separator = ", ";
        }
        out.close(tuple ? ")" : " }");
    }
}
