package dev.framescope.ide.ui.breakpoints;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The kinds of breakpoints that are added by a dialog. */
enum BreakpointKind {
    FUNCTION(
            "function",
            "Kernel Function Breakpoint",
            "Every kernel that is debugged stops in functions of this name, before paging is on"
                    + " and after, and wherever they are inlined.",
            FunctionFields::new,
            true),
    ADDRESS(
            "address",
            "Kernel Address Breakpoint",
            "Every kernel that is debugged stops before the instruction at this address.",
            AddressFields::new,
            true),
    WATCHPOINT(
            "watchpoint",
            "Kernel Watchpoint",
            "Every kernel that is debugged stops after an access to this memory, by whatever"
                    + " mapping or device it comes.",
            WatchFields::new,
            false),
    EVENT(
            "event",
            "Kernel Trap or Event Stop",
            "Every kernel that is debugged stops when this happens on a hart.",
            EventFields::new,
            false),
    FRAME(
            "frame",
            "Kernel Page Frame Stop",
            "Every kernel that is debugged stops when its frame allocator hands out this page"
                    + " frame, or takes it back.",
            FrameFields::new,
            false);

    private final String id;
    private final String title;
    private final String prompt;
    private final Supplier<SpecFields> fields;
    private final boolean code;

    BreakpointKind(
            String id, String title, String prompt, Supplier<SpecFields> fields, boolean code) {
        this.id = id;
        this.title = title;
        this.prompt = prompt;
        this.fields = fields;
        this.code = code;
    }

    /** The kind that the command's parameter names. */
    static Optional<BreakpointKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String prompt() {
        return prompt;
    }

    SpecFields newFields() {
        return fields.get();
    }

    boolean isCode() {
        return code;
    }
}
