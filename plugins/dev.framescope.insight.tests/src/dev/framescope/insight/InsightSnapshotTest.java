package dev.framescope.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.insight.fixture.FakeInspection;
import dev.framescope.insight.fixture.Kernels;
import dev.framescope.insight.fixture.Tables;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.PlacedBlob;

import org.junit.jupiter.api.Test;

class InsightSnapshotTest {
    private final FakeInspection machine = new FakeInspection(16 << 20, 2);

    private InsightSnapshot snapshot(int hart) {
        return InsightSnapshot.of(machine, Kernels.smallImage(), LedgerSnapshot.none(), hart);
    }

    @Test
    void thePageTablesAreThoseOfTheHartAskedFor() {
        machine.fakeHart(1).satp = Tables.satp(0x80300, 3);
        machine.fakeHart(1).pc = Kernels.MAIN;
        InsightSnapshot snapshot = snapshot(1);
        assertEquals(0x80300, snapshot.pageTables().rootPpn());
        assertSame(snapshot.frames().addressSpaces().getFirst(), snapshot.pageTables());
        assertEquals(PageTables.Mode.BARE, snapshot(0).pageTables().mode());
        assertEquals(Tables.satp(0x80300, 3), snapshot.harts().get(1).satp());
        assertEquals(Kernels.MAIN, snapshot.harts().get(1).pc());
    }

    @Test
    void partsAreOfTheSameMoment() {
        machine.place("built-in firmware", PlacedBlob.Kind.FIRMWARE, FakeInspection.DRAM, 0x1000);
        machine.instructions = 1234;
        InsightSnapshot snapshot = snapshot(0);
        machine.instructions = 5678;
        assertEquals(1234, snapshot.instructions());
        assertEquals(512, snapshot.frames().count(FrameState.FIRMWARE));
        assertEquals("built-in firmware", snapshot.layout().dram().children().getFirst().name());
    }

    @Test
    void aHartThatIsNotThereIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> snapshot(2));
    }
}
