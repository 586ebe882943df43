package dev.framescope.symbols.scope;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.dwarf.AddressRange;

import java.util.List;
import java.util.Optional;

/**
 * A place where a function's code was put into another's.
 *
 * @param function names of the inlined function, and the first piece of its code here
 * @param entry link address of the first instruction that is executed
 * @param ranges all pieces of its code here
 * @param callSite where the outer function calls it
 */
public record InlinedPlace(
        Function function, long entry, List<AddressRange> ranges, Optional<SourceLine> callSite) {

    /** Takes a copy of the list. */
    public InlinedPlace {
        ranges = List.copyOf(ranges);
    }
}
