package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.insight.paging.Sv39;
import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;
import dev.framescope.machine.memory.LittleEndian;

import java.util.List;
import java.util.OptionalLong;

/** Reads what is on a guest's stack, and tells code from what is not. On the machine thread. */
public final class GuestMemory {
    /** The execute and user bits of a page-table entry (Privileged Architecture, 12.3.1). */
    private static final long PTE_X = 1 << 3;

    private static final long PTE_U = 1 << 4;

    private GuestMemory() {}

    /**
     * The same machine's memory as code in another mode sees it.
     *
     * @param satp the register; does not count in M-mode and in bare mode
     */
    public static MemoryView under(MemoryView view, Privilege privilege, long satp) {
        return new MemoryView(
                view.hart(), view.machine(), privilege, effectiveSatp(privilege, satp));
    }

    /** What of satp translates addresses in a mode: 0 in M-mode and in bare mode. */
    static long effectiveSatp(Privilege privilege, long satp) {
        return privilege == Privilege.MACHINE || satp >>> Sv39.SATP_MODE_SHIFT == 0 ? 0 : satp;
    }

    /** Eight bytes, little-endian; empty if they cannot be read. */
    static OptionalLong readLong(MemoryView memory, long vaddr) {
        return read(memory, vaddr, Long.BYTES);
    }

    /**
     * A zero-extended little-endian value; empty if it cannot be read.
     *
     * @param length 1, 2, 4 or 8 bytes
     */
    static OptionalLong read(MemoryView memory, long vaddr, int length) {
        byte[] bytes = new byte[length];
        return memory.read(vaddr, bytes, 0, length) < length
                ? OptionalLong.empty()
                : OptionalLong.of(LittleEndian.get(bytes, 0, length));
    }

    /** Whether code in the view's mode can be at an address: mapped to memory, and executable. */
    static boolean isExecutable(MemoryView memory, long vaddr) {
        if (memory.read(vaddr, new byte[2], 0, 2) < 2) {
            return false;
        }
        if (!memory.translated()) {
            return true;
        }
        List<Translation.Step> steps =
                memory.hart().translate(memory.satp(), vaddr, Access.LOAD).steps();
        long leaf = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).pte();
        boolean user = (leaf & PTE_U) != 0;
        return (leaf & PTE_X) != 0 && user == (memory.privilege() == Privilege.USER);
    }

    /** Whether an address is a return address: of code, and behind an instruction that calls. */
    static boolean isReturnAddress(MemoryView memory, long address) {
        return isExecutable(memory, address)
                && (isCall(memory, address, Integer.BYTES) || isCall(memory, address, Short.BYTES));
    }

    private static boolean isCall(MemoryView memory, long next, int length) {
        return Instruction.read(memory, next - length)
                .filter(i -> i.isCall() && i.next() == next)
                .isPresent();
    }
}
