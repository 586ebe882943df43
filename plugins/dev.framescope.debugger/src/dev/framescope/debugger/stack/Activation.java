package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.symbols.Function;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call of a function as the machine has it: several frames where functions are inlined.
 *
 * @param registers as far as they are known
 * @param memory as its code sees it
 * @param lookup the instruction that runs, or that has called; empty if it is no program's
 */
record Activation(FrameRegisters registers, MemoryView memory, Optional<CodePlace> lookup) {
    static Activation of(FrameRegisters registers, MemoryView view, Programs programs) {
        MemoryView memory = GuestMemory.under(view, registers.privilege(), registers.satp());
        long address = FrameCode.lookup(registers, registers.pc());
        return new Activation(registers, memory, programs.at(memory, address));
    }

    /** The function whose code it is, whatever is inlined there. */
    Optional<Function> function() {
        return lookup.flatMap(CodePlace::function);
    }

    /** Where its function begins, as the frame sees it. */
    OptionalLong functionStart() {
        Optional<Function> function = function();
        if (function.isEmpty()) {
            return OptionalLong.empty();
        }
        long address = FrameCode.lookup(registers, registers.pc());
        return OptionalLong.of(address - (lookup.get().linkPc() - function.get().low()));
    }

    /** Whether its function is the one that the program begins with. */
    boolean isEntry() {
        return lookup.isPresent()
                && function()
                        .filter(f -> f.contains(lookup.get().program().symbols().elf().entry()))
                        .isPresent();
    }

    /** The compiler's rules for its caller, if there are any. */
    Optional<CallFrame> callFrame() {
        return lookup.flatMap(
                place ->
                        place.program()
                                .symbols()
                                .frameRulesAt(place.linkPc())
                                .map(rules -> new CallFrame(memory, rules, registers)));
    }

    /** What its function has done so far, by its instructions; empty without a function. */
    Optional<Prologue> prologue() {
        OptionalLong start = functionStart();
        return start.isPresent()
                ? Optional.of(Prologue.read(memory, start.getAsLong(), registers.pc()))
                : Optional.empty();
    }

    List<FrameCode> code() {
        return lookup.map(place -> FrameCode.at(registers, place))
                .orElseGet(() -> List.of(FrameCode.unknown(registers)));
    }
}
