package dev.framescope.symbols.type;

/**
 * A type that the debug information does not tell, or not so that it can be read.
 *
 * @param reason why it is not known, for a person
 */
public record UnknownType(String reason) implements Type {

    @Override
    public String name() {
        return "<unknown type>";
    }

    @Override
    public long size() {
        return 0;
    }
}
