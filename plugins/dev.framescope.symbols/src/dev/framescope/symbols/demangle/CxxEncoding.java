package dev.framescope.symbols.demangle;

import dev.framescope.symbols.demangle.CxxNode.Affixed;
import dev.framescope.symbols.demangle.CxxNode.Parameter;
import dev.framescope.symbols.demangle.CxxNode.Qualified;
import dev.framescope.symbols.demangle.CxxNode.Sequence;
import dev.framescope.symbols.demangle.CxxNode.Text;
import dev.framescope.symbols.demangle.CxxTypeNode.Encoding;
import dev.framescope.symbols.demangle.CxxTypeNode.Function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Itanium C++ ABI's mangling: encodings and special names (section 5.1.2 and 5.1.4). */
final class CxxEncoding {

    private static final Map<String, String> SPECIAL_TYPES =
            Map.of(
                    "TV", "vtable for ",
                    "TT", "VTT for ",
                    "TI", "typeinfo for ",
                    "TS", "typeinfo name for ");

    private static final Map<String, String> SPECIAL_NAMES =
            Map.of(
                    "GV", "guard variable for ",
                    "TH", "TLS init function for ",
                    "TW", "TLS wrapper function for ");

    private final CxxState state;

    CxxEncoding(CxxState state) {
        this.state = state;
    }

    static String demangle(String name) throws MangledNameException {
        CxxState state = new CxxState(name);
        MangledText in = state.in;
        in.seek(2);
        StringBuilder text = new StringBuilder(CxxPrinter.print(state.encodings.encoding()));
        while (in.peek() == '.') { // what optimisers append
            int start = in.position();
            in.next();
            while (!in.atEnd() && in.peek() != '.') {
                in.next();
            }
            while (in.peek() == '.' && MangledText.isDigit(in.peek(1))) {
                in.next();
                in.number();
            }
            text.append(" [clone ").append(in.from(start)).append(']');
        }
        if (!in.atEnd()) {
            throw in.problem();
        }
        return text.toString();
    }

    CxxNode encoding() throws MangledNameException {
        state.in.enter();
        try {
            char next = state.in.peek();
            return next == 'T' || next == 'G' ? special() : function();
        } finally {
            state.in.leave();
        }
    }

    private CxxNode function() throws MangledNameException {
        List<CxxNode> argumentsAround = state.arguments;
        List<Parameter> forwardAround = state.forward;
        state.arguments = new ArrayList<>();
        state.forward = new ArrayList<>();
        int typesAround = state.types.suspend();
        CxxNames.Kind kind = new CxxNames.Kind();
        CxxNode name = state.names.name(kind);
        for (Parameter parameter : state.forward) {
            parameter.resolve(state.arguments);
        }
        CxxNode encoding = atEnd() ? name : new Encoding(name, type(kind));
        state.types.resume(typesAround);
        state.forward = forwardAround;
        state.arguments = argumentsAround;
        return encoding;
    }

    private boolean atEnd() {
        char next = state.in.peek();
        return next == MangledText.END || next == 'E' || next == '.';
    }

    private Function type(CxxNames.Kind kind) throws MangledNameException {
        CxxNode result = null;
        if (kind.isTemplate() && !kind.hasNoResult()) {
            result = state.types.type();
        }
        List<CxxNode> parameters = new ArrayList<>();
        if (!state.in.accept('v')) {
            do {
                parameters.add(state.types.type());
            } while (!atEnd());
        }
        return new Function(result, parameters, new Text(kind.qualifiers()));
    }

    private CxxNode special() throws MangledNameException {
        MangledText in = state.in;
        String code = in.take(2);
        String ofType = SPECIAL_TYPES.get(code);
        if (ofType != null) {
            return new Affixed(ofType, state.types.type(), "");
        }
        String ofName = SPECIAL_NAMES.get(code);
        if (ofName != null) {
            return new Affixed(ofName, state.names.name(new CxxNames.Kind()), "");
        }
        return switch (code) {
            case "Th", "Tv" -> {
                callOffset(code.charAt(1));
                yield thunk(code.equals("Th") ? "non-virtual thunk to " : "virtual thunk to ");
            }
            case "Tc" -> {
                callOffset(in.next());
                callOffset(in.next());
                yield thunk("covariant return thunk to ");
            }
            case "TC" -> {
                CxxNode derived = state.types.type();
                offset();
                in.expect('_');
                CxxNode base = state.types.type();
                yield Sequence.of("construction vtable for ", base, "-in-", derived);
            }
            case "TA" ->
                    new Affixed(
                            "template parameter object for ",
                            state.expressions.templateArgument(),
                            "");
            case "GR" -> {
                CxxNode of = state.names.name(new CxxNames.Kind());
                int number = state.index(36);
                yield new Affixed("reference temporary #" + number + " for ", of, "");
            }
            case "GT" ->
                    thunk(
                            in.next() == 'n'
                                    ? "non-transaction clone for "
                                    : "transaction clone for ");
            default -> throw in.problem();
        };
    }

    private CxxNode thunk(String prefix) throws MangledNameException {
        return new Affixed(prefix, encoding(), "");
    }

    /** Reads an offset, and a second one behind {@code v}; neither is shown. */
    private void callOffset(char kind) throws MangledNameException {
        offset();
        state.in.expect('_');
        if (kind == 'v') {
            offset();
            state.in.expect('_');
        } else if (kind != 'h') {
            throw state.in.problem();
        }
    }

    private void offset() throws MangledNameException {
        state.in.accept('n');
        state.in.number();
    }

    /** Reads a name in a function, behind its {@code Z}. */
    CxxNode local(CxxNames.Kind kind) throws MangledNameException {
        MangledText in = state.in;
        CxxNode around = encoding();
        in.expect('E');
        CxxNode scope = around instanceof Encoding function ? function.withoutResult() : around;
        if (in.accept('s')) {
            discriminator();
            return new Qualified(scope, new Text("string literal"));
        }
        CxxNode scoped = scope;
        if (in.accept('d')) { // in the default of a parameter
            int number = state.index(10) + 1;
            scoped = new Qualified(scope, new Text("{default arg#" + number + "}"));
        }
        CxxNode name = state.names.name(kind);
        discriminator();
        return new Qualified(scoped, name);
    }

    /** Passes over the number of a name that is there several times. */
    private void discriminator() throws MangledNameException {
        MangledText in = state.in;
        if (in.peek() == '_' && MangledText.isDigit(in.peek(1))) {
            in.next();
            in.take(1);
        } else if (in.accept("__")) {
            in.number();
            in.expect('_');
        }
    }
}
