package dev.framescope.debugger.expression;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.stack.FrameContext;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.dwarf.CfaRule;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.Language;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a hart stands, as an expression sees it that is evaluated very often: nothing is computed
 * that is not asked for, and the stack is unwound only where the hart's registers do not tell.
 */
final class InnermostFrame implements ValueFrame {
    private static final int GENERAL = 32;
    private static final int ALL = 64;

    private final HartInspection hart;
    private final Inspection machine;
    private final Resolved resolved;
    private final Stacks stacks;
    private final MemoryView memory;
    private MachineFrame full;

    InnermostFrame(
            HartInspection hart,
            Inspection machine,
            MemoryView memory,
            Resolved resolved,
            Stacks stacks) {
        this.hart = hart;
        this.machine = machine;
        this.memory = memory;
        this.resolved = resolved;
        this.stacks = stacks;
    }

    private MachineFrame full() {
        if (full == null) {
            FrameContext context = FrameContext.of(machine, stacks.of(machine, hart.id()), 0);
            full = new MachineFrame(machine, context, language());
        }
        return full;
    }

    @Override
    public HartInspection hart() {
        return hart;
    }

    @Override
    public Inspection machine() {
        return machine;
    }

    @Override
    public Optional<SymbolFile> symbols() {
        return resolved.scope().program().map(Program::symbols);
    }

    @Override
    public Language language() {
        return resolved.language();
    }

    @Override
    public OptionalLong register(int dwarfRegister) {
        if (dwarfRegister >= 0 && dwarfRegister < GENERAL) {
            return OptionalLong.of(hart.x(dwarfRegister));
        }
        return dwarfRegister >= GENERAL && dwarfRegister < ALL
                ? OptionalLong.of(hart.f(dwarfRegister - GENERAL))
                : OptionalLong.empty();
    }

    @Override
    public OptionalLong cfa() {
        if (resolved.cfa() instanceof CfaRule.RegisterOffset rule) {
            OptionalLong base = register(rule.register());
            if (base.isPresent()) {
                return OptionalLong.of(base.getAsLong() + rule.offset());
            }
        }
        return full().cfa();
    }

    @Override
    public long linkPc() {
        return resolved.scope().linkPc();
    }

    @Override
    public Optional<LocationContext> caller() {
        return full().caller();
    }

    @Override
    public int read(long address, byte[] into) {
        int read = memory.read(address, into, 0, into.length);
        return read == 0 && !memory.translated() ? full().read(address, into) : read;
    }

    @Override
    public OptionalLong register(RegisterId register) {
        return switch (register) {
            case RegisterId.Pc pc -> OptionalLong.of(hart.pc());
            case RegisterId.Mode mode -> OptionalLong.of(hart.privilege().bits());
            case RegisterId.General general -> OptionalLong.of(hart.x(general.number()));
            case RegisterId.FloatingPoint floating -> OptionalLong.of(hart.f(floating.number()));
            case RegisterId.Csr csr -> hart.csr(csr.number());
        };
    }

    @Override
    public int read(MemorySpace space, long address, byte[] into) {
        return switch (space) {
            case MemorySpace.Own.VIRTUAL -> read(address, into);
            case MemorySpace.Own.PHYSICAL -> machine.readPhysical(address, into, 0, into.length);
            case MemorySpace.PageTable table ->
                    machine.readSpace(table.satp(), address, into, 0, into.length);
        };
    }

    @Override
    public int write(MachineControl control, MemorySpace space, long address, byte[] bytes) {
        return full().write(control, space, address, bytes);
    }

    @Override
    public void write(MachineControl control, RegisterId register, long value)
            throws ValueException {
        full().write(control, register, value);
    }

    @Override
    public long linkAddress(long address) {
        return full().linkAddress(address);
    }
}
