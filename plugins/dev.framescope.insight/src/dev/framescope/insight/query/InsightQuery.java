package dev.framescope.insight.query;

import java.util.List;
import java.util.Optional;

/**
 * A question that can be typed.
 *
 * @param names what it is typed as, the full name first
 * @param arguments how its arguments are written in the help; empty if it has none
 * @param summary what it tells, in one line
 * @param answer tells it
 */
public record InsightQuery(List<String> names, String arguments, String summary, Answer answer) {
    /** Gives the answer. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Lines that end in a newline.
         *
         * @param words the arguments
         * @throws QueryException if they cannot be used; the message says why
         */
        String of(QueryContext context, List<String> words) throws QueryException;
    }

    /** The question of a name or alias. */
    public static Optional<InsightQuery> named(String name) {
        return InsightQueries.ALL.stream().filter(q -> q.names().contains(name)).findFirst();
    }

    /** All questions. */
    public static List<InsightQuery> all() {
        return InsightQueries.ALL;
    }
}
