package dev.framescope.symbols.demangle;

/** A name does not follow the rules of its mangling. Has no stack trace, as it is no failure. */
final class MangledNameException extends Exception {

    private static final long serialVersionUID = 1L;

    MangledNameException(String message) {
        super(message, null, false, false);
    }
}
