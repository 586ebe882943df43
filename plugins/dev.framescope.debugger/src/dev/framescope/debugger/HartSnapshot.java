package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a hart was doing.
 *
 * @param id its number
 * @param state running, waiting or stopped
 * @param privilege its mode
 * @param pc its program counter
 * @param location {@code pc} by symbol, such as {@code allocFrame+0x1c}
 * @param satp the page-table root in force, 0 if addresses were not translated
 * @param instructions what it had retired since reset
 */
public record HartSnapshot(
        int id,
        HartState state,
        Privilege privilege,
        long pc,
        String location,
        long satp,
        long instructions) {
    static List<HartSnapshot> all(Inspection inspection, Programs programs) {
        return IntStream.range(0, inspection.hartCount())
                .mapToObj(id -> of(inspection.hart(id), inspection, programs))
                .toList();
    }

    private static HartSnapshot of(HartInspection hart, Inspection inspection, Programs programs) {
        return new HartSnapshot(
                hart.id(),
                hart.state(),
                hart.privilege(),
                hart.pc(),
                programs.at(hart, inspection)
                        .map(CodePlace::symbol)
                        .orElseGet(() -> "0x" + Long.toHexString(hart.pc())),
                hart.effectiveSatp(),
                hart.instructions());
    }
}
