package dev.framescope.symbols.demangle;

/** Rust's v0 mangling (RFC 2603): types. */
final class RustV0Types {

    private static final int MAXIMUM_LIFETIMES = 256;

    private final RustV0 names;
    private final MangledText in;

    /** Lifetimes that the binders around bind. */
    private long boundLifetimes;

    RustV0Types(RustV0 names, MangledText in) {
        this.names = names;
        this.in = in;
    }

    void type() throws MangledNameException {
        in.enter();
        String basic = RustV0.basicType(in.peek());
        if (basic != null) {
            in.next();
            names.write(basic);
        } else {
            compound(in.next());
        }
        in.leave();
    }

    private void compound(char kind) throws MangledNameException {
        switch (kind) {
            case 'A', 'S' -> {
                names.write("[");
                type();
                if (kind == 'A') {
                    names.write("; ");
                    new RustV0Constants(names, in).constant();
                }
                names.write("]");
            }
            case 'T' -> {
                names.write("(");
                int count = names.list(", ", this::type);
                names.write(count == 1 ? ",)" : ")");
            }
            case 'R', 'Q' -> reference(kind);
            case 'P' -> pointer("*const ");
            case 'O' -> pointer("*mut ");
            case 'F' -> withBinder(this::function);
            case 'D' -> dynamic();
            case 'B' -> names.backReference(this::type);
            default -> {
                in.seek(in.position() - 1);
                names.path(false);
            }
        }
    }

    private void pointer(String prefix) throws MangledNameException {
        names.write(prefix);
        type();
    }

    private void reference(char kind) throws MangledNameException {
        names.write("&");
        if (in.accept('L')) {
            long lifetime = names.base62();
            if (lifetime != 0) {
                lifetime(lifetime);
                names.write(" ");
            }
        }
        pointer(kind == 'Q' ? "mut " : "");
    }

    private void function() throws MangledNameException {
        names.write(in.accept('U') ? "unsafe " : "");
        if (in.accept('K')) {
            String abi = in.accept('C') ? "C" : names.plainIdentifier().replace('_', '-');
            names.write("extern \"" + abi + "\" ");
        }
        names.write("fn(");
        names.list(", ", this::type);
        names.write(")");
        if (!in.accept('u')) { // what returns nothing
            names.write(" -> ");
            type();
        }
    }

    private void dynamic() throws MangledNameException {
        names.write("dyn ");
        withBinder(() -> names.list(" + ", this::dynamicTrait));
        in.expect('L');
        long lifetime = names.base62();
        if (lifetime != 0) {
            names.write(" + ");
            lifetime(lifetime);
        }
    }

    /** A trait with its generic arguments, which those of associated types go along with. */
    private void dynamicTrait() throws MangledNameException {
        boolean open = traitPath();
        while (in.accept('p')) {
            names.write(open ? ", " : "<");
            open = true;
            names.write(names.plainIdentifier() + " = ");
            type();
        }
        names.write(open ? ">" : "");
    }

    /** Reads a path and leaves its list of arguments open; says whether there is one. */
    private boolean traitPath() throws MangledNameException {
        if (in.accept('B')) {
            boolean[] open = {false};
            names.backReference(() -> open[0] = traitPath());
            return open[0];
        }
        if (in.accept('I')) {
            names.path(false);
            names.write("<");
            names.list(", ", names::genericArgument);
            return true;
        }
        names.path(false);
        return false;
    }

    private void withBinder(RustV0.Part part) throws MangledNameException {
        long bound = in.accept('G') ? names.base62() + 1 : 0;
        if (bound < 0 || bound > MAXIMUM_LIFETIMES) {
            throw in.problem();
        }
        if (bound > 0) {
            names.write("for<");
            for (long i = 0; i < bound; i++) {
                names.write(i > 0 ? ", " : "");
                boundLifetimes++;
                lifetime(1);
            }
            names.write("> ");
        }
        part.read();
        boundLifetimes -= bound;
    }

    /** Writes a lifetime: 0 for one that is left out, else counted from the innermost binder. */
    void lifetime(long index) throws MangledNameException {
        if (index == 0) {
            names.write("'_");
            return;
        }
        long number = boundLifetimes - index;
        if (index < 0 || number < 0) {
            throw in.problem();
        }
        names.write(number < 26 ? "'" + (char) ('a' + number) : "'_" + number);
    }
}
