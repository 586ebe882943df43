package dev.framescope.symbols.scope;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.dwarf.AddressRange;

import java.util.List;
import java.util.Optional;

/**
 * A function at an instruction: the one whose code it is, or one that was inlined there.
 *
 * @param function its names; of an inlined one the addresses are those of {@code range}
 * @param inlined whether its code is part of the next outer scope's function
 * @param range the contiguous piece of its code around the instruction
 * @param ranges all pieces of its code, of an inlined one of this place only
 * @param entry link address of the first instruction that is executed
 * @param callSite of an inlined one where the next outer function calls it
 * @param variables those visible at the instruction, the innermost block first; a name hides the
 *     same name after it
 * @param language what it is written in
 */
public record CodeScope(
        Function function,
        boolean inlined,
        AddressRange range,
        List<AddressRange> ranges,
        long entry,
        Optional<SourceLine> callSite,
        List<Variable> variables,
        Language language) {

    /** Takes copies of the lists. */
    public CodeScope {
        ranges = List.copyOf(ranges);
        variables = List.copyOf(variables);
    }
}
