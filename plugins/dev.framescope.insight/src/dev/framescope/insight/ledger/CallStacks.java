package dev.framescope.insight.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers call stacks, since a kernel allocates from few places. Stacks are added by one thread at
 * a time; what a {@link View} shows is never written again.
 */
final class CallStacks {
    /** The number of the empty stack, which also stands for those beyond the limit. */
    static final int UNKNOWN = 0;

    private final int limit;
    private final Map<List<Long>, Integer> ids = new HashMap<>();
    private List<Long>[] stacks = array(64);
    private int count;

    CallStacks(int limit) {
        this.limit = limit;
        idOf(List.of());
    }

    @SuppressWarnings("unchecked") // Java has no other way to make such an array
    private static List<Long>[] array(int length) {
        return (List<Long>[]) new List<?>[length];
    }

    int idOf(List<Long> stack) {
        Integer known = ids.get(stack);
        if (known != null) {
            return known;
        } else if (count == limit) {
            return UNKNOWN;
        }
        if (count == stacks.length) {
            stacks = Arrays.copyOf(stacks, count * 2);
        }
        stacks[count] = List.copyOf(stack);
        ids.put(stacks[count], count);
        return count++;
    }

    View view() {
        return new View(stacks);
    }

    /** The stacks as they stood at one moment. Immutable. */
    record View(List<Long>[] stacks) {
        List<Long> of(int id) {
            return stacks[id];
        }
    }
}
