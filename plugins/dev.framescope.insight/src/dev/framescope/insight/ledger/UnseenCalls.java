package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.AllocatorFunctions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The calls of an allocator that cannot be observed: those that the compiler has replaced by the
 * function's own code, which returns nothing and whose arguments are nowhere for certain.
 * Immutable.
 */
final class UnseenCalls {
    private final AllocatorFunctions functions;
    private final int allocPlaces;
    private final int deallocPlaces;

    /**
     * Counts the places; which may read debug information, so not on the machine thread.
     *
     * @param inlinedPlaces in how many places the function of a name is inlined
     */
    UnseenCalls(AllocatorFunctions functions, ToIntFunction<String> inlinedPlaces) {
        this.functions = functions;
        allocPlaces = inlinedPlaces.applyAsInt(functions.alloc());
        deallocPlaces = inlinedPlaces.applyAsInt(functions.dealloc());
    }

    /** Whether frames may be taken without being seen to. */
    boolean hideAllocations() {
        return allocPlaces > 0;
    }

    /** Whether frames may be given back without being seen to. */
    boolean hideFrees() {
        return deallocPlaces > 0;
    }

    /** Which calls are not seen and what to do about it; empty if all are. */
    Optional<String> text() {
        return text(EnumSet.allOf(FrameEvent.Kind.class));
    }

    /** As {@link #text()}, of the calls that lead to these events. */
    Optional<String> text(Set<FrameEvent.Kind> kinds) {
        List<String> lines = new ArrayList<>();
        if (kinds.contains(FrameEvent.Kind.ALLOCATED)) {
            tell(lines, functions.alloc(), allocPlaces, "taken");
        }
        if (kinds.contains(FrameEvent.Kind.FREED)) {
            tell(lines, functions.dealloc(), deallocPlaces, "given back");
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join("; ", lines)
                                + " (to see it, mark the function #[inline(never)], in C"
                                + " __attribute__((noinline)))");
    }

    private static void tell(List<String> lines, String function, int places, String done) {
        if (places > 0) {
            lines.add(
                    function
                            + " is inlined in "
                            + places
                            + (places == 1 ? " place" : " places")
                            + ": what is "
                            + done
                            + " there is not seen");
        }
    }
}
