package dev.framescope.debugger;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;

/**
 * One time that a {@link Breakpoint} stopped the machine, or told its message.
 *
 * @param hart the hart that did it; for a device's access to watched memory, hart 0
 * @param pc where that hart was
 * @param privilege its mode
 * @param satp the page table in force, 0 if addresses were not translated
 * @param instructions what all harts had retired since reset
 * @param detail what there is to say beside that: old and new value, the trap, what is wrong with
 *     the condition; empty if nothing
 */
public record BreakpointHit(
        int hart, long pc, Privilege privilege, long satp, long instructions, String detail) {
    static BreakpointHit of(HartInspection hart, Inspection machine, String detail) {
        return new BreakpointHit(
                hart.id(),
                hart.pc(),
                hart.privilege(),
                hart.effectiveSatp(),
                machine.instructions(),
                detail);
    }
}
