package dev.framescope.ide.ui.views.terminal;

import dev.framescope.ide.core.serial.EscapeParser;
import dev.framescope.ide.core.serial.Utf8Pieces;

import java.nio.charset.StandardCharsets;

/**
 * Makes of what a guest prints what may be written to the terminal widget: whole characters, and
 * whole control sequences of a kind and size that a VT100 knows, whatever the guest prints. A line
 * feed without carriage return gets one, as from the host's terminal driver: small kernels print
 * line feeds only. Queries in output of the past are left out: the guest does not wait for their
 * answers any more. Used by one thread at a time.
 */
final class TerminalText {
    private static final String CONTROLS = "\u0007\b\t\n\r";

    /** Save and restore the cursor, reverse line feed, reset: {@code ESC} and a character. */
    private static final String SHORT_SEQUENCES = "78cM";

    private static final int MAX_PARAMETERS = 16;
    private static final int MAX_DIGITS = 4;
    private static final char STATUS_REPORT = 'n';

    private final Utf8Pieces characters = new Utf8Pieces();
    private final StringBuilder out = new StringBuilder();
    private final EscapeParser parser = new EscapeParser(new Handler());
    private boolean live;
    private char last;

    /** What to write for a piece of output. */
    byte[] convert(OutputBacklog.Piece piece) {
        live = piece.live();
        if (piece.skipped() > 0) {
            noteSkipped(piece.skipped());
        }
        parser.accept(characters.decode(piece.bytes()));
        return take();
    }

    /** What to write when the machine has ended. */
    byte[] end() {
        parser.abandon();
        parser.accept(characters.end());
        return take();
    }

    private void noteSkipped(long bytes) {
        characters.end();
        parser.abandon();
        out.append("\u001b[0m\r\n[").append(bytes).append(" bytes not shown]\r\n");
    }

    private byte[] take() {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        out.setLength(0);
        return bytes;
    }

    private final class Handler implements EscapeParser.Handler {
        @Override
        public void character(char value) {
            if (value == '\n' && last != '\r') {
                out.append('\r');
            }
            last = value;
            if (!Character.isISOControl(value) || CONTROLS.indexOf(value) >= 0) {
                out.append(value);
            }
        }

        @Override
        public void sequence(String whole) {
            boolean known =
                    whole.charAt(1) == '['
                            ? isControl(whole)
                            : whole.length() == 2 && SHORT_SEQUENCES.indexOf(whole.charAt(1)) >= 0;
            boolean query = whole.charAt(whole.length() - 1) == STATUS_REPORT;
            if (known && (live || !query)) {
                out.append(whole);
            }
        }
    }

    /** Whether it is {@code ESC [}, parameters, and what to do (ECMA-48, section 5.4). */
    private static boolean isControl(String whole) {
        int parameters = 1;
        int digits = 0;
        int start = whole.charAt(2) == '?' ? 3 : 2;
        for (int i = start; i < whole.length() - 1; i++) {
            char value = whole.charAt(i);
            if (value == ';' || value == ':') {
                parameters++;
                digits = 0;
            } else if (value >= '0' && value <= '9') {
                digits++;
            } else {
                return false;
            }
            if (digits > MAX_DIGITS || parameters > MAX_PARAMETERS) {
                return false;
            }
        }
        return true;
    }
}
