package dev.framescope.machine.firmware;

import dev.framescope.machine.hart.Hart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selects harts by a mask and the number of the hart its bit 0 stands for (SBI 2.0, chapter 3). */
final class HartMask {
    /** As the base: all harts, whatever the mask. */
    private static final long ALL = -1;

    private HartMask() {}

    /** The harts that are meant; empty if one of them does not exist. */
    static Optional<List<Hart>> select(List<Hart> harts, long mask, long base) {
        if (base == ALL) {
            return Optional.of(harts);
        }
        List<Hart> selected = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((mask >>> bit & 1) != 0) {
                long id = base + bit;
                if (id < 0 || id >= harts.size()) {
                    return Optional.empty();
                }
                selected.add(harts.get((int) id));
            }
        }
        return Optional.of(selected);
    }
}
