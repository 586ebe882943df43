package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.dwarf.CfaRule;
import dev.framescope.symbols.dwarf.FrameExpression;
import dev.framescope.symbols.dwarf.FrameRules;
import dev.framescope.symbols.dwarf.RegisterRule;
import dev.framescope.symbols.location.LocationContext;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Unwinds a frame by the compiler's call frame information (DWARF 5, section 6.4).
 *
 * @param memory as the frame sees it
 * @param rules those in force at the frame's pc
 * @param registers the frame's
 */
record CallFrame(MemoryView memory, FrameRules rules, FrameRegisters registers) {
    /** Whether the rules say that the frame has no caller. */
    boolean isOutermost() {
        return rules.registers().get(rules.returnAddress()) instanceof RegisterRule.Undefined;
    }

    /** The caller's registers, as far as the rules tell. */
    Optional<FrameRegisters> caller() {
        OptionalLong cfa = frameAddress();
        if (cfa.isEmpty()) {
            return Optional.empty();
        }
        FrameRegisters restored = registers.copy();
        restored.set(Registers.SP, cfa.getAsLong());
        for (int register : rules.registers().keySet()) {
            if (register > 0 && register < FrameRegisters.COUNT) {
                restore(restored, register, cfa.getAsLong());
            }
        }
        OptionalLong returnAddress = restored.get(rules.returnAddress());
        if (returnAddress.isEmpty()) {
            return Optional.empty();
        }
        long pc = returnAddress.getAsLong();
        return Optional.of(
                rules.signalFrame()
                        ? restored.afterTrapReturn(pc, registers.privilege(), registers.satp())
                        : restored.afterReturn(pc));
    }

    /** The canonical frame address; empty if the rules do not give it. */
    OptionalLong frameAddress() {
        return switch (rules.cfa()) {
            case CfaRule.RegisterOffset rule -> {
                OptionalLong base = registers.get(rule.register());
                yield base.isPresent() ? OptionalLong.of(base.getAsLong() + rule.offset()) : base;
            }
            case CfaRule.Expression rule -> FrameExpression.value(rule, context());
        };
    }

    private void restore(FrameRegisters restored, int register, long cfa) {
        switch (rules.registers().get(register)) {
            case RegisterRule.SavedAt saved -> load(restored, register, cfa + saved.offset());
            case RegisterRule.CfaPlus value -> restored.set(register, cfa + value.offset());
            case RegisterRule.SameValue same -> restored.copy(register, registers, register);
            case RegisterRule.InRegister other ->
                    restored.copy(register, registers, other.register());
            case RegisterRule.Undefined undefined -> restored.set(register, OptionalLong.empty());
            case RegisterRule.SavedAtExpression at -> {
                OptionalLong address = FrameExpression.value(at.bytes(), cfa, context());
                if (address.isPresent()) {
                    load(restored, register, address.getAsLong());
                } else {
                    restored.set(register, address);
                }
            }
            case RegisterRule.ValueExpression value ->
                    restored.set(register, FrameExpression.value(value.bytes(), cfa, context()));
        }
    }

    /** What expressions may use: registers and memory. */
    private LocationContext context() {
        return new LocationContext() {
            @Override
            public OptionalLong register(int dwarfRegister) {
                return registers.get(dwarfRegister);
            }

            @Override
            public OptionalLong cfa() {
                return OptionalLong.empty();
            }

            @Override
            public int read(long address, byte[] into) {
                return memory.read(address, into, 0, into.length);
            }

            @Override
            public long linkPc() {
                return registers.pc();
            }
        };
    }

    private void load(FrameRegisters restored, int register, long address) {
        OptionalLong value = GuestMemory.readLong(memory, address);
        OptionalLong paddr = memory.physical(address);
        if (value.isPresent() && paddr.isPresent()) {
            restored.setSaved(register, value.getAsLong(), paddr.getAsLong());
        } else {
            restored.set(register, OptionalLong.empty());
        }
    }
}
