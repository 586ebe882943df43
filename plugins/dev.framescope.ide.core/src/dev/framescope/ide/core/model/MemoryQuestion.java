package dev.framescope.ide.core.model;

import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.debugger.space.MemoryArea;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.debugger.variables.Values;
import dev.framescope.insight.paging.PageTables;

import org.eclipse.debug.core.DebugException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person asks the Memory view for: an expression whose value is an address, or that lies in
 * memory; before it, if need be, the area: {@code phys:}, or {@code space NAME:}.
 */
final class MemoryQuestion {
    private static final Pattern PHYSICAL = Pattern.compile("phys\\s*:(.*)");
    private static final Pattern SPACE = Pattern.compile("space\\s+([^:]+):(.*)");

    private final KernelStackFrame frame;

    /**
     * @param frame in which expressions are evaluated
     */
    MemoryQuestion(KernelStackFrame frame) {
        this.frame = frame;
    }

    /**
     * Where an answer lies.
     *
     * @param area in which the address holds
     * @param address byte address
     */
    record Place(MemoryArea area, long address) {}

    /** Finds the place; waits for the machine, a moment. */
    Place place(String question) throws DebugException {
        String text = question.strip();
        Matcher physical = PHYSICAL.matcher(text);
        if (physical.matches()) {
            return new Place(MemoryArea.PHYSICAL, number(physical.group(1)));
        }
        Matcher space = SPACE.matcher(text);
        if (space.matches()) {
            return new Place(space(space.group(1).strip()), number(space.group(2)));
        }
        ValueNode node = evaluate(text);
        Optional<Place> place = memory(node);
        return isNumber(node) || place.isEmpty() ? pointed(text, node) : place.get();
    }

    /** Where a value lies, if it is in memory. */
    Optional<Place> memory(ValueNode node) {
        return switch (node.place().orElse(null)) {
            case ValuePlace.Memory memory -> Optional.of(new Place(seen(), memory.address()));
            case ValuePlace.PhysicalMemory memory ->
                    Optional.of(new Place(MemoryArea.PHYSICAL, memory.paddr()));
            case ValuePlace.Register register -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /** What the frame sees: of frames under another page table than the hart's, that one. */
    private MemoryArea seen() {
        long satp = frame.frame().satp();
        boolean own = frame.getThread().snapshot().filter(hart -> hart.satp() == satp).isPresent();
        if (own) {
            return new MemoryArea.OfHart(frame.hartId());
        }
        return PageTables.modeOf(satp).translates()
                ? new MemoryArea.Space(PageTables.rootPpn(satp))
                : MemoryArea.PHYSICAL;
    }

    /** Where a number or a pointer points. */
    private Place pointed(String text, ValueNode node) throws DebugException {
        if (!isNumber(node)) {
            throw KernelDebugElement.failure(
                    "'"
                            + text
                            + "' is no address and does not lie in memory: "
                            + node.text()
                            + ". Write an address, a variable, a register such as $sp, or"
                            + " phys: 0x80200000.");
        }
        Values values = frame.getDebugTarget().session().values();
        ValueNode target =
                values.evaluate(frame.id(), "*(unsigned char *)(" + text + ")")
                        .exceptionally(notInTheWayOfC -> node)
                        .join();
        boolean physical = target.place().orElse(null) instanceof ValuePlace.PhysicalMemory;
        return new Place(physical ? MemoryArea.PHYSICAL : seen(), number(text));
    }

    private static boolean isNumber(ValueNode node) {
        return node.available() && node.editText().matches("-?[0-9].*");
    }

    private long number(String text) throws DebugException {
        ValueNode node = evaluate(text.strip());
        String digits =
                Answers.await(
                                frame.getDebugTarget()
                                        .session()
                                        .values()
                                        .format(node, ValueFormat.HEX))
                        .editText();
        Matcher hex = Pattern.compile("0x([0-9a-f]{1,16})").matcher(digits);
        if (!hex.matches()) {
            throw KernelDebugElement.failure("'" + text.strip() + "' is no address.");
        }
        return Long.parseUnsignedLong(hex.group(1), 16);
    }

    private ValueNode evaluate(String text) throws DebugException {
        boolean register = RegisterModel.named(text).isPresent();
        Values values = frame.getDebugTarget().session().values();
        if (register) {
            // A variable of that name is what the program means; there rarely is one.
            return Answers.await(
                    values.evaluate(frame.id(), text)
                            .exceptionallyCompose(none -> values.evaluate(frame.id(), "$" + text)));
        }
        return Answers.await(values.evaluate(frame.id(), text));
    }

    private MemoryArea space(String name) throws DebugException {
        List<AddressSpace> spaces = Answers.await(frame.getDebugTarget().session().addressSpaces());
        for (AddressSpace space : spaces) {
            if (space.name().equalsIgnoreCase(name)
                    || Integer.toString(space.number()).equals(name)) {
                return new MemoryArea.Space(space.rootPpn());
            }
        }
        try {
            return new MemoryArea.Space(Long.decode(name));
        } catch (NumberFormatException e) {
            throw KernelDebugElement.failure(
                    "There is no address space '"
                            + name
                            + "': give its name or its root's page number; known are "
                            + String.join(", ", spaces.stream().map(AddressSpace::name).toList())
                            + ".",
                    e);
        }
    }
}
