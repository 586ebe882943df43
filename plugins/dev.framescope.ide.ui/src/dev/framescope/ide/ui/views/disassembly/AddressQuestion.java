package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.variables.FrameId;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.views.text.AddressExpression;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;

/**
 * Finds the address that a person means. For jobs: it may wait for the machine thread.
 *
 * @param target the kernel
 * @param frame in which expressions are evaluated; without one only addresses and symbols are known
 */
record AddressQuestion(KernelDebugTarget target, Optional<KernelStackFrame> frame) {
    /**
     * An address, or why there is none.
     *
     * @param problem for a person; empty if there is an address
     */
    record Answer(OptionalLong address, String problem) {}

    Answer answer(String text) {
        try {
            return found(AddressExpression.parse(text, target.session().kernel().symbols()));
        } catch (IllegalArgumentException e) {
            return frame.map(f -> evaluate(f, text))
                    .orElseGet(() -> new Answer(OptionalLong.empty(), e.getMessage()));
        }
    }

    private static Answer found(long address) {
        return new Answer(OptionalLong.of(address), "");
    }

    private Answer evaluate(KernelStackFrame in, String expression) {
        FrameId id = new FrameId(in.hartId(), in.frame().level());
        try {
            String value = target.session().values().evaluate(id, expression).join().editText();
            return found(
                    value.startsWith("0x")
                            ? Long.parseUnsignedLong(value.substring(2), 16)
                            : Long.parseLong(value));
        } catch (CompletionException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            return new Answer(OptionalLong.empty(), why);
        } catch (NumberFormatException e) {
            return new Answer(OptionalLong.empty(), "\"" + expression + "\" is no address");
        }
    }
}
