package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.model.IBreakpoint;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A breakpoint that the C/C++ Development Tools have made: what it is says its marker, whose
 * attributes CDT declares as API in {@code org.eclipse.cdt.debug.core.model}. Nothing of CDT is
 * needed for it.
 *
 * @param marker its marker
 * @param type the marker's type
 */
record CdtBreakpoint(IMarker marker, String type) {
    private static final String PREFIX = "org.eclipse.cdt.debug.core.";
    private static final String LINE = PREFIX + "cLineBreakpointMarker";
    private static final String FUNCTION = PREFIX + "cFunctionBreakpointMarker";
    private static final String ADDRESS = PREFIX + "cAddressBreakpointMarker";
    private static final String WATCH = PREFIX + "cWatchpointMarker";

    /** A bit of the attribute {@code breakpointType}. */
    private static final int TEMPORARY = 1;

    /** The breakpoint as one of CDT's; empty if it is none that stops. */
    static Optional<CdtBreakpoint> of(IBreakpoint breakpoint) {
        IMarker marker = breakpoint.getMarker();
        if (marker == null) {
            return Optional.empty();
        }
        try {
            String type = marker.getType();
            return switch (type) {
                case LINE, FUNCTION, ADDRESS, WATCH -> Optional.of(new CdtBreakpoint(marker, type));
                case null, default -> Optional.empty();
            };
        } catch (CoreException e) {
            return Optional.empty(); // the marker is gone: so is the breakpoint
        }
    }

    /** What it stops at in a kernel; empty if that is not in the kernel. */
    Optional<BreakpointSpec> spec(RecordedSources sources) {
        return switch (type) {
            case FUNCTION -> nonEmpty("function").map(BreakpointSpec.AtFunction::new);
            case ADDRESS -> {
                OptionalLong address = number(text("address"));
                yield address.isPresent()
                        ? Optional.of(new BreakpointSpec.AtAddress(address.getAsLong()))
                        : Optional.empty();
            }
            case WATCH -> nonEmpty("expression").map(this::watch);
            default ->
                    file().flatMap(sources::recordedFor)
                            .map(file -> new BreakpointSpec.AtLine(file, line()));
        };
    }

    /** As GDB has it: one for writing stops when the value has changed. */
    private BreakpointSpec watch(String expression) {
        WatchMode mode = WatchMode.CHANGE;
        if (marker.getAttribute(PREFIX + "read", false)) {
            mode = marker.getAttribute(PREFIX + "write", true) ? WatchMode.ACCESS : WatchMode.READ;
        }
        OptionalLong address = number(expression);
        OptionalLong range = number(text("range"));
        return address.isPresent() && range.orElse(0) > 0
                ? new BreakpointSpec.WatchVirtual(address.getAsLong(), range.getAsLong(), mode)
                : new BreakpointSpec.WatchExpression(expression, mode);
    }

    /** When it stops. */
    BreakpointOptions options() {
        int skipped = Math.max(0, marker.getAttribute(PREFIX + "ignoreCount", 0));
        boolean once = (marker.getAttribute(PREFIX + "breakpointType", 0) & TEMPORARY) != 0;
        return BreakpointOptions.NONE
                .withCondition(text("condition"))
                .withFirstHit(skipped + 1L)
                .withTemporary(once);
    }

    private Optional<Path> file() {
        if (marker.getResource() instanceof IFile file) {
            return Optional.ofNullable(file.getLocation()).map(IPath::toPath);
        }
        try {
            return nonEmpty("sourceHandle").map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty(); // a file that this system cannot have
        }
    }

    /** Where it was asked for: CDT moves the marker to where GDB has put it. */
    private int line() {
        int asked = marker.getAttribute("requestedLine", -1);
        return asked > 0 ? asked : marker.getAttribute(IMarker.LINE_NUMBER, 0);
    }

    private Optional<String> nonEmpty(String attribute) {
        return Optional.of(text(attribute)).filter(text -> !text.isBlank());
    }

    /** An attribute as text: of some, the type has changed between versions. */
    private String text(String attribute) {
        try {
            return Objects.toString(marker.getAttribute(PREFIX + attribute), "").strip();
        } catch (CoreException e) {
            return ""; // the marker is gone
        }
    }

    private static OptionalLong number(String text) {
        try {
            return Hex.parse(text).isPresent()
                    ? Hex.parse(text)
                    : OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // an expression
        }
    }
}
