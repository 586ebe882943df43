package dev.framescope.ide.ui.views.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.layout.LayoutRegion;
import dev.framescope.insight.layout.RegionKind;

import org.junit.jupiter.api.Test;

import java.util.List;

class MapPlacementTest {
    private static final int LINE = 18;

    private static final MapEntry DEVICE = entry(RegionKind.DEVICE, 0x1000, 0x1000, 0);
    private static final MapEntry GAP = entry(RegionKind.GAP, 0x2000, 0x7fff_e000L, 0);
    private static final MapEntry DRAM = entry(RegionKind.DRAM, 0x8000_0000L, 8 << 20, 0);
    private static final MapEntry TEXT = entry(RegionKind.KERNEL_TEXT, 0x8000_0000L, 2 << 20, 1);
    private static final MapEntry FRAMES = entry(RegionKind.UNUSED, 0x8020_0000L, 6 << 20, 1);
    private static final List<MapEntry> MAP = List.of(DEVICE, GAP, DRAM, TEXT, FRAMES);

    private static MapEntry entry(RegionKind kind, long base, long size, int depth) {
        LayoutRegion region = new LayoutRegion(kind.name(), kind, base, size, "", List.of());
        return new MapEntry(region, depth, List.of(), List.of());
    }

    @Test
    void everyRegionGetsALineHoweverLittleRoomThereIs() {
        MapPlacement placement = new MapPlacement(MAP, LINE, 10);
        placement.places().stream()
                .filter(place -> !place.entry().isGap())
                .forEach(place -> assertEquals(LINE, place.height()));
    }

    @Test
    void theRoomThatIsLeftIsSharedBySizeAmongThePartsOfTheDram() {
        MapPlacement tight = new MapPlacement(MAP, LINE, 0);
        MapPlacement roomy = new MapPlacement(MAP, LINE, tight.height() + 400);
        assertEquals(tight.height() + 400, roomy.height());
        assertEquals(LINE, roomy.places().get(0).height());
        assertEquals(LINE + 100, roomy.places().get(3).height());
        assertEquals(LINE + 300, roomy.places().get(4).height());
    }

    @Test
    void placesFollowEachOtherWithoutHoles() {
        List<MapPlacement.Place> places = new MapPlacement(MAP, LINE, 777).places();
        for (int i = 1; i < places.size(); i++) {
            assertEquals(places.get(i - 1).bottom(), places.get(i).y());
        }
    }

    @Test
    void aLineBelongsToTheRegionDrawnThere() {
        MapPlacement placement = new MapPlacement(MAP, LINE, 500);
        for (int i = 0; i < MAP.size(); i++) {
            assertEquals(i, placement.indexAt(placement.places().get(i).y()));
            assertEquals(i, placement.indexAt(placement.places().get(i).bottom() - 1));
        }
        assertEquals(-1, placement.indexAt(placement.height()));
        assertTrue(placement.indexAt(-1) < 0);
    }
}
