package dev.framescope.symbols;

import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.AliasType;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.QualifiedType;
import dev.framescope.symbols.type.Type;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Asks a file, which may be broken, for all of its scopes, variables and types. */
final class HostileScopes {

    /** Types lead in circles; so deep a person opens a value. */
    private static final int DEPTH = 4;

    /** A frame in which every register and all memory has the same bytes. */
    private record Frame(long linkPc) implements LocationContext {

        @Override
        public OptionalLong register(int dwarfRegister) {
            return OptionalLong.of(linkPc + dwarfRegister);
        }

        @Override
        public OptionalLong cfa() {
            return OptionalLong.of(linkPc);
        }

        @Override
        public int read(long address, byte[] into) {
            Arrays.fill(into, (byte) 0x7f);
            return into.length;
        }
    }

    private HostileScopes() {}

    /** Asks for what is in scope in a function, and where it is. */
    static void useAll(SymbolFile symbols, Function function) {
        long middle = function.low() + Math.min(12, (function.high() - function.low()) / 2);
        symbols.languageAt(middle);
        for (CodeScope scope : symbols.scopesAt(middle)) {
            for (Variable variable : scope.variables()) {
                use(variable, middle);
            }
        }
    }

    /** Asks for names that are there and for some that are not. */
    static void useNames(SymbolFile symbols) {
        List<String> names = symbols.globalNames("");
        for (String name : names.subList(0, Math.min(8, names.size()))) {
            symbols.variables(name).forEach(variable -> use(variable, 0));
        }
        for (String name : List.of("frameAllocator", "page", "struct page", "int", "", "::<")) {
            symbols.types(name).forEach(type -> use(type, DEPTH));
            symbols.variables(name);
        }
        symbols.functions(Pattern.compile("o"));
        symbols.inlinedPlaces(Pattern.compile("o"));
    }

    private static void use(Variable variable, long linkPc) {
        variable.declaration();
        variable.locate(new Frame(linkPc));
        variable.locate(LocationContext.NONE);
        use(variable.type(), DEPTH);
    }

    private static void use(Type type, int depth) {
        type.name();
        type.size();
        if (depth == 0) {
            return;
        }
        switch (type) {
            case PointerType pointer -> use(pointer.target(), depth - 1);
            case ArrayType array -> use(array.element(), depth - 1);
            case AliasType alias -> use(alias.target(), depth - 1);
            case QualifiedType qualified -> use(qualified.target(), depth - 1);
            case FunctionType function -> use(function.result(), depth - 1);
            case CompositeType composite -> {
                for (Member member : composite.members()) {
                    use(member.type(), depth - 1);
                }
                composite.variants();
                composite.arguments();
            }
            default -> {
                // leads nowhere
            }
        }
    }
}
