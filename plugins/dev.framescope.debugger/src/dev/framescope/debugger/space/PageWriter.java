package dev.framescope.debugger.space;

import dev.framescope.machine.MachineControl;

import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Writes memory whose pages may lie anywhere. On the machine thread. */
public final class PageWriter {
    private static final long PAGE = 4096;

    private PageWriter() {}

    /**
     * Writes bytes to physical memory, page by page.
     *
     * @param physical the physical address of another, if it has one
     * @return how many were written before the first for which there is no RAM
     */
    public static int write(
            MachineControl control,
            long address,
            byte[] bytes,
            LongFunction<OptionalLong> physical) {
        int done = 0;
        while (done < bytes.length) {
            int piece = inSamePage(address + done, bytes.length - done);
            OptionalLong paddr = physical.apply(address + done);
            int written =
                    paddr.isPresent()
                            ? control.writePhysical(paddr.getAsLong(), bytes, done, piece)
                            : 0;
            done += written;
            if (written < piece) {
                break;
            }
        }
        return done;
    }

    /** How many of some bytes are in the same page, from an address on. */
    static int inSamePage(long address, int most) {
        return (int) Math.min(most, PAGE - (address & PAGE - 1));
    }
}
