package dev.framescope.debugger.expression;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.Language;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * No frame of any machine: enough to show values whose bytes are known.
 *
 * @param symbols give addresses their names
 * @param language how values are written
 */
record DetachedFrame(Optional<SymbolFile> symbols, Language language) implements ValueFrame {
    @Override
    public HartInspection hart() {
        throw new IllegalStateException("there is no hart to look at");
    }

    @Override
    public Inspection machine() {
        throw new IllegalStateException("there is no machine to look at");
    }

    @Override
    public OptionalLong register(int dwarfRegister) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong cfa() {
        return LocationContext.NONE.cfa();
    }

    @Override
    public int read(long address, byte[] into) {
        return 0;
    }

    @Override
    public long linkPc() {
        return 0;
    }

    @Override
    public OptionalLong register(RegisterId register) {
        return OptionalLong.empty();
    }

    @Override
    public int read(MemorySpace space, long address, byte[] into) {
        return 0;
    }

    @Override
    public int write(MachineControl control, MemorySpace space, long address, byte[] bytes) {
        return 0;
    }

    @Override
    public void write(MachineControl control, RegisterId register, long value)
            throws ValueException {
        throw new ValueException("there is no machine to change");
    }

    @Override
    public long linkAddress(long address) {
        return address;
    }
}
