package dev.framescope.debugger.space;

import dev.framescope.debugger.program.Program;
import dev.framescope.insight.paging.PageTables;

import java.util.List;

/**
 * A page table that the machine has used, as it was at the moment it was asked for.
 *
 * @param number counted from 1 in the order in which they were first used
 * @param rootPpn the physical page number of its root
 * @param mode how it translates
 * @param asid the address-space identifier that it was used with last
 * @param satp the value of {@code satp} that it was used with last
 * @param name what people call it: the name it was given, {@code kernel}, or number and root
 * @param kernel whether it is the one that the kernel itself runs on
 * @param firstSeen when it was first used, in instructions of all harts since reset
 * @param lastSeen when a hart last turned to it
 * @param harts the harts that use it now
 * @param programs the programs whose code it has, as far as it is mapped
 */
public record AddressSpace(
        int number,
        long rootPpn,
        PageTables.Mode mode,
        int asid,
        long satp,
        String name,
        boolean kernel,
        long firstSeen,
        long lastSeen,
        List<Integer> harts,
        List<Program> programs) {
    public AddressSpace {
        harts = List.copyOf(harts);
        programs = List.copyOf(programs);
    }
}
