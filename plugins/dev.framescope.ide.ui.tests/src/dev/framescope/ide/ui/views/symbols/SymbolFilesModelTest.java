package dev.framescope.ide.ui.views.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.ide.ui.SampleRun;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;

import java.util.List;

class SymbolFilesModelTest {
    /** By then the kernel has turned paging on and made processes. */
    private static final int LATE_CALL = 560;

    @Test
    void theKernelIsThereBeforeItHasAnyAddressSpace() throws Exception {
        try (SampleRun run = new SampleRun()) {
            run.runToCall(1);

            SymbolFilesModel model = SymbolFilesModel.of(run.session());

            assertEquals(List.of(), model.spaces());
            assertEquals(1, model.programs().size());
            List<String> cells = model.programs().getFirst().cells();
            assertEquals(SymbolFilesModel.PROGRAM_COLUMNS.size(), cells.size());
            assertEquals("frames-c.elf", cells.get(0));
            assertEquals("kernel", cells.get(1));
            assertTrue(cells.get(2).startsWith("0x80200000 – 0x802"), cells.get(2));
            assertEquals("0x80200000, as linked", cells.get(3));
            assertEquals("DWARF", cells.get(4));
        }
    }

    @Test
    void addressSpacesHaveTheNamesThatTheyWereGiven() throws Exception {
        try (SampleRun run = new SampleRun()) {
            run.runToCall(LATE_CALL);
            SymbolFilesModel before = SymbolFilesModel.of(run.session());
            assertTrue(before.spaces().size() >= 2, before.spaces().toString());
            assertTrue(
                    before.spaces().stream()
                            .anyMatch(row -> row.cells().getFirst().equals("kernel")));
            long root = before.spaces().getLast().space().rootPpn();

            run.session().nameAddressSpace(root, "shell");
            Program added =
                    run.session()
                            .addProgram(
                                    Samples.framesCElf().resolveSibling("frames-c-sort.elf"),
                                    new ProgramScope.Space(root));

            SymbolFilesModel after = SymbolFilesModel.of(run.session());
            assertEquals("shell", after.spaces().getLast().cells().getFirst());
            assertEquals("Sv39", after.spaces().getLast().cells().get(2));
            assertEquals("shell", after.programs().getLast().cells().get(1));
            assertEquals("by the kernel", after.programs().getLast().cells().get(3));
            assertEquals(added, after.programs().getLast().program());
        }
    }
}
