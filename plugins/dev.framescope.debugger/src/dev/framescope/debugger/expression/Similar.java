package dev.framescope.debugger.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant who mistyped a name. */
public final class Similar {
    private Similar() {}

    /** {@code ; did you mean 'frame'?}, or nothing if no name is similar. */
    public static String help(String name, Collection<String> names) {
        return closest(name, names).map(n -> "; did you mean '" + n + "'?").orElse("");
    }

    static Optional<String> closest(String name, Collection<String> names) {
        int most = Math.max(1, name.length() / 3);
        return names.stream()
                .filter(other -> Math.abs(other.length() - name.length()) <= most)
                .filter(other -> distance(name, other) <= most)
                .min(
                        Comparator.<String>comparingInt(other -> distance(name, other))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters have to be put in, left out, changed or swapped. */
    private static int distance(String typed, String other) {
        String a = typed.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = cost[i - 1][j - 1] + change;
                best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
