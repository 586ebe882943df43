package dev.framescope.ide.ui.views.pagetables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.ui.SampleRun;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Access;
import dev.framescope.machine.Translation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class PageTablesModelTest {
    /**
     * By then three processes have their pages, and the hart is in the last one's address space.
     */
    private static final int CALLS = 500;

    private static SampleRun run;
    private static InsightSnapshot early;
    private static InsightSnapshot late;
    private static PageTablesModel model;

    @BeforeAll
    static void runToTheProcesses() throws Exception {
        run = new SampleRun();
        early = run.runToCall(1);
        late = run.runToCall(CALLS);
        model = new PageTablesModel(late, Optional.empty());
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    void beforePagingIsOnTheViewSaysSo() {
        PageTablesModel bare = new PageTablesModel(early, Optional.empty());
        PageTables space = bare.spaces().getFirst();
        assertTrue(bare.describe(space).contains("Paging is off"), bare.describe(space));
        assertTrue(new TableNodes(space, bare.frames()).roots().isEmpty());
    }

    @Test
    void theHartsAddressSpaceComesFirst() {
        assertEquals(late.pageTables().satp(), model.spaces().getFirst().satp());
        assertTrue(
                model.names().getFirst().startsWith("hart 0: root 0x"), model.names().toString());
        assertEquals(
                model.spaces().size(),
                model.spaces().stream().map(PageTables::satp).distinct().count());
    }

    @Test
    void whatIsAsBeforeIsTheSameObjectSoThatTheTreeIsKept() throws Exception {
        InsightSnapshot again = run.session().insight(0).get();
        PageTablesModel next = new PageTablesModel(again, Optional.of(model));
        assertNotSame(model.spaces().getFirst(), again.pageTables());
        assertSame(model.spaces().getFirst(), next.spaces().getFirst());
        assertSame(model.frames(), next.frames());
    }

    @Test
    void whatHasChangedIsTakenFromTheNewModel() {
        PageTablesModel next =
                new PageTablesModel(
                        late, Optional.of(new PageTablesModel(early, Optional.empty())));
        assertSame(late.pageTables(), next.spaces().getFirst());
        assertSame(late.frames(), next.frames());
    }

    @Test
    void aRunOfLikePagesIsOneRowThatOpensIntoItsEntries() {
        TreeNode megapages =
                all(roots()).stream()
                        .filter(node -> node.key().startsWith("run"))
                        .filter(node -> node.cells().get(4).contains("2 MiB"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("[002…063]", megapages.cells().getFirst());
        assertEquals(62, megapages.children().size());
        assertEquals("0x80600000", megapages.children().get(1).cells().get(1));
    }

    @Test
    void aTablesRowLeadsToTheTableBelow() {
        TreeNode root = roots().getFirst();
        assertTrue(root.isTable());
        assertEquals("[000]", root.cells().getFirst());
        assertFalse(root.children().isEmpty());
        TreeNode leaf = root.children().getFirst().children().getFirst();
        assertEquals("0x10000", leaf.cells().get(1));
        assertTrue(leaf.cells().get(3).startsWith("RW-"), leaf.cells().toString());
    }

    @Test
    void aTranslationIsToldStepByStep() throws Exception {
        Translation walk = translate(0x10000);
        String text = TranslationText.of(walk, late.frames()).plain();
        assertEquals(4, text.lines().count(), text);
        assertTrue(text.startsWith("VPN[2]=000 PTE@0x"), text);
        assertTrue(text.contains("allocated"), text);
    }

    @Test
    void aTranslationThatFaultsSaysWhy() throws Exception {
        Translation walk = translate(0x4000_0000L);
        String text = TranslationText.of(walk, late.frames()).plain();
        assertTrue(text.contains("not valid"), text);
        assertTrue(text.strip().endsWith(walk.fault()), text);
    }

    private static List<TreeNode> roots() {
        return new TableNodes(model.spaces().getFirst(), model.frames()).roots();
    }

    private static List<TreeNode> all(List<TreeNode> nodes) {
        return nodes.stream()
                .flatMap(
                        node ->
                                Stream.concat(
                                        Stream.of(node),
                                        node.isTable()
                                                ? all(node.children()).stream()
                                                : Stream.empty()))
                .toList();
    }

    private static Translation translate(long vaddr) throws Exception {
        long satp = late.pageTables().satp();
        return run.session()
                .machine()
                .inspect(machine -> machine.hart(0).translate(satp, vaddr, Access.LOAD))
                .get(60, TimeUnit.SECONDS);
    }
}
