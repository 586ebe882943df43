package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.dwarf.FunctionTree.Block;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.Variable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes scopes from the blocks of a function. */
final class ScopeReader {

    private final DebugInfo debug;
    private final VariableReader variables;
    private final Expressions expressions;
    private final EntryNames names;

    ScopeReader(DebugInfo debug, VariableReader variables, Expressions expressions) {
        this.debug = debug;
        this.variables = variables;
        this.expressions = expressions;
        names = new EntryNames(debug.unitIndex());
    }

    /** The functions at an instruction of a function, those inlined there first. */
    List<CodeScope> scopes(FunctionTree function, long address) throws SymbolException {
        FrameBase frameBase = expressions.frameBase(function);
        List<CodeScope> scopes = new ArrayList<>();
        List<Variable> visible = new ArrayList<>();
        for (Block block : function.blocksAt(address).reversed()) {
            block.variables().forEach(v -> variables.read(v, frameBase).ifPresent(visible::add));
            if (block.inlined() || block == function.root()) {
                addOptimizedOut(block, frameBase, visible);
                scopes.add(scope(block, address, visible));
                visible.clear();
            }
        }
        return scopes;
    }

    /**
     * Adds what only the function's abstract instance has: variables that an instance has no place
     * for, and static ones, which are described once (DWARF 5, section 3.3.8.3).
     */
    private void addOptimizedOut(Block block, FrameBase frameBase, List<Variable> visible)
            throws SymbolException {
        Optional<Entry> origin = debug.unitIndex().follow(block.entry(), Attribute.ABSTRACT_ORIGIN);
        if (origin.isEmpty()) {
            return;
        }
        Set<Entry.Key> instantiated = new HashSet<>();
        addOrigins(block, instantiated);
        for (Entry child : origin.get().children()) {
            boolean variable = child.tag() == Tag.VARIABLE || child.tag() == Tag.FORMAL_PARAMETER;
            if (variable && !instantiated.contains(child.key())) {
                variables.read(child, frameBase).ifPresent(visible::add);
            }
        }
    }

    private void addOrigins(Block block, Set<Entry.Key> origins) throws SymbolException {
        for (Entry variable : block.variables()) {
            debug.unitIndex()
                    .follow(variable, Attribute.ABSTRACT_ORIGIN)
                    .ifPresent(origin -> origins.add(origin.key()));
        }
        for (Block inner : block.blocks()) {
            if (!inner.inlined()) {
                addOrigins(inner, origins);
            }
        }
    }

    private CodeScope scope(Block block, long address, List<Variable> visible)
            throws SymbolException {
        Entry entry = block.entry();
        AddressRange range =
                block.ranges().stream()
                        .filter(piece -> piece.contains(address))
                        .findFirst()
                        .orElse(block.ranges().getFirst());
        return new CodeScope(
                function(entry, range),
                block.inlined(),
                range,
                block.ranges(),
                entryPc(entry, block.ranges()),
                block.inlined() ? callSite(entry) : Optional.empty(),
                visible,
                names.declared(entry).unit().language());
    }

    /** The names of the function that an entry is an instance of. */
    Function function(Entry entry, AddressRange range) throws SymbolException {
        Optional<String> linkage = names.linkageName(entry);
        String name = names.name(entry).or(() -> linkage).orElse("<unnamed>");
        return new Function(name, linkage.orElse(name), range.low(), range.high());
    }

    /** Where an inlined function is called. */
    Optional<SourceLine> callSite(Entry entry) {
        return SourceLines.of(
                debug, entry, Attribute.CALL_FILE, Attribute.CALL_LINE, Attribute.CALL_COLUMN);
    }

    /** The first instruction that is executed (DWARF 5, section 2.18). */
    static long entryPc(Entry entry, List<AddressRange> ranges) throws SymbolException {
        long first = ranges.getFirst().low();
        OptionalLong address = entry.unit().address(entry.die(), Attribute.ENTRY_PC);
        OptionalLong offset = entry.number(Attribute.ENTRY_PC);
        if (address.isEmpty() && offset.isPresent()) {
            long base = entry.unit().address(entry.die(), Attribute.LOW_PC).orElse(first);
            address = OptionalLong.of(base + offset.getAsLong());
        }
        long found = address.orElse(first);
        return ranges.stream().anyMatch(range -> range.contains(found)) ? found : first;
    }
}
