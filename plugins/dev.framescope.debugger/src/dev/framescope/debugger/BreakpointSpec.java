package dev.framescope.debugger;

/** Names the code at which a breakpoint stops; resolved against the kernel's symbols. */
public sealed interface BreakpointSpec {
    /** The specification as a person would type it. */
    String describe();

    /**
     * After the prologue of every function of this name.
     *
     * @param name a function's name, or its linkage name
     */
    record AtFunction(String name) implements BreakpointSpec {
        @Override
        public String describe() {
            return name;
        }
    }

    /**
     * Every place at which the code of a source line begins. A line without code stands for the
     * next that has some.
     *
     * @param file a source file, by any suffix of its path that is made of whole names
     * @param line counted from 1
     */
    record AtLine(String file, int line) implements BreakpointSpec {
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
    record AtAddress(long address) implements BreakpointSpec {
        @Override
        public String describe() {
            return "0x" + Long.toHexString(address);
        }
    }
}
