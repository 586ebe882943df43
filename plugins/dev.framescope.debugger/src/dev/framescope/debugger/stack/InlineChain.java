package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.scope.CodeScope;

import java.util.List;
import java.util.Optional;

/**
 * The functions at an instruction: the one whose code it is, and those inlined into it there.
 *
 * @param scopes the outermost function first; empty without debug information
 * @param linkPc the instruction
 */
public record InlineChain(List<CodeScope> scopes, long linkPc) {
    public InlineChain {
        scopes = List.copyOf(scopes);
    }

    /** The functions at a place, or an empty chain. */
    public static InlineChain at(Optional<CodePlace> place) {
        return place.map(
                        p ->
                                new InlineChain(
                                        p.program().symbols().scopesAt(p.linkPc()).reversed(),
                                        p.linkPc()))
                .orElseGet(() -> new InlineChain(List.of(), 0));
    }

    public int depth() {
        return scopes.size();
    }

    /** How many functions of the two, from the outermost on, are the same call. */
    public int commonWith(InlineChain other) {
        int common = 0;
        while (common < Math.min(depth(), other.depth())
                && isSame(scopes.get(common), other.scopes.get(common))) {
            common++;
        }
        return common;
    }

    private static boolean isSame(CodeScope a, CodeScope b) {
        return a.entry() == b.entry()
                && a.function().linkageName().equals(b.function().linkageName());
    }

    /** Only the outermost functions. */
    public InlineChain limitedTo(int depth) {
        return new InlineChain(scopes.subList(0, Math.min(depth, depth())), linkPc);
    }

    /**
     * How many of the innermost functions have not begun at this instruction, which is their first:
     * their callers stand at the call.
     */
    public int notBegun() {
        int count = 0;
        while (count < depth()) {
            CodeScope scope = scopes.get(depth() - 1 - count);
            if (!scope.inlined() || scope.entry() != linkPc) {
                break;
            }
            count++;
        }
        return count;
    }

    /** The line at which the function at a depth was inlined, counted from the outermost with 0. */
    public Optional<SourceLine> callSite(int depth) {
        return depth < depth() ? scopes.get(depth).callSite() : Optional.empty();
    }
}
