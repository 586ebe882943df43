package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.stack.InlineChain;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.scope.CodeScope;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which function a breakpoint means at an instruction with which several begin, one inlined into
 * the other: the one that it names, or the one whose line it names, the innermost for one that
 * names the address, or else the outermost.
 */
final class InlinedHit {
    private InlinedHit() {}

    /** How many of the innermost functions count as not called yet. */
    static int hidden(CodePlace place, List<Breakpoint> hit) {
        InlineChain chain = InlineChain.at(Optional.of(place));
        for (int hidden = chain.notBegun(); hidden > 0; hidden--) {
            CodeScope shown = chain.scopes().get(chain.depth() - 1 - hidden);
            Optional<SourceLine> line = chain.callSite(chain.depth() - hidden);
            if (hit.stream().anyMatch(b -> means(b.spec(), shown, line))) {
                return hidden;
            }
        }
        boolean meansInnermost =
                chain.depth() == 0
                        || hit.stream().anyMatch(b -> !isByName(b.spec()))
                        || hit.stream()
                                .anyMatch(
                                        b ->
                                                means(
                                                        b.spec(),
                                                        chain.scopes().get(chain.depth() - 1),
                                                        place.line()));
        return meansInnermost ? 0 : chain.notBegun();
    }

    private static boolean isByName(BreakpointSpec spec) {
        return spec instanceof BreakpointSpec.AtFunction || spec instanceof BreakpointSpec.AtLine;
    }

    private static boolean means(BreakpointSpec spec, CodeScope scope, Optional<SourceLine> line) {
        return switch (spec) {
            case BreakpointSpec.AtFunction function -> isNamed(scope, function);
            case BreakpointSpec.AtLine at ->
                    line.isPresent()
                            && line.get().line() == at.line()
                            && line.get().file().endsWith(at.file());
            default -> false;
        };
    }

    private static boolean isNamed(CodeScope scope, BreakpointSpec.AtFunction spec) {
        String name = scope.function().name();
        if (spec.isPattern()) {
            String pattern = spec.name().substring(1, spec.name().length() - 1);
            return Pattern.compile(pattern).matcher(name).find();
        }
        return name.equals(spec.name())
                || name.endsWith("::" + spec.name())
                || scope.function().linkageName().equals(spec.name());
    }
}
