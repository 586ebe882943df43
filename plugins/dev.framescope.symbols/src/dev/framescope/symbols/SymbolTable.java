package dev.framescope.symbols;

import dev.framescope.symbols.demangle.Demangler;
import dev.framescope.symbols.dwarf.AddressIndex;
import dev.framescope.symbols.dwarf.AddressRange;
import dev.framescope.symbols.dwarf.Lazy;
import dev.framescope.symbols.dwarf.NameSearch;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The symbols of an ELF file by name and by address. Immutable. */
final class SymbolTable {

    /** Best first: what has a type and a size says most. */
    private static final Comparator<ElfSymbol> BEST =
            Comparator.comparing((ElfSymbol s) -> s.type() == ElfSymbol.STT_NOTYPE)
                    .thenComparing(s -> s.size() == 0)
                    .thenComparing(s -> s.binding() == ElfSymbol.STB_LOCAL);

    private static final Comparator<ElfSymbol> BY_ADDRESS =
            (a, b) -> Long.compareUnsigned(a.value(), b.value());

    private final ElfFile elf;
    private final Map<String, ElfSymbol> byName = new HashMap<>();

    /** One symbol an address, ascending. */
    private final List<ElfSymbol> places = new ArrayList<>();

    private final AddressIndex<ElfSymbol> sized;
    private final AddressIndex<ElfSection> sections;

    /** The functions, as indexes of {@link #places}. */
    private final Lazy<AddressIndex<Integer>> functionIndex = new Lazy<>(this::indexFunctions);

    SymbolTable(ElfFile elf) {
        this.elf = elf;
        AddressIndex.Builder<ElfSection> sectionIndex = new AddressIndex.Builder<>();
        for (ElfSection section : elf.sections()) {
            if (section.allocated()) {
                sectionIndex.add(range(section.address(), section.size()), section);
            }
        }
        sections = sectionIndex.build();
        AddressIndex.Builder<ElfSymbol> sizedIndex = new AddressIndex.Builder<>();
        List<ElfSymbol> candidates = new ArrayList<>();
        for (ElfSymbol symbol : elf.symbols()) {
            if (isNamed(symbol)) {
                byName.merge(symbol.name(), symbol, SymbolTable::moreVisible);
                if (symbol.sectionIndex() != ElfSymbol.SHN_ABS) {
                    candidates.add(symbol);
                    sizedIndex.add(range(symbol.value(), symbol.size()), symbol);
                }
            }
        }
        sized = sizedIndex.build();
        candidates.sort(BY_ADDRESS.thenComparing(BEST));
        for (ElfSymbol symbol : candidates) {
            if (places.isEmpty() || places.getLast().value() != symbol.value()) {
                places.add(symbol);
            }
        }
    }

    private static AddressRange range(long low, long size) {
        return new AddressRange(low, low + size);
    }

    /** Whether the symbol names a place of the program, not a compiler's label or a mark. */
    private static boolean isNamed(ElfSymbol symbol) {
        boolean place =
                symbol.type() == ElfSymbol.STT_FUNC
                        || symbol.type() == ElfSymbol.STT_OBJECT
                        || symbol.type() == ElfSymbol.STT_NOTYPE;
        // $x and $d mark code and data (RISC-V ELF psABI, "Mapping Symbol").
        return place
                && symbol.defined()
                && !symbol.name().isEmpty()
                && !symbol.name().startsWith("$")
                && !symbol.name().startsWith(".L");
    }

    private static ElfSymbol moreVisible(ElfSymbol one, ElfSymbol other) {
        boolean hidden = one.binding() == ElfSymbol.STB_LOCAL;
        return hidden && other.binding() != ElfSymbol.STB_LOCAL ? other : one;
    }

    /** The symbol of that name; a global one before a local one. */
    Optional<ElfSymbol> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The symbol whose bytes the address is in, else the nearest before it in its section. */
    Optional<ElfSymbol> at(long address) {
        ElfSymbol inside = sized.innermostAt(address);
        if (inside != null) {
            return Optional.of(inside);
        }
        int index = lastPlaceUpTo(address);
        if (index < 0) {
            return Optional.empty();
        }
        ElfSymbol nearest = places.get(index);
        ElfSection section = sections.innermostAt(address);
        boolean sameSection =
                section != null && Long.compareUnsigned(nearest.value(), section.address()) >= 0;
        return nearest.value() == address || sameSection ? Optional.of(nearest) : Optional.empty();
    }

    /**
     * The functions that the symbols name: typed functions, and labels in executable sections that
     * are not inside one. Where no size is given, a function reaches to the next symbol.
     */
    List<Function> functions() {
        List<Function> functions = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            ElfSymbol symbol = places.get(i);
            if (isFunction(symbol)) {
                functions.add(function(i));
            }
        }
        return functions;
    }

    /** Those of {@link #functions} whose names may have that component. */
    List<Function> functionsLike(String component) {
        boolean verbatim = NameSearch.isVerbatim(component);
        List<Function> functions = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            ElfSymbol symbol = places.get(i);
            boolean like = !verbatim || symbol.name().contains(component);
            if (like && isFunction(symbol)) {
                functions.add(function(i));
            }
        }
        return functions;
    }

    /** The one of {@link #functions} around an address, the innermost where they overlap. */
    Optional<Function> functionAt(long address) {
        return Optional.ofNullable(functionIndex.get().innermostAt(address)).map(this::function);
    }

    private AddressIndex<Integer> indexFunctions() {
        AddressIndex.Builder<Integer> builder = new AddressIndex.Builder<>();
        for (int i = 0; i < places.size(); i++) {
            if (isFunction(places.get(i))) {
                builder.add(new AddressRange(places.get(i).value(), functionEnd(i)), i);
            }
        }
        return builder.build();
    }

    private Function function(int place) {
        return function(places.get(place), functionEnd(place));
    }

    private long functionEnd(int place) {
        ElfSymbol symbol = places.get(place);
        return symbol.size() != 0 ? symbol.value() + symbol.size() : end(place);
    }

    /** The function of a symbol by its name, whatever other names it has. */
    Optional<Function> functionNamed(String name) {
        ElfSymbol symbol = byName.get(name);
        if (symbol == null || !isFunction(symbol)) {
            return Optional.empty();
        }
        long high = symbol.value() + symbol.size();
        if (symbol.size() == 0) {
            high = end(lastPlaceUpTo(symbol.value()));
        }
        return Optional.of(function(symbol, high));
    }

    private static Function function(ElfSymbol symbol, long high) {
        String name = Demangler.readable(symbol.name());
        return new Function(name, symbol.name(), symbol.value(), high);
    }

    private boolean isFunction(ElfSymbol symbol) {
        if (symbol.type() == ElfSymbol.STT_OBJECT || !elf.hasCodeAt(symbol.value())) {
            return false;
        }
        ElfSymbol around = sized.innermostAt(symbol.value());
        return symbol.type() == ElfSymbol.STT_FUNC
                || around == null
                || around.type() != ElfSymbol.STT_FUNC;
    }

    /** Where a place without a size ends: at the next place, or with its section. */
    private long end(int index) {
        long low = places.get(index).value();
        ElfSection section = sections.innermostAt(low);
        long high = section == null ? low : section.address() + section.size();
        if (index + 1 < places.size()) {
            long next = places.get(index + 1).value();
            high = section == null || Long.compareUnsigned(next, high) < 0 ? next : high;
        }
        return high;
    }

    private int lastPlaceUpTo(long address) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(places.get(middle).value(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
