package dev.framescope.insight;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Privilege;

import java.util.Objects;

/**
 * Where a hart stands.
 *
 * @param satp the register's value, in whatever mode the hart is
 */
public record HartSummary(int id, HartState state, Privilege privilege, long pc, long satp) {
    /** The number of the CSR satp. */
    private static final int SATP = 0x180;

    public HartSummary {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(privilege, "privilege");
    }

    /** Call on the machine thread. */
    static HartSummary of(HartInspection hart) {
        return new HartSummary(
                hart.id(), hart.state(), hart.privilege(), hart.pc(), hart.csr(SATP).orElse(0));
    }
}
