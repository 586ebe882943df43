package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.machine.Privilege;

import org.eclipse.core.resources.IMarker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How a breakpoint's options are kept in its marker. What is not there has its default. */
final class OptionAttributes {
    private static final String PREFIX = "dev.framescope.ide.core.";
    private static final String CONDITION = PREFIX + "condition";
    private static final String FIRST_HIT = PREFIX + "hitCount";
    private static final String EVERY = PREFIX + "every";
    private static final String HART = PREFIX + "hart";

    /** The root's physical page number in hexadecimal, or a name. */
    private static final String SPACE = PREFIX + "space";

    private static final String PRIVILEGE = PREFIX + "privilege";
    private static final String PROGRAM = PREFIX + "program";
    private static final String TEMPORARY = PREFIX + "temporary";
    private static final String LOG_MESSAGE = PREFIX + "logMessage";

    /** All of them. */
    static final String[] NAMES = {
        CONDITION, FIRST_HIT, EVERY, HART, SPACE, PRIVILEGE, PROGRAM, TEMPORARY, LOG_MESSAGE
    };

    private OptionAttributes() {}

    static BreakpointOptions read(IMarker marker) {
        int hart = marker.getAttribute(HART, -1);
        return new BreakpointOptions(
                text(marker, CONDITION),
                Math.max(1, marker.getAttribute(FIRST_HIT, 1)),
                Math.max(1, marker.getAttribute(EVERY, 1)),
                hart < 0 ? OptionalInt.empty() : OptionalInt.of(hart),
                Hex.parse(marker.getAttribute(SPACE, "")),
                text(marker, PRIVILEGE).flatMap(OptionAttributes::privilege),
                text(marker, PROGRAM),
                marker.getAttribute(TEMPORARY, false),
                text(marker, LOG_MESSAGE));
    }

    static String spaceName(IMarker marker) {
        String space = marker.getAttribute(SPACE, "");
        return Hex.parse(space).isPresent() ? "" : space;
    }

    private static Optional<String> text(IMarker marker, String name) {
        return Optional.of(marker.getAttribute(name, "")).filter(text -> !text.isEmpty());
    }

    private static Optional<Privilege> privilege(String letter) {
        return Arrays.stream(Privilege.values())
                .filter(mode -> letter.equals(String.valueOf(mode.letter())))
                .findFirst();
    }

    /** In the order of {@link #NAMES}; what is not wanted has its default. */
    static Object[] of(BreakpointOptions options, String spaceName) {
        return new Object[] {
            options.condition().orElse(""),
            count(options.firstHit()),
            count(options.every()),
            options.hart().orElse(-1),
            space(options.space(), spaceName),
            options.privilege().map(mode -> String.valueOf(mode.letter())).orElse(""),
            options.program().orElse(""),
            options.temporary(),
            options.logMessage().orElse("")
        };
    }

    private static int count(long hits) {
        return (int) Math.min(hits, Integer.MAX_VALUE);
    }

    private static String space(OptionalLong root, String name) {
        if (!name.isEmpty()) {
            return name;
        }
        return root.isPresent() ? Hex.of(root.getAsLong()) : "";
    }

    /** As they are put into a new marker. */
    static Map<String, Object> map(BreakpointOptions options, String spaceName) {
        Map<String, Object> attributes = new HashMap<>();
        Object[] values = of(options, spaceName);
        for (int i = 0; i < NAMES.length; i++) {
            attributes.put(NAMES[i], values[i]);
        }
        return attributes;
    }
}
