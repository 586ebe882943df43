package dev.framescope.debugger;

/** Which accesses a watchpoint stops at. */
public enum WatchMode {
    /** Every read. */
    READ("read"),
    /** Every write, of whatever value. */
    WRITE("write"),
    /** Writes after which memory is another than before. */
    CHANGE("change"),
    /** Reads and writes. */
    ACCESS("access");

    private final String text;

    WatchMode(String text) {
        this.text = text;
    }

    /** As a person writes it. */
    public String text() {
        return text;
    }
}
