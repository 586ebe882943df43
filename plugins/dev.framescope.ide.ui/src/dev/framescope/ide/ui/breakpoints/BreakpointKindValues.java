package dev.framescope.ide.ui.breakpoints;

import org.eclipse.core.commands.IParameterValues;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The kinds of breakpoints that the command for adding one knows; for binding keys to it. */
public final class BreakpointKindValues implements IParameterValues {
    @Override
    public Map<String, String> getParameterValues() {
        return Arrays.stream(BreakpointKind.values())
                .collect(Collectors.toMap(BreakpointKind::title, BreakpointKind::id));
    }
}
