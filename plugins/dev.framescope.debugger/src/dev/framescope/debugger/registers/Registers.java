package dev.framescope.debugger.registers;

import dev.framescope.machine.HartInspection;

import java.util.List;

/** TODO. */
public final class Registers {
    private Registers() {}

    public static List<RegisterGroup> read(HartInspection hart) {
        throw new UnsupportedOperationException();
    }
}
