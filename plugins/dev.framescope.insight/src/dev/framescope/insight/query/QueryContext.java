package dev.framescope.insight.query;

import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Registers;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What questions are asked of. On the machine thread.
 *
 * @param hart the hart that is meant where none is named
 */
public record QueryContext(
        Inspection machine, KernelImage kernel, LedgerSnapshot ledger, int hart) {
    /** Everything that the views show. */
    public InsightSnapshot snapshot() {
        return InsightSnapshot.of(machine, kernel, ledger, hart);
    }

    /** The hart that is meant. */
    public HartInspection selectedHart() {
        return machine.hart(hart);
    }

    /**
     * A number as it is typed: hexadecimal with 0x, decimal, a register ({@code sp} or {@code
     * $satp}), or a symbol of the kernel.
     *
     * @throws QueryException if it is none of these
     */
    public long number(String text) throws QueryException {
        if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
            return literal(text);
        }
        boolean dollar = text.startsWith("$");
        OptionalLong register = register(dollar ? text.substring(1) : text);
        if (register.isPresent()) {
            return register.getAsLong();
        }
        OptionalLong symbol = kernel.symbols().symbolAddress(text);
        return symbol.orElseThrow(
                () -> new QueryException(text + " is no number, register or symbol"));
    }

    private static long literal(String text) throws QueryException {
        String digits = text.toLowerCase(Locale.ROOT).replace("_", "");
        try {
            return digits.startsWith("0x")
                    ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new QueryException("not a number of 64 bits: " + text);
        }
    }

    private OptionalLong register(String name) {
        if (name.equals("pc")) {
            return OptionalLong.of(selectedHart().pc());
        }
        for (int x = 0; x < 32; x++) {
            if (Registers.name(x).equals(name) || name.equals("x" + x)) {
                return OptionalLong.of(selectedHart().x(x));
            }
        }
        if (name.equals("fp")) {
            return OptionalLong.of(selectedHart().x(Registers.FP));
        }
        OptionalInt csr = Csr.number(name);
        return csr.isPresent() ? selectedHart().csr(csr.getAsInt()) : OptionalLong.empty();
    }
}
