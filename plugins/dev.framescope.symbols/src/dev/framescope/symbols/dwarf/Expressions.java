package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.type.BaseType;

import java.util.Optional;
import java.util.function.Consumer;

/** Makes the machines that evaluate the expressions of entries. Any thread may use it. */
final class Expressions {

    private final UnitIndex units;
    private final TypeReader types;
    private final EntryValues entryValues;
    private final Consumer<SymbolException> problems;

    Expressions(
            UnitIndex units,
            TypeReader types,
            FunctionTrees functions,
            Consumer<SymbolException> problems) {
        this.units = units;
        this.types = types;
        this.problems = problems;
        entryValues = new EntryValues(functions, this, units, problems);
    }

    /** A machine for an expression of an entry. */
    ExpressionMachine machine(Entry entry, FrameBase frameBase, LocationContext frame) {
        return new ExpressionMachine(new Unit(entry.unit(), frame.linkPc()), frameBase, frame);
    }

    /** From where the variables of a function count. */
    FrameBase frameBase(FunctionTree function) {
        Entry entry = function.root().entry();
        return frame -> {
            try {
                byte[] operations =
                        LocationAttribute.operations(entry, Attribute.FRAME_BASE, frame.linkPc())
                                .orElseThrow(() -> new CannotTell("its frame is not described"));
                // An expression in terms of itself would have no value.
                return machine(entry, FrameBase.NONE, frame).value(operations);
            } catch (SymbolException e) {
                problems.accept(e);
                throw new CannotTell("the place of its frame cannot be read");
            }
        };
    }

    private final class Unit implements ExpressionUnit {

        private final CompilationUnit unit;
        private final long linkPc;

        Unit(CompilationUnit unit, long linkPc) {
            this.unit = unit;
            this.linkPc = linkPc;
        }

        @Override
        public Encoding encoding() {
            return unit.encoding();
        }

        @Override
        public long address(long index) throws CannotTell {
            try {
                return unit.indexedAddress(index);
            } catch (SymbolException e) {
                throw broken(e);
            }
        }

        @Override
        public BaseType baseType(long unitOffset) throws CannotTell {
            if (unitOffset == 0) {
                return null;
            }
            try {
                Optional<Entry> entry = unit.relative(unitOffset);
                if (entry.isPresent() && types.read(entry.get()) instanceof BaseType base) {
                    return supported(base);
                }
            } catch (SymbolException e) {
                throw broken(e);
            }
            throw new CannotTell("its location expression uses what is no base type");
        }

        private BaseType supported(BaseType type) throws CannotTell {
            boolean number = type.size() >= 1 && type.size() <= Long.BYTES;
            boolean fraction = type.encoding() == BaseType.Encoding.FLOAT;
            if (!number || fraction && type.size() < Float.BYTES) {
                throw new CannotTell("its location expression uses numbers of type " + type.name());
            }
            return type;
        }

        @Override
        public byte[] procedure(long offset, boolean ofUnit) throws CannotTell {
            try {
                Optional<Entry> entry = ofUnit ? unit.relative(offset) : units.at(offset);
                if (entry.isEmpty()) {
                    throw new CannotTell("its location expression calls one that is not there");
                }
                return LocationAttribute.operations(entry.get(), Attribute.LOCATION, linkPc)
                        .orElse(new byte[0]); // no operations (DWARF 5, section 2.5.1.5)
            } catch (SymbolException e) {
                throw broken(e);
            }
        }

        @Override
        public long entryValue(byte[] operations, LocationContext frame) throws CannotTell {
            return entryValues.value(operations, frame);
        }

        private CannotTell broken(SymbolException e) {
            problems.accept(e);
            return new CannotTell("its location cannot be read");
        }
    }
}
