package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.space.PageWriter;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.symbols.location.LocationContext;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an expression sees in a frame: its registers, and memory as its page table maps it. Static
 * data of a kernel that has not turned paging on is found at its load address. On the machine
 * thread, within the inspection it was made for.
 */
public final class FrameContext implements LocationContext {
    private final Inspection inspection;
    private final List<StackFrame> stack;
    private final StackFrame frame;
    private final MemoryView memory;

    private FrameContext(Inspection inspection, List<StackFrame> stack, StackFrame frame) {
        this.inspection = inspection;
        this.stack = stack;
        this.frame = frame;
        HartInspection hart = inspection.hart(frame.hart());
        memory = new MemoryView(hart, inspection, frame.privilege(), frame.satp());
    }

    /**
     * A frame's context, without what only its caller knows.
     *
     * @param inspection of the stop that the frame belongs to
     */
    public static FrameContext of(Inspection inspection, StackFrame frame) {
        return new FrameContext(inspection, List.of(), frame);
    }

    /**
     * The context of a frame of a stack.
     *
     * @param inspection of the stop that the stack belongs to
     * @param stack as {@link Unwinder#backtrace} gives it
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public static FrameContext of(Inspection inspection, List<StackFrame> stack, int level) {
        return new FrameContext(inspection, stack, stack.get(level));
    }

    public StackFrame frame() {
        return frame;
    }

    /** A register by its DWARF number; empty if its value is lost. */
    @Override
    public OptionalLong register(int dwarfRegister) {
        return frame.registers().get(dwarfRegister);
    }

    /** The canonical frame address; empty if it is not known. */
    @Override
    public OptionalLong cfa() {
        return frame.cfa();
    }

    /** The link address by which the frame's scopes and location lists are found. */
    @Override
    public long linkPc() {
        return frame.code().lookupPc();
    }

    /**
     * Reads memory as the frame sees it, regardless of page permissions.
     *
     * @param address virtual in the frame's address space, or a link address of the frame's program
     * @return how many bytes were read before the first that is not mapped to memory
     */
    @Override
    public int read(long address, byte[] into) {
        int read = memory.read(address, into, 0, into.length);
        OptionalLong load = read == 0 ? loadAddress(address) : OptionalLong.empty();
        return load.isPresent()
                ? inspection.readPhysical(load.getAsLong(), into, 0, into.length)
                : read;
    }

    /** The frame of the function that has called the one whose code this is, in the same file. */
    @Override
    public Optional<LocationContext> caller() {
        for (int level = frame.level() + 1; level < stack.size(); level++) {
            StackFrame caller = stack.get(level);
            if (caller.registers() != frame.registers()) {
                boolean called = !caller.registers().interrupted();
                return called && caller.program().equals(frame.program())
                        ? Optional.of(new FrameContext(inspection, stack, caller))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Writes memory as the frame sees it, regardless of page permissions.
     *
     * @param control of the same stop
     * @return how many bytes were written before the first that is not mapped to RAM
     */
    public int write(MachineControl control, long address, byte[] bytes) {
        return PageWriter.write(control, address, bytes, this::physical);
    }

    /**
     * Sets a register so that the frame finds the value when it goes on: in the hart, or where a
     * function that it has called, or a trap's handler, has saved it.
     *
     * @param control of the same stop
     * @return false if it is not known where the value would have to go
     */
    public boolean setRegister(MachineControl control, int dwarfRegister, long value) {
        if (dwarfRegister == 0 || register(dwarfRegister).isEmpty()) {
            return false;
        }
        OptionalLong slot = frame.registers().savedAt(dwarfRegister);
        if (slot.isPresent()) {
            byte[] bytes = new byte[Long.BYTES];
            LittleEndian.set(bytes, 0, Long.BYTES, value);
            return control.writePhysical(slot.getAsLong(), bytes, 0, bytes.length) == bytes.length;
        }
        if (dwarfRegister < FrameRegisters.F0) {
            control.setX(frame.hart(), dwarfRegister, value);
        } else {
            control.setF(frame.hart(), dwarfRegister - FrameRegisters.F0, value);
        }
        return true;
    }

    /**
     * The physical byte address that the frame means by an address.
     *
     * @return empty if it is not mapped
     */
    public OptionalLong physical(long address) {
        OptionalLong paddr = memory.physical(address);
        if (paddr.isPresent()
                && inspection.readPhysical(paddr.getAsLong(), new byte[1], 0, 1) == 1) {
            return paddr;
        }
        OptionalLong load = loadAddress(address);
        return load.isPresent() ? load : paddr;
    }

    /** Where a link address of the program lies as long as addresses are not translated. */
    private OptionalLong loadAddress(long address) {
        return frame.satp() == 0 && frame.program().isPresent()
                ? frame.program().get().symbols().elf().loadAddress(address)
                : OptionalLong.empty();
    }
}
