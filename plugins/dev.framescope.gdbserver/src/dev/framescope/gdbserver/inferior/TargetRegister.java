package dev.framescope.gdbserver.inferior;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.MachineControl;

import java.util.OptionalLong;

/**
 * A register as GDB sees it.
 *
 * @param number GDB's, as QEMU gives it: 0 to 31 x0 to x31, 32 pc, 33 to 64 f0 to f31, 65 the
 *     privilege mode, from 66 on the CSRs by their number
 * @param name as GDB shows it
 * @param type GDB's name of its type
 * @param group which of GDB's groups it is listed in
 * @param access reads and writes it
 */
record TargetRegister(int number, String name, String type, String group, Access access) {
    /** Bits of every register. */
    static final int BITS = 64;

    /** The way to a register of a hart. */
    interface Access {
        /** The value; empty if this hart has no such register. */
        OptionalLong read(HartInspection hart);

        /**
         * Changes it.
         *
         * @throws IllegalArgumentException if it cannot be written; the message says why
         */
        void write(MachineControl machine, int hart, long value);
    }
}
