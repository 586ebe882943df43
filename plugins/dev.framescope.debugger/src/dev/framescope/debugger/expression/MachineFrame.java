package dev.framescope.debugger.expression;

import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.space.PageWriter;
import dev.framescope.debugger.stack.FrameContext;
import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.Language;

import java.util.Optional;
import java.util.OptionalLong;

/** A frame of a hart's stack, as expressions see it. On the machine thread. */
final class MachineFrame implements ValueFrame {
    private final Inspection machine;
    private final FrameContext context;
    private final Language language;

    MachineFrame(Inspection machine, FrameContext context, Language language) {
        this.machine = machine;
        this.context = context;
        this.language = language;
    }

    @Override
    public HartInspection hart() {
        return machine.hart(context.frame().hart());
    }

    @Override
    public Inspection machine() {
        return machine;
    }

    @Override
    public Optional<SymbolFile> symbols() {
        return context.frame().program().map(Program::symbols);
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public OptionalLong register(int dwarfRegister) {
        return context.register(dwarfRegister);
    }

    @Override
    public OptionalLong cfa() {
        return context.cfa();
    }

    @Override
    public long linkPc() {
        return context.linkPc();
    }

    @Override
    public Optional<LocationContext> caller() {
        return context.caller();
    }

    @Override
    public int read(long address, byte[] into) {
        return context.read(address, into);
    }

    @Override
    public OptionalLong register(RegisterId register) {
        return switch (register) {
            case RegisterId.Pc pc -> OptionalLong.of(context.frame().pc());
            case RegisterId.Mode mode -> OptionalLong.of(context.frame().privilege().bits());
            case RegisterId.General general -> context.register(general.number());
            case RegisterId.FloatingPoint floating ->
                    context.register(RegisterId.dwarfNumber(floating));
            case RegisterId.Csr csr -> hart().csr(csr.number());
        };
    }

    @Override
    public int read(MemorySpace space, long address, byte[] into) {
        return switch (space) {
            case MemorySpace.Own.VIRTUAL -> context.read(address, into);
            case MemorySpace.Own.PHYSICAL -> machine.readPhysical(address, into, 0, into.length);
            case MemorySpace.PageTable table ->
                    machine.readSpace(table.satp(), address, into, 0, into.length);
        };
    }

    @Override
    public int write(MachineControl control, MemorySpace space, long address, byte[] bytes) {
        return switch (space) {
            case MemorySpace.Own.VIRTUAL -> context.write(control, address, bytes);
            case MemorySpace.Own.PHYSICAL -> control.writePhysical(address, bytes, 0, bytes.length);
            case MemorySpace.PageTable table ->
                    PageWriter.write(
                            control,
                            address,
                            bytes,
                            vaddr -> hart().physicalAddress(table.satp(), vaddr));
        };
    }

    @Override
    public void write(MachineControl control, RegisterId register, long value)
            throws ValueException {
        try {
            switch (register) {
                case RegisterId.Pc pc -> writePc(control, value);
                case RegisterId.Mode mode ->
                        throw new ValueException("the privilege mode cannot be changed");
                case RegisterId.General general ->
                        writeSaved(control, register, general.number(), value);
                case RegisterId.FloatingPoint floating ->
                        writeSaved(control, register, RegisterId.dwarfNumber(floating), value);
                case RegisterId.Csr csr -> control.setCsr(hart().id(), csr.number(), value);
            }
        } catch (IllegalArgumentException e) {
            throw new ValueException(register.name() + " cannot be changed: " + e.getMessage());
        }
    }

    private void writePc(MachineControl control, long value) throws ValueException {
        if (context.frame().level() > 0) {
            throw new ValueException(
                    "the pc of a caller follows from where its callee returns; change the pc in"
                            + " frame 0");
        }
        control.setPc(hart().id(), value);
    }

    private void writeSaved(MachineControl control, RegisterId register, int number, long value)
            throws ValueException {
        if (number == 0) {
            throw new ValueException("x0 is always zero");
        }
        if (!context.setRegister(control, number, value)) {
            throw new ValueException(
                    "it is not known where register "
                            + register.name()
                            + " of this frame is saved, so it cannot be changed");
        }
    }

    @Override
    public long linkAddress(long address) {
        Optional<SymbolFile> symbols = symbols();
        if (context.frame().satp() != 0 || symbols.isEmpty()) {
            return address;
        }
        ElfFile elf = symbols.get().elf();
        return elf.loadAddress(address).isPresent()
                ? address
                : elf.linkAddress(address).orElse(address);
    }
}
