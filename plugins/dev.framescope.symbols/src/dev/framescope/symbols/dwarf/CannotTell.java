package dev.framescope.symbols.dwarf;

/**
 * An expression has no value, for a reason that is the program's, not a failure. No stack trace.
 */
final class CannotTell extends Exception {

    private static final long serialVersionUID = 1;

    CannotTell(String why) {
        super(why, null, false, false);
    }
}
