package dev.framescope.ide.ui.views.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class OutputBacklogTest {
    private final OutputBacklog backlog = new OutputBacklog();

    @Test
    void handsOverWhatWasPrintedInOrder() throws InterruptedException {
        print("one ");
        print("two");
        backlog.close();

        OutputBacklog.Piece piece = backlog.take().orElseThrow();
        assertEquals("one two", text(piece));
        assertEquals(0, piece.skipped());
        assertTrue(backlog.take().isEmpty());
    }

    @Test
    void waitsForOutput() throws Exception {
        CompletableFuture<String> taken =
                CompletableFuture.supplyAsync(() -> text(takeOrFail().orElseThrow()));

        print("late");

        assertEquals("late", taken.get(1, TimeUnit.MINUTES));
    }

    @Test
    void tellsWhoWaitsOfTheEnd() throws Exception {
        CompletableFuture<Boolean> ended =
                CompletableFuture.supplyAsync(() -> takeOrFail().isEmpty());

        backlog.close();

        assertTrue(ended.get(1, TimeUnit.MINUTES));
    }

    @Test
    void keepsTheEndOfAFloodAndCountsTheRest() throws InterruptedException {
        byte[] flood = new byte[1000];
        for (int i = 0; i < 3 * OutputBacklog.LIMIT / 1000; i++) {
            backlog.append(flood);
        }
        print("end");
        long printed = 3L * OutputBacklog.LIMIT / 1000 * 1000 + 3;
        backlog.close();

        long skipped = 0;
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (Optional<OutputBacklog.Piece> next = backlog.take();
                next.isPresent();
                next = backlog.take()) {
            skipped += next.get().skipped();
            kept.writeBytes(next.get().bytes());
            assertTrue(next.get().bytes().length <= OutputBacklog.MAX_PIECE);
        }
        assertEquals(OutputBacklog.LIMIT, kept.size());
        assertEquals(printed, skipped + kept.size());
        assertTrue(kept.toString(StandardCharsets.UTF_8).endsWith("end"));
    }

    @Test
    void keepsTheEndOfAPieceLargerThanAll() throws InterruptedException {
        byte[] piece = new byte[OutputBacklog.LIMIT + 5];
        piece[piece.length - OutputBacklog.LIMIT] = 'x';

        backlog.append(piece);

        OutputBacklog.Piece first = backlog.take().orElseThrow();
        assertEquals(5, first.skipped());
        assertEquals('x', first.bytes()[0]);
    }

    @Test
    void tellsThePastFromWhatIsPrintedNow() throws InterruptedException {
        print("past");
        backlog.goLive();
        print("now");

        OutputBacklog.Piece past = backlog.take().orElseThrow();
        assertEquals("past", text(past));
        assertFalse(past.live());
        OutputBacklog.Piece now = backlog.take().orElseThrow();
        assertEquals("now", text(now));
        assertTrue(now.live());
    }

    private Optional<OutputBacklog.Piece> takeOrFail() {
        try {
            return backlog.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void print(String text) {
        backlog.append(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(OutputBacklog.Piece piece) {
        return new String(piece.bytes(), StandardCharsets.UTF_8);
    }
}
