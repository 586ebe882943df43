package dev.framescope.symbols.demangle;

/** Text that may not become too long, nor take too many steps; a short name can stand for both. */
final class BoundedText {

    /** Some parts, as empty packs, add nothing, but can be as many as long text has letters. */
    private static final int MAXIMUM_STEPS = 4 * Demangler.MAXIMUM_LENGTH;

    private final StringBuilder text = new StringBuilder();
    private int steps;

    BoundedText append(String more) throws MangledNameException {
        step();
        if (text.length() + more.length() > Demangler.MAXIMUM_LENGTH) {
            throw new MangledNameException("stands for more than 65536 letters");
        }
        text.append(more);
        return this;
    }

    /** Counts a step without any text. */
    void step() throws MangledNameException {
        if (++steps > MAXIMUM_STEPS) {
            throw new MangledNameException("stands for too many parts");
        }
    }

    int length() {
        return text.length();
    }

    /** Takes back what was appended after the text had that length. */
    void truncate(int length) {
        text.setLength(length);
    }

    char last() {
        return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
