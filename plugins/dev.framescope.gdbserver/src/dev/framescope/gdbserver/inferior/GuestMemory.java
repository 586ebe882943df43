package dev.framescope.gdbserver.inferior;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;

import java.util.OptionalLong;

/**
 * Memory as GDB is to see it: by a hart's page tables, and where these map nothing yet, the
 * kernel's own bytes by their link addresses. So GDB finds the instruction of a function of the
 * higher half before paging is on, and inserts a breakpoint there.
 */
public final class GuestMemory {
    private GuestMemory() {}

    /**
     * Copies memory. Call on the machine thread.
     *
     * @return how many bytes were copied before the first that cannot be read
     */
    public static int read(
            Inspection machine, KernelImage kernel, int hart, long address, byte[] destination) {
        HartInspection seenBy = machine.hart(hart);
        int count = 0;
        while (count < destination.length) {
            int length = destination.length - count;
            long at = address + count;
            int read = seenBy.readVirtual(at, destination, count, length);
            if (read == 0) {
                OptionalLong loaded = kernel.symbols().elf().loadAddress(at);
                if (loaded.isEmpty()) {
                    break;
                }
                int page = (int) Math.min(length, 0x1000 - (at & 0xfff));
                read = machine.readPhysical(loaded.getAsLong(), destination, count, page);
            }
            if (read == 0) {
                break;
            }
            count += read;
        }
        return count;
    }

    /**
     * Changes memory. Call on the machine thread.
     *
     * @return how many bytes were written before the first that cannot be
     */
    public static int write(
            MachineControl machine, KernelImage kernel, int hart, long address, byte[] source) {
        int count = 0;
        while (count < source.length) {
            int length = source.length - count;
            long at = address + count;
            int written = machine.writeVirtual(hart, at, source, count, length);
            if (written == 0) {
                OptionalLong loaded = kernel.symbols().elf().loadAddress(at);
                if (loaded.isEmpty()) {
                    break;
                }
                int page = (int) Math.min(length, 0x1000 - (at & 0xfff));
                written = machine.writePhysical(loaded.getAsLong(), source, count, page);
            }
            if (written == 0) {
                break;
            }
            count += written;
        }
        return count;
    }
}
