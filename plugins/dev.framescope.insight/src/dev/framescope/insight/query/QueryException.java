package dev.framescope.insight.query;

/** A question that cannot be answered; the message is for the person who asked. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1L;

    public QueryException(String message) {
        super(message);
    }
}
