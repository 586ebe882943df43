package dev.framescope.debugger.stack;

import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.dwarf.CfaRule;
import dev.framescope.symbols.dwarf.FrameRules;
import dev.framescope.symbols.dwarf.RegisterRule;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Unwinds a frame by the compiler's call frame information. Rules that are DWARF expressions are
 * not evaluated: then the frame is left to the other ways of unwinding.
 *
 * @param memory as the frame sees it
 * @param rules those in force at the frame's pc
 * @param registers the frame's
 */
record CallFrame(SpaceMemory memory, FrameRules rules, FrameRegisters registers) {
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
        if (rules.cfa() instanceof CfaRule.RegisterOffset rule) {
            OptionalLong base = registers.get(rule.register());
            return base.isPresent() ? OptionalLong.of(base.getAsLong() + rule.offset()) : base;
        }
        return OptionalLong.empty();
    }

    private void restore(FrameRegisters restored, int register, long cfa) {
        switch (rules.registers().get(register)) {
            case RegisterRule.SavedAt saved -> load(restored, register, cfa + saved.offset());
            case RegisterRule.CfaPlus value -> restored.set(register, cfa + value.offset());
            case RegisterRule.SameValue same -> restored.copy(register, registers, register);
            case RegisterRule.InRegister other ->
                    restored.copy(register, registers, other.register());
            case RegisterRule.Undefined undefined -> restored.set(register, OptionalLong.empty());
            case RegisterRule.SavedAtExpression expression ->
                    restored.set(register, OptionalLong.empty());
            case RegisterRule.ValueExpression expression ->
                    restored.set(register, OptionalLong.empty());
        }
    }

    private void load(FrameRegisters restored, int register, long address) {
        OptionalLong value = memory.readLong(address);
        OptionalLong paddr = memory.physical(address);
        if (value.isPresent() && paddr.isPresent()) {
            restored.setSaved(register, value.getAsLong(), paddr.getAsLong());
        } else {
            restored.set(register, OptionalLong.empty());
        }
    }
}
