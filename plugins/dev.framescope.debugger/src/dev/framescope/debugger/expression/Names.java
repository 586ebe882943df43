package dev.framescope.debugger.expression;

import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.RegisterValues;
import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.machine.HartInspection;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Notation;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.UnknownType;
import dev.framescope.symbols.type.VoidType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what names mean: variables, functions, labels, registers. */
final class Names {
    private static final String FILE = "[^:]*\\.(c|cc|cpp|cxx|h|hpp|rs|zig|s|S)";
    private static final Type CODE =
            new FunctionType(Notation.C, () -> VoidType.VOID, List::of, false);
    private static final Type LABEL =
            new UnknownType("a symbol without type: cast it, such as *(long *)&symbol");

    private final Scope scope;

    Names(Scope scope) {
        this.scope = scope;
    }

    /** What computes the value of a name. */
    Node resolve(Expression.Name name) throws ExpressionException {
        String text = name.text();
        Optional<Variable> local = scope.local(text);
        if (local.isPresent()) {
            return variable(local.get());
        }
        for (Program program : scope.searched()) {
            Optional<Node> found = inProgram(program, text);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Optional<Node> qualified = ofProgram(name);
        if (qualified.isPresent()) {
            return qualified.get();
        }
        if (text.equals("NULL") || text.equals("nullptr")) {
            return evaluation -> Value.of(Builtins.VOID_POINTER, 0);
        }
        throw unknown(name);
    }

    /** What is named with its program's name before it: {@code sort.elf::table}. */
    private Optional<Node> ofProgram(Expression.Name name) throws ExpressionException {
        int end = name.text().indexOf("::");
        Optional<Program> named =
                end < 0 ? Optional.empty() : programNamed(name.text().substring(0, end));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Program program = named.get();
        String text = name.text().substring(end + 2);
        if (isHere(program) || Scope.isPlaced(program)) {
            Optional<Node> found = inProgram(program, text);
            if (found.isPresent()) {
                return found;
            }
        } else {
            Optional<Variable> variable = global(program, text);
            if (variable.isPresent()) {
                return Optional.of(inProcess(program, variable.get(), name.position()));
            }
        }
        throw new ExpressionException(
                name.position(), program.name() + " has no variable '" + text + "'");
    }

    /** A program by its file's name, with its extension or without. */
    private Optional<Program> programNamed(String name) {
        return scope.programs().all().stream()
                .filter(p -> p.name().equals(name) || p.name().equals(name + ".elf"))
                .findFirst();
    }

    /** A variable of a user program, in the one process that runs it. */
    private Node inProcess(Program program, Variable variable, int position) {
        return evaluation -> {
            Location location = variable.locate(LocationContext.NONE);
            if (!(location instanceof Location.Memory memory)) {
                return Value.of(variable.type(), Storage.of(location));
            }
            MemorySpace space = new MemorySpace.PageTable(process(program, evaluation, position));
            return Value.of(variable.type(), new Storage.Memory(space, memory.address()));
        };
    }

    /** The page table of the process that runs a program: the hart's, if there are several. */
    private long process(Program program, Evaluation evaluation, int position)
            throws ExpressionException {
        HartInspection hart = evaluation.frame().hart();
        List<Long> tables =
                scope.programs().pageTablesOf(program, hart, evaluation.frame().machine());
        if (tables.contains(hart.effectiveSatp())) {
            return hart.effectiveSatp();
        }
        if (tables.size() == 1) {
            return tables.getFirst();
        }
        throw new ExpressionException(
                position,
                tables.isEmpty()
                        ? "no process runs " + program.name() + " now"
                        : tables.size()
                                + " processes run "
                                + program.name()
                                + "; stop in the one that is meant");
    }

    /** An enumerator of any enumeration of the programs, for names that mean nothing else. */
    Optional<Value> enumerator(String name) {
        for (Program program : scope.searched()) {
            OptionalLong here =
                    isHere(program) ? OptionalLong.of(scope.linkPc()) : OptionalLong.empty();
            for (EnumType type : program.symbols().enumerations(name, here)) {
                Optional<EnumType.Enumerator> found = Variants.enumerator(type, name);
                if (found.isPresent()) {
                    return Optional.of(Value.of(type, found.get().value()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Node> inProgram(Program program, String text) {
        Optional<Variable> variable = global(program, text);
        if (variable.isPresent()) {
            return Optional.of(
                    isHere(program)
                            ? variable(variable.get())
                            : elsewhere(program, variable.get()));
        }
        SymbolFile symbols = program.symbols();
        List<Function> functions = symbols.functions(text);
        if (!functions.isEmpty()) {
            return Optional.of(at(program, CODE, functions.getFirst().low()));
        }
        OptionalLong symbol = symbols.symbolAddress(text);
        return symbol.isPresent()
                ? Optional.of(at(program, LABEL, symbol.getAsLong()))
                : Optional.empty();
    }

    private boolean isHere(Program program) {
        return scope.program().isPresent() && scope.program().get() == program;
    }

    private Optional<Variable> global(Program program, String text) {
        int end = text.indexOf("::");
        if (end > 0 && text.substring(0, end).matches(FILE)) {
            return ofFile(program, text.substring(0, end), text.substring(end + 2));
        }
        List<Variable> variables =
                isHere(program)
                        ? program.symbols().variables(text, scope.linkPc())
                        : program.symbols().variables(text);
        return variables.stream().findFirst();
    }

    /** A variable of a file, which is named by the last parts of its path. */
    private static Optional<Variable> ofFile(Program program, String file, String name) {
        return program.symbols().variables(name).stream()
                .filter(v -> v.declaration().filter(line -> isIn(line, file)).isPresent())
                .findFirst();
    }

    private static boolean isIn(SourceLine line, String file) {
        return line.file().equals(file) || line.file().endsWith("/" + file);
    }

    /** A variable of the frame's own program. */
    static Node variable(Variable variable) {
        return evaluation -> value(variable, evaluation.frame());
    }

    /** A variable's value in a frame. */
    static Value value(Variable variable, LocationContext frame) {
        Storage storage = Storage.of(variable.locate(frame));
        boolean nothing = storage instanceof Storage.Unavailable && hasNoBytes(variable.type());
        return Value.of(variable.type(), nothing ? new Storage.Bytes(new byte[0]) : storage);
    }

    /** Whether the type has one value, which no place is needed for: {@code ()} of Rust. */
    private static boolean hasNoBytes(Type type) {
        return type.size() == 0
                && switch (Types.strip(type)) {
                    case BaseType base -> true;
                    case CompositeType composite -> composite.complete();
                    default -> false;
                };
    }

    /** A variable of a program that is not the frame's: at the address that it was loaded to. */
    private static Node elsewhere(Program program, Variable variable) {
        return evaluation -> {
            Location location = variable.locate(LocationContext.NONE);
            return location instanceof Location.Memory memory
                    ? placed(program, variable.type(), memory.address())
                    : Value.of(variable.type(), Storage.of(location));
        };
    }

    private Node at(Program program, Type type, long linkAddress) {
        Value value =
                isHere(program)
                        ? Value.of(type, new Storage.Memory(MemorySpace.VIRTUAL, linkAddress))
                        : placed(program, type, linkAddress);
        return evaluation -> value;
    }

    private static Value placed(Program program, Type type, long linkAddress) {
        OptionalLong load = program.symbols().elf().loadAddress(linkAddress);
        return Value.of(
                type,
                load.isPresent()
                        ? new Storage.Memory(MemorySpace.PHYSICAL, load.getAsLong())
                        : new Storage.Memory(MemorySpace.VIRTUAL, linkAddress));
    }

    /** A register by any of its names. */
    static Node register(Expression.Register register) throws ExpressionException {
        Optional<RegisterId> id = RegisterModel.named(register.name());
        if (id.isEmpty()) {
            throw new ExpressionException(
                    register.position(),
                    "no register '$"
                            + register.name()
                            + "'"
                            + Similar.closest(register.name(), RegisterModel.names())
                                    .map(n -> "; did you mean '$" + n + "'?")
                                    .orElse(""));
        }
        Value value = RegisterValues.of(id.get());
        return evaluation -> {
            if (id.get() instanceof RegisterId.Csr csr
                    && evaluation.frame().hart().csr(csr.number()).isEmpty()) {
                throw new ExpressionException(
                        register.position(), "this hart has no register " + register.name());
            }
            return value;
        };
    }

    private ExpressionException unknown(Expression.Name name) {
        String text = name.text();
        String help;
        if (scope.type(text).isPresent()) {
            help = "; it is a type, and sizeof(" + text + ") or a cast would be an expression";
        } else if (RegisterModel.named(text).isPresent()) {
            help = "; the register is '$" + text + "'";
        } else {
            help = elsewhere(text).orElseGet(() -> Similar.help(text, candidates(text)));
        }
        String where =
                scope.program().isEmpty() ? " (no program is known whose code runs here)" : "";
        return new ExpressionException(
                name.position(), "no variable '" + text + "'" + help + where);
    }

    /** Says which program has a variable that is not looked for in all of them. */
    private Optional<String> elsewhere(String text) {
        return scope.programs().all().stream()
                .filter(p -> !scope.searched().contains(p))
                .filter(p -> !p.symbols().variables(text).isEmpty())
                .findFirst()
                .map(p -> "; " + p.name() + " has one: '" + p.name() + "'::" + text);
    }

    /** Names that could have been meant. */
    private List<String> candidates(String text) {
        List<String> names = new ArrayList<>(scope.localNames());
        String start = text.substring(0, Math.min(1, text.length()));
        names.addAll(starting(start).keySet());
        return names;
    }

    /** The names of global variables and functions that start so, as they can be typed. */
    SortedMap<String, Completion.Kind> starting(String prefix) {
        SortedMap<String, Completion.Kind> names = new TreeMap<>();
        for (Program program : scope.searched()) {
            for (String name : program.symbols().globalNames(prefix)) {
                names.put(name, Completion.Kind.VARIABLE);
            }
            program.symbols().functions().stream()
                    .map(Function::name)
                    .filter(name -> name.startsWith(prefix))
                    .forEach(name -> names.putIfAbsent(name, Completion.Kind.FUNCTION));
        }
        return names;
    }
}
