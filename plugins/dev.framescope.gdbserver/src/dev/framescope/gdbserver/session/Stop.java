package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.TargetRegisters;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.isa.Registers;

import java.util.Map;
import java.util.TreeMap;

/**
 * A machine that stands, with the registers that GDB would ask for next.
 *
 * @param registers of the hart that stopped the others, by GDB's numbers
 */
public record Stop(StopReason reason, Map<Integer, Long> registers) {
    private static final int[] EXPEDITED = {Registers.RA, Registers.SP, Registers.FP};

    /** Reads the registers; at once on the machine thread, which tells of stops. */
    public static Stop of(Machine machine, StopReason reason) {
        return new Stop(reason, registers(machine, reason.where().hart()));
    }

    /** The registers that a stop reply has. */
    static Map<Integer, Long> registers(Machine machine, int hart) {
        return machine.inspect(inspection -> read(inspection.hart(hart))).join();
    }

    private static Map<Integer, Long> read(HartInspection hart) {
        Map<Integer, Long> values = new TreeMap<>();
        for (int register : EXPEDITED) {
            values.put(register, hart.x(register));
        }
        values.put(TargetRegisters.PC, hart.pc());
        return values;
    }
}
