package dev.framescope.debugger;

import dev.framescope.insight.kernel.KernelImage;
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
    static List<HartSnapshot> all(Inspection inspection, KernelImage kernel) {
        return IntStream.range(0, inspection.hartCount())
                .mapToObj(id -> of(inspection.hart(id), kernel))
                .toList();
    }

    private static HartSnapshot of(HartInspection hart, KernelImage kernel) {
        return new HartSnapshot(
                hart.id(),
                hart.state(),
                hart.privilege(),
                hart.pc(),
                kernel.symbols().describe(kernel.linkAddress(hart.pc(), hart.effectiveSatp() != 0)),
                hart.effectiveSatp(),
                hart.instructions());
    }
}
