package dev.framescope.insight;

import dev.framescope.insight.paging.PageTables;
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
    public HartSummary {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(privilege, "privilege");
    }

    /** Call on the machine thread. */
    static HartSummary of(HartInspection hart) {
        return new HartSummary(
                hart.id(), hart.state(), hart.privilege(), hart.pc(), PageTables.satpOf(hart));
    }
}
