package dev.framescope.ide.core.serial;

/** Leaves escape sequences out of text that comes in pieces. Used by one thread at a time. */
public final class PlainText {
    private final StringBuilder text = new StringBuilder();
    private final EscapeParser parser =
            new EscapeParser(
                    new EscapeParser.Handler() {
                        @Override
                        public void character(char value) {
                            text.append(value);
                        }

                        @Override
                        public void sequence(String whole) {
                            // colours and cursor movements say nothing in plain text
                        }
                    });

    /** The next piece without its escape sequences. */
    public String strip(String piece) {
        parser.accept(piece);
        String stripped = text.toString();
        text.setLength(0);
        return stripped;
    }
}
