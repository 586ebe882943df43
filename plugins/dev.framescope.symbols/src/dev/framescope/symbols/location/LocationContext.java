package dev.framescope.symbols.location;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call frame as far as it is needed to find variables in it.
 *
 * <p>Addresses that expressions compute from registers are the running program's; those that are
 * written in the file are link addresses. Implementations belong to the thread that may read the
 * machine.
 */
public interface LocationContext {

    /** Knows nothing; enough for variables at fixed addresses. */
    LocationContext NONE =
            new LocationContext() {
                @Override
                public OptionalLong register(int dwarfRegister) {
                    return OptionalLong.empty();
                }

                @Override
                public OptionalLong cfa() {
                    return OptionalLong.empty();
                }

                @Override
                public int read(long address, byte[] into) {
                    return 0;
                }

                @Override
                public long linkPc() {
                    return 0;
                }
            };

    /**
     * The value of a register in this frame; empty if it has been lost.
     *
     * @param dwarfRegister 0 to 31 are x0 to x31, 32 to 63 are f0 to f31, from 4096 on CSRs
     */
    OptionalLong register(int dwarfRegister);

    /** The canonical frame address: the stack pointer before the call that made the frame. */
    OptionalLong cfa();

    /**
     * Reads memory in the frame's address space.
     *
     * @param into as many bytes as are wanted
     * @return how many of them could be read
     */
    int read(long address, byte[] into);

    /**
     * The link address at which the frame is executing: of the next instruction in the innermost
     * frame and in one that was interrupted, else an address inside the call instruction (the
     * return address minus 1).
     */
    long linkPc();

    /**
     * The frame that called this one, for what only the caller knows: the arguments as they were on
     * entry. Empty if it is not known, or code of another file.
     */
    default Optional<LocationContext> caller() {
        return Optional.empty();
    }
}
