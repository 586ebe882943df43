package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.scope.Variable.Kind;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes variables from their entries (DWARF 5, section 4.1). Any thread may use it. */
final class VariableReader {

    private final DebugInfo debug;
    private final EntryNames names;
    private final QualifiedNames qualifiedNames;
    private final TypeReader types;
    private final Expressions expressions;
    private final Externals externals;
    private final Consumer<SymbolException> problems;

    /** Finds what a unit declares and another defines. */
    interface Externals {

        /** The link address of the symbol of that name. */
        OptionalLong address(String symbol);

        /** The entry of the definition of a variable. */
        Optional<Entry> definition(String qualifiedName);
    }

    VariableReader(
            DebugInfo debug,
            QualifiedNames qualifiedNames,
            TypeReader types,
            Expressions expressions,
            Externals externals,
            Consumer<SymbolException> problems) {
        this.debug = debug;
        this.qualifiedNames = qualifiedNames;
        this.types = types;
        this.expressions = expressions;
        this.externals = externals;
        this.problems = problems;
        names = new EntryNames(debug.unitIndex());
    }

    /** The variable that an entry describes; empty if it has no name or cannot be read. */
    Optional<Variable> read(Entry entry, FrameBase frameBase) {
        try {
            Optional<String> name = names.name(entry);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            Kind kind = kind(entry);
            String qualified =
                    kind == Kind.STATIC ? qualifiedNames.qualify(entry, name.get()) : name.get();
            return Optional.of(
                    new Variable(
                            name.get(),
                            qualified,
                            kind,
                            types.lazyTypeOf(having(entry, Attribute.TYPE)),
                            Lazy.<Optional<SourceLine>>reading(
                                            () -> declaration(entry), Optional.empty(), problems)
                                    ::get,
                            place(entry, qualified, frameBase)));
        } catch (SymbolException e) {
            problems.accept(e);
            return Optional.empty();
        }
    }

    private Entry having(Entry entry, int attribute) throws SymbolException {
        return names.having(entry, attribute).orElse(entry);
    }

    private Kind kind(Entry entry) throws SymbolException {
        if (entry.tag() == Tag.FORMAL_PARAMETER) {
            return Kind.PARAMETER;
        }
        Entry located = having(entry, Attribute.LOCATION);
        boolean fixed =
                located.has(Attribute.LOCATION) && isAddress(located)
                        || names.having(entry, Attribute.EXTERNAL).isPresent()
                        || names.having(entry, Attribute.DECLARATION).isPresent();
        return fixed ? Kind.STATIC : Kind.LOCAL;
    }

    /** Whether a location is an address that is written in the file. */
    static boolean isAddress(Entry entry) throws SymbolException {
        Optional<byte[]> operations = entry.block(Attribute.LOCATION);
        if (operations.isEmpty() || operations.get().length == 0) {
            return false;
        }
        int first = operations.get()[0] & 0xff;
        return first == Operation.ADDR
                || first == Operation.ADDRX
                || first == Operation.GNU_ADDR_INDEX;
    }

    private Optional<SourceLine> declaration(Entry entry) throws SymbolException {
        Entry declared = having(entry, Attribute.DECL_LINE);
        return SourceLines.of(debug, declared, Attribute.DECL_FILE, Attribute.DECL_LINE, 0);
    }

    private Function<LocationContext, Location> place(
            Entry entry, String qualifiedName, FrameBase frameBase) {
        return frame -> {
            try {
                return locate(entry, qualifiedName, frameBase, frame);
            } catch (SymbolException e) {
                problems.accept(e);
                return new Location.Unavailable("its debug information is broken");
            }
        };
    }

    private Location locate(
            Entry entry, String qualifiedName, FrameBase frameBase, LocationContext frame)
            throws SymbolException {
        Optional<Entry> located = names.having(entry, Attribute.LOCATION);
        if (located.isPresent()) {
            Optional<byte[]> operations =
                    LocationAttribute.operations(located.get(), Attribute.LOCATION, frame.linkPc());
            if (operations.isPresent()) {
                return expressions
                        .machine(located.get(), frameBase, frame)
                        .locate(operations.get());
            }
        }
        Optional<Entry> constant = names.having(entry, Attribute.CONST_VALUE);
        if (constant.isPresent()) {
            return new Location.Value(constant(constant.get()));
        }
        boolean elsewhere = names.having(entry, Attribute.DECLARATION).isPresent();
        return located.isEmpty() && elsewhere
                ? defined(entry, qualifiedName, frame)
                : Location.Unavailable.OPTIMIZED_OUT;
    }

    /** Where the variable is that this entry only declares. */
    private Location defined(Entry entry, String qualifiedName, LocationContext frame)
            throws SymbolException {
        Optional<String> linkage = names.linkageName(entry);
        String symbol = linkage.isPresent() ? linkage.get() : names.name(entry).orElse("");
        OptionalLong address = externals.address(symbol);
        if (address.isPresent()) {
            return new Location.Memory(address.getAsLong());
        }
        Optional<Entry> definition = externals.definition(qualifiedName);
        return definition.isPresent() && !definition.get().flag(Attribute.DECLARATION)
                ? locate(definition.get(), qualifiedName, FrameBase.NONE, frame)
                : new Location.Unavailable("not in this program");
    }

    private static byte[] constant(Entry entry) throws SymbolException {
        OptionalLong number = entry.number(Attribute.CONST_VALUE);
        if (number.isPresent()) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            return bytes.putLong(number.getAsLong()).array();
        }
        Optional<byte[]> block = entry.block(Attribute.CONST_VALUE);
        if (block.isPresent()) {
            return block.get();
        }
        String text = entry.string(Attribute.CONST_VALUE).orElse("");
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
