package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.location.LocationContext;

/** Tells the address from which a function's variables count (DWARF 5, section 3.3.5). */
@FunctionalInterface
interface FrameBase {

    /** Of what belongs to no function. */
    FrameBase NONE =
            frame -> {
                throw new CannotTell("its place counts from a frame, but it is in no function");
            };

    long in(LocationContext frame) throws CannotTell;
}
