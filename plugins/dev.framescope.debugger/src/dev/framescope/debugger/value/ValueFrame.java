package dev.framescope.debugger.value;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.Language;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A frame as far as values need it. On the machine thread, within the inspection that it belongs
 * to; looking changes nothing.
 */
public interface ValueFrame extends LocationContext {
    HartInspection hart();

    Inspection machine();

    /** The program whose code runs; empty if nothing is known of it. */
    Optional<SymbolFile> symbols();

    /** What the frame's code is written in. */
    Language language();

    /** A register as this frame has it; empty if the value is lost. */
    OptionalLong register(RegisterId register);

    /**
     * Reads memory.
     *
     * @return how many bytes were read before the first that is not there
     */
    int read(MemorySpace space, long address, byte[] into);

    /**
     * Writes memory.
     *
     * @return how many bytes were written before the first that is not RAM
     */
    int write(MachineControl control, MemorySpace space, long address, byte[] bytes);

    /**
     * Sets a register so that this frame has the value when it goes on.
     *
     * @throws ValueException if it is not known where the value would have to go, or the register
     *     is read-only
     */
    void write(MachineControl control, RegisterId register, long value) throws ValueException;

    /** The link address of what is at an address of this frame, which may be a load address. */
    long linkAddress(long address);
}
