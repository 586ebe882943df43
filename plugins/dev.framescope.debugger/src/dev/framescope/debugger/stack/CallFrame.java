package dev.framescope.debugger.stack;

import dev.framescope.machine.HartInspection;
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
 * @param hart whose memory is read
 * @param rules those in force at the frame's pc
 * @param registers the frame's
 */
record CallFrame(HartInspection hart, FrameRules rules, FrameRegisters registers) {
    private static final int REGISTERS = 32;

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
        OptionalLong returnAddress = value(rules.returnAddress(), cfa.getAsLong());
        if (returnAddress.isEmpty()) {
            return Optional.empty();
        }
        long pc = returnAddress.getAsLong();
        FrameRegisters caller =
                rules.signalFrame() ? registers.afterTrapReturn(pc) : registers.afterReturn(pc);
        caller.set(Registers.SP, cfa.getAsLong());
        for (int register : rules.registers().keySet()) {
            if (register > 0 && register < REGISTERS && register != rules.returnAddress()) {
                caller.set(register, value(register, cfa.getAsLong()));
            }
        }
        return Optional.of(caller);
    }

    private OptionalLong frameAddress() {
        if (rules.cfa() instanceof CfaRule.RegisterOffset rule && rule.register() < REGISTERS) {
            return plus(registers.get(rule.register()), rule.offset());
        }
        return OptionalLong.empty();
    }

    private OptionalLong value(int register, long cfa) {
        RegisterRule rule = rules.registers().get(register);
        if (rule == null) {
            rule = new RegisterRule.SameValue();
        }
        return switch (rule) {
            case RegisterRule.SavedAt saved -> GuestMemory.readLong(hart, cfa + saved.offset());
            case RegisterRule.CfaPlus value -> OptionalLong.of(cfa + value.offset());
            case RegisterRule.SameValue same -> known(register);
            case RegisterRule.InRegister other -> known(other.register());
            case RegisterRule.Undefined undefined -> OptionalLong.empty();
            case RegisterRule.SavedAtExpression expression -> OptionalLong.empty();
            case RegisterRule.ValueExpression expression -> OptionalLong.empty();
        };
    }

    private OptionalLong known(int register) {
        return register < REGISTERS ? registers.get(register) : OptionalLong.empty();
    }

    private static OptionalLong plus(OptionalLong base, long offset) {
        return base.isPresent() ? OptionalLong.of(base.getAsLong() + offset) : base;
    }
}
