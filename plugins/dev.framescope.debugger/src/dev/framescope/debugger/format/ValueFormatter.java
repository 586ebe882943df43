package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/**
 * Shows the values of some types in a way of its own: a plug-in point. Called on the machine
 * thread, in every place where values are shown; has to be quick, and must not read more of the
 * machine than a person can see: lengths in the guest's memory may be wild.
 */
public interface ValueFormatter {
    /** Whether it shows values of that type, which is without qualifiers and aliases. */
    boolean handles(Type type);

    /**
     * How a value is seen.
     *
     * @param frame reads the machine
     * @return empty to have the value shown as if there were no formatter
     * @throws ValueException if something cannot be read; the value is then shown as it is
     */
    Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException;
}
