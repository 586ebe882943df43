package dev.framescope.debugger.expression;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.Type;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What names mean at an instruction.
 *
 * @param programs all that names can be of
 * @param program whose code it is; empty if of none that is known
 * @param linkPc its link address
 * @param scopes the functions there, the one whose frame it is first, then those it is inlined into
 */
record Scope(Programs programs, Optional<Program> program, long linkPc, List<CodeScope> scopes) {
    /** At an instruction, in the innermost function that it belongs to. */
    static Scope of(Programs programs, CodePlace place) {
        return new Scope(
                programs,
                Optional.of(place.program()),
                place.linkPc(),
                place.program().symbols().scopesAt(place.linkPc()));
    }

    /** In a frame of a stack. */
    static Scope of(Programs programs, StackFrame frame) {
        long linkPc = frame.code().lookupPc();
        List<CodeScope> scopes =
                frame.program().map(p -> p.symbols().scopesAt(linkPc)).orElse(List.of());
        int inner = 0;
        while (inner < scopes.size() - 1 && !isOf(frame, scopes.get(inner))) {
            inner++;
        }
        return new Scope(programs, frame.program(), linkPc, scopes.subList(inner, scopes.size()));
    }

    private static boolean isOf(StackFrame frame, CodeScope scope) {
        return frame.code()
                .scope()
                .filter(s -> s.entry() == scope.entry() && s.inlined() == scope.inlined())
                .filter(s -> s.function().equals(scope.function()))
                .isPresent();
    }

    /** Those whose names are offered and looked up, the frame's own program first. */
    List<Program> searched() {
        Set<Program> searched = new LinkedHashSet<>();
        program.ifPresent(searched::add);
        for (Program other : programs.all()) {
            if (isPlaced(other)) {
                searched.add(other);
            }
        }
        return List.copyOf(searched);
    }

    /** Whether a program's data is at known physical addresses, whatever the page table. */
    static boolean isPlaced(Program program) {
        return program.scope() == ProgramScope.KERNEL || program.scope() == ProgramScope.FIRMWARE;
    }

    Language language() {
        if (!scopes.isEmpty()) {
            return scopes.getFirst().language();
        }
        return program.map(p -> p.symbols().languageAt(linkPc)).orElse(Language.OTHER);
    }

    boolean isRust() {
        return language() == Language.RUST;
    }

    /** The variable of the functions here that a name means. */
    Optional<Variable> local(String name) {
        for (CodeScope scope : scopes) {
            for (Variable variable : scope.variables()) {
                if (variable.name().equals(name)) {
                    return Optional.of(variable);
                }
            }
        }
        return Optional.empty();
    }

    /** The variables of the frame's own function, each name once. */
    List<Variable> visible() {
        List<Variable> visible = new ArrayList<>();
        if (!scopes.isEmpty()) {
            Set<String> names = new LinkedHashSet<>();
            for (Variable variable : scopes.getFirst().variables()) {
                if (names.add(variable.name())) {
                    visible.add(variable);
                }
            }
        }
        return visible;
    }

    /** The names of local variables, of all functions here. */
    List<String> localNames() {
        return scopes.stream()
                .flatMap(scope -> scope.variables().stream())
                .map(Variable::name)
                .distinct()
                .toList();
    }

    /** A type of that name, of the program or known in every program. */
    Optional<Type> type(String name) {
        for (Program searched : searched()) {
            List<Type> types = typesOf(searched, name);
            if (!types.isEmpty()) {
                return Optional.of(types.getFirst());
            }
        }
        return Builtins.named(name, isRust());
    }

    private List<Type> typesOf(Program searched, String name) {
        SymbolFile symbols = searched.symbols();
        return program.isPresent() && program.get() == searched
                ? symbols.types(name, linkPc)
                : symbols.types(name);
    }

    /** Whether a name is a type's, and no variable of the functions here hides it. */
    boolean isType(String name) {
        return local(name).isEmpty() && type(name).isPresent();
    }
}
