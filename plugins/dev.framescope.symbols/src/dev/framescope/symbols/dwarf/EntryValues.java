package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.location.LocationContext;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a register held when a function was entered, as the call that entered it tells (DWARF 5,
 * sections 2.5.1.7 and 3.4).
 */
final class EntryValues {

    private static final String UNKNOWN = "optimized out: only its value on entry was kept";

    /** The longest instruction: a call is found by an address inside it. */
    private static final int LONGEST_CALL = 4;

    private final FunctionTrees functions;
    private final Expressions expressions;
    private final UnitIndex units;
    private final Consumer<SymbolException> problems;

    EntryValues(
            FunctionTrees functions,
            Expressions expressions,
            UnitIndex units,
            Consumer<SymbolException> problems) {
        this.functions = functions;
        this.expressions = expressions;
        this.units = units;
        this.problems = problems;
    }

    /**
     * The value of an expression on entry to a frame's function.
     *
     * @param operations what is asked for, as a rule one register
     */
    long value(byte[] operations, LocationContext frame) throws CannotTell {
        try {
            LocationContext caller = frame.caller().orElseThrow(() -> new CannotTell(UNKNOWN));
            FunctionTree calling = tree(caller.linkPc());
            Entry call = callAt(calling, caller.linkPc());
            FunctionTree called = tree(frame.linkPc());
            if (!calls(call, called) || callsItself(called)) {
                throw new CannotTell(UNKNOWN); // something was called in between
            }
            byte[] known = parameter(call, operations);
            return expressions.machine(call, expressions.frameBase(calling), caller).value(known);
        } catch (SymbolException e) {
            problems.accept(e);
            throw new CannotTell(UNKNOWN);
        }
    }

    private FunctionTree tree(long linkPc) throws CannotTell {
        return functions.at(linkPc).orElseThrow(() -> new CannotTell(UNKNOWN));
    }

    /** The call that returns behind an address inside its instruction. */
    private Entry callAt(FunctionTree function, long linkPc) throws SymbolException, CannotTell {
        Entry found = null;
        long nearest = LONGEST_CALL + 1L;
        for (Entry call : function.calls()) {
            int attribute =
                    call.tag() == Tag.CALL_SITE ? Attribute.CALL_RETURN_PC : Attribute.LOW_PC;
            OptionalLong after = call.unit().address(call.die(), attribute);
            if (after.isPresent()) {
                long distance = after.getAsLong() - linkPc;
                if (distance > 0 && distance < nearest) {
                    nearest = distance;
                    found = call;
                }
            }
        }
        if (found == null) {
            throw new CannotTell(UNKNOWN);
        }
        return found;
    }

    private boolean calls(Entry call, FunctionTree function) throws SymbolException {
        Optional<Entry> origin =
                units.follow(
                        call,
                        call.tag() == Tag.CALL_SITE
                                ? Attribute.CALL_ORIGIN
                                : Attribute.ABSTRACT_ORIGIN);
        EntryNames names = new EntryNames(units);
        return origin.isPresent()
                && (sameDeclaration(names, origin.get(), function.root().entry())
                        || sameExternal(names, origin.get(), function.root().entry()));
    }

    private static boolean sameDeclaration(EntryNames names, Entry a, Entry b)
            throws SymbolException {
        return names.declared(a).key().equals(names.declared(b).key());
    }

    /** Whether one is the declaration in another unit of what the other defines. */
    private static boolean sameExternal(EntryNames names, Entry a, Entry b) throws SymbolException {
        boolean external =
                names.having(a, Attribute.EXTERNAL).isPresent()
                        && names.having(b, Attribute.EXTERNAL).isPresent();
        return external && linked(names, a).equals(linked(names, b));
    }

    private static String linked(EntryNames names, Entry entry) throws SymbolException {
        Optional<String> linkage = names.linkageName(entry);
        return linkage.isPresent() ? linkage.get() : names.name(entry).orElse("");
    }

    /** Whether the function may have been entered again by jumping to its start. */
    private boolean callsItself(FunctionTree function) throws SymbolException {
        for (Entry call : function.calls()) {
            boolean jump =
                    call.flag(Attribute.CALL_TAIL_CALL) || call.flag(Attribute.GNU_TAIL_CALL);
            if (jump && calls(call, function)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] parameter(Entry call, byte[] operations)
            throws SymbolException, CannotTell {
        for (Entry child : call.children()) {
            Optional<byte[]> place = child.block(Attribute.LOCATION);
            if (place.isPresent() && Arrays.equals(place.get(), operations)) {
                Optional<byte[]> value = child.block(Attribute.CALL_VALUE);
                if (value.isEmpty()) {
                    value = child.block(Attribute.GNU_CALL_SITE_VALUE);
                }
                return value.orElseThrow(() -> new CannotTell(UNKNOWN));
            }
        }
        throw new CannotTell(UNKNOWN);
    }
}
