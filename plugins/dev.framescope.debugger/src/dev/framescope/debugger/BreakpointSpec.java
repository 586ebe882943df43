package dev.framescope.debugger;

import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.machine.Privilege;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a breakpoint stops at: code, resolved against the symbols of all programs; memory; or what a
 * hart does. {@link BreakpointOptions} says when.
 */
public sealed interface BreakpointSpec {
    /** The specification as a person would type it. */
    String describe();

    /** Code, before which harts stop. */
    sealed interface Code extends BreakpointSpec {}

    /** Memory, after whose use harts stop. */
    sealed interface Watch extends BreakpointSpec {
        /** Which accesses. */
        WatchMode mode();
    }

    /** What a hart does, after which it stops. */
    sealed interface Event extends BreakpointSpec {}

    /**
     * After the prologue of every function of this name, and every place that it is inlined to.
     *
     * @param name a function's name (plain, with its path, or its linkage name), or a regular
     *     expression between slashes that is to be found in the name: {@code /^alloc_/}
     */
    record AtFunction(String name) implements Code {
        @Override
        public String describe() {
            return name;
        }

        /** Whether the name is a regular expression. */
        public boolean isPattern() {
            return name.length() > 2 && name.startsWith("/") && name.endsWith("/");
        }
    }

    /**
     * Every place at which the code of a source line begins, in every program that has it. A line
     * without code stands for the next that has some.
     *
     * @param file a source file, by any suffix of its path that is made of whole names
     * @param line counted from 1
     */
    record AtLine(String file, int line) implements Code {
        @Override
        public String describe() {
            return file + ":" + line;
        }
    }

    /**
     * The instruction at an address.
     *
     * @param address as linked (virtual), or the physical address at which the kernel was loaded
     */
    record AtAddress(long address) implements Code {
        @Override
        public String describe() {
            return hex(address);
        }
    }

    /**
     * The instruction at a physical address, wherever it is mapped.
     *
     * @param paddr physical byte address
     */
    record AtPhysicalAddress(long paddr) implements Code {
        @Override
        public String describe() {
            return "phys(" + hex(paddr) + ")";
        }
    }

    /**
     * What an expression denotes in the frame in which the breakpoint is set; if that is a local
     * variable, until the function has returned.
     *
     * @param expression such as {@code frameAllocator.next}
     */
    record WatchExpression(String expression, WatchMode mode) implements Watch {
        @Override
        public String describe() {
            return mode.text() + " of " + expression;
        }
    }

    /**
     * Memory at a virtual address; in one address space, if the options name one.
     *
     * @param vaddr the first byte
     * @param bytes at least 1
     */
    record WatchVirtual(long vaddr, long bytes, WatchMode mode) implements Watch {
        public WatchVirtual {
            checkLength(bytes);
        }

        @Override
        public String describe() {
            return mode.text() + " of " + bytes + " bytes at " + hex(vaddr);
        }
    }

    /**
     * Physical memory, also where devices and page walks use it.
     *
     * @param paddr the first byte
     * @param bytes at least 1
     */
    record WatchPhysical(long paddr, long bytes, WatchMode mode) implements Watch {
        public WatchPhysical {
            checkLength(bytes);
        }

        @Override
        public String describe() {
            return mode.text() + " of " + bytes + " bytes at phys(" + hex(paddr) + ")";
        }
    }

    /**
     * An exception, at the first instruction of its handler.
     *
     * @param causes the codes of mcause or scause; empty for all
     * @param from the modes that it is taken from; empty for all
     * @param unexpectedOnly only what no correct kernel takes: from S-mode and M-mode all but ecall
     *     and ebreak, from U-mode illegal instructions and access faults
     */
    record OnException(Set<Integer> causes, Set<Privilege> from, boolean unexpectedOnly)
            implements Event {
        public OnException {
            causes = Set.copyOf(causes);
            from = Set.copyOf(from);
        }

        @Override
        public String describe() {
            return (unexpectedOnly ? "unexpected exception" : "exception")
                    + list(" ", causes)
                    + modes(" from ", from);
        }
    }

    /**
     * An interrupt, at the first instruction of its handler.
     *
     * @param causes the codes of mcause or scause without the interrupt bit; empty for all
     * @param from the modes that it interrupts; empty for all
     */
    record OnInterrupt(Set<Integer> causes, Set<Privilege> from) implements Event {
        public OnInterrupt {
            causes = Set.copyOf(causes);
            from = Set.copyOf(from);
        }

        @Override
        public String describe() {
            return "interrupt" + list(" ", causes) + modes(" from ", from);
        }
    }

    /**
     * A change of mode, at the first instruction in the new one.
     *
     * @param from the modes before; empty for all
     * @param to the modes after; empty for all
     */
    record OnPrivilegeChange(Set<Privilege> from, Set<Privilege> to) implements Event {
        public OnPrivilegeChange {
            from = Set.copyOf(from);
            to = Set.copyOf(to);
        }

        @Override
        public String describe() {
            return "change of mode" + modes(" from ", from) + modes(" to ", to);
        }
    }

    /** A write to {@code satp} that changes it, after the instruction. */
    record OnSatpChange() implements Event {
        @Override
        public String describe() {
            return "change of satp";
        }
    }

    /**
     * A page frame that the kernel's frame allocator hands out, where it has returned to, or takes
     * back, where it is entered. Frames that a kernel fills its allocator with at the beginning are
     * not taken back.
     *
     * @param ppn the frame's physical page number
     * @param kinds ALLOCATED, FREED or both; empty for both
     */
    record OnFrame(long ppn, Set<FrameEvent.Kind> kinds) implements Event {
        public OnFrame {
            kinds = Set.copyOf(kinds);
            if (kinds.contains(FrameEvent.Kind.HANDED_OVER)) {
                throw new IllegalArgumentException("a frame is allocated or freed");
            }
        }

        /** Whether it stops where the frame is handed out. */
        public boolean onAllocation() {
            return kinds.isEmpty() || kinds.contains(FrameEvent.Kind.ALLOCATED);
        }

        /** Whether it stops where the frame is taken back. */
        public boolean onRelease() {
            return kinds.isEmpty() || kinds.contains(FrameEvent.Kind.FREED);
        }

        @Override
        public String describe() {
            String what =
                    onAllocation() && onRelease()
                            ? "allocation or release"
                            : onAllocation() ? "allocation" : "release";
            return what + " of frame " + hex(ppn);
        }
    }

    private static void checkLength(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a watched range has at least 1 byte, not " + bytes);
        }
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static String list(String before, Collection<?> all) {
        return all.isEmpty()
                ? ""
                : new TreeSet<>(all)
                        .stream()
                                .map(Objects::toString)
                                .collect(Collectors.joining(",", before, ""));
    }

    private static String modes(String before, Set<Privilege> modes) {
        return modes.isEmpty()
                ? ""
                : new TreeSet<>(modes)
                        .stream()
                                .map(mode -> mode.letter() + "-mode")
                                .collect(Collectors.joining(",", before, ""));
    }
}
