package dev.framescope.ide.ui.views.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the regions of a physical map are drawn. Every region gets a line so that it can be read;
 * the room that is left is shared among the parts of the DRAM in proportion to their size.
 */
final class MapPlacement {
    private static final int GAP_HEIGHT = 4;

    private final List<Place> places = new ArrayList<>();
    private int height;

    /** A region with its first line and its height, in points from the top of the map. */
    record Place(MapEntry entry, int y, int height) {
        int bottom() {
            return y + height;
        }
    }

    /**
     * @param line height of a line of text with its margins
     * @param available height to be filled if the regions need less
     */
    MapPlacement(List<MapEntry> entries, int line, int available) {
        int needed = 0;
        double scaled = 0;
        for (MapEntry entry : entries) {
            needed += least(entry, line);
            scaled += weight(entry);
        }
        double extra = Math.max(0, available - needed);
        double given = 0;
        double weights = 0;
        for (MapEntry entry : entries) {
            weights += weight(entry);
            int share = scaled == 0 ? 0 : (int) Math.round(extra * weights / scaled - given);
            given += share;
            add(entry, least(entry, line) + share);
        }
    }

    private static int least(MapEntry entry, int line) {
        return entry.isGap() ? GAP_HEIGHT : line;
    }

    private static double weight(MapEntry entry) {
        return entry.depth() > 0 && !entry.isGap() ? entry.region().size() : 0;
    }

    private void add(MapEntry entry, int placeHeight) {
        places.add(new Place(entry, height, placeHeight));
        height += placeHeight;
    }

    List<Place> places() {
        return places;
    }

    int height() {
        return height;
    }

    /** The index of the region drawn at a line, or -1. */
    int indexAt(int y) {
        for (int i = 0; i < places.size(); i++) {
            if (y >= places.get(i).y() && y < places.get(i).bottom()) {
                return i;
            }
        }
        return -1;
    }
}
