package dev.framescope.cli.compare;

import dev.framescope.cli.UnusableInputException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs a program in two machines and tells where they part.
 *
 * @param one a machine
 * @param other another
 */
record Comparison(Runner one, Runner other) {
    private static final String MISSING = "(no more output)";

    /** Empty if all states are the same; otherwise what differs after which block, for a person. */
    Optional<String> difference(Program program)
            throws UnusableInputException, InterruptedException {
        Lines lines = run(program.image());
        Optional<Integer> line = lines.firstDifference();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        long from = (long) line.get() * Program.BLOCKS_PER_LINE;
        long to = Math.min(from + Program.BLOCKS_PER_LINE, program.blocksRun());
        Lines dump = run(program.imageWithDump(from, to)).records();
        int record = dump.firstDifference().orElse(-1);
        StringBuilder text = new StringBuilder();
        if (record < 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s: states differ after block %d at the latest, not in the records"
                                    + " of the blocks from %d on%n  %s: %s%n  %s: %s%n",
                            program.describe(),
                            to,
                            from,
                            one.name(),
                            at(lines.one, line.get()),
                            other.name(),
                            at(lines.other, line.get())));
        } else {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s: states differ after block %d%n",
                            program.describe(),
                            from + record));
            text.append(program.describeBlock(from + record));
            describeState(text, at(dump.one, record), at(dump.other, record));
        }
        return Optional.of(text.toString());
    }

    private void describeState(StringBuilder text, String mine, String others) {
        String[] left = mine.split(" ");
        String[] right = others.split(" ");
        text.append(String.format("  %-20s %16s %16s%n", "", one.name(), other.name()));
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            String a = i < left.length ? left[i] : "missing";
            String b = i < right.length ? right[i] : "missing";
            String mark = a.equals(b) ? "" : "  <-- differs";
            if (!mark.isEmpty() || i <= Slot.CSRS + Recorded.ALL.size() && !a.matches("0+")) {
                text.append(String.format("  %-20s %16s %16s%s%n", name(i), a, b, mark));
            }
        }
    }

    /** The name of a column of a dump. */
    private static String name(int column) {
        if (column == 0) {
            return "hash of the data";
        }
        int word = column - 1;
        if (word < Slot.RECORD) {
            return Slot.name(word);
        }
        word -= Slot.RECORD;
        if (word < PageTables.WINDOW_PAGES) {
            return "page-table entry " + word;
        }
        word -= PageTables.WINDOW_PAGES;
        return word < 3 * Slot.SUPERVISOR_LOGGED
                ? Slot.logName("S", word)
                : Slot.logName("M", word - 3 * Slot.SUPERVISOR_LOGGED);
    }

    /** What both have printed. */
    private record Lines(List<String> one, List<String> other) {
        /** The first line that differs. */
        Optional<Integer> firstDifference() {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                if (!at(one, i).equals(at(other, i))) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        /** Those that are not hashes only. */
        Lines records() {
            return new Lines(records(one), records(other));
        }

        private static List<String> records(List<String> lines) {
            return lines.stream().filter(line -> line.strip().indexOf(' ') > 0).toList();
        }
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : MISSING;
    }

    private Lines run(byte[] image) throws UnusableInputException, InterruptedException {
        CompletableFuture<List<String>> others =
                CompletableFuture.supplyAsync(() -> runOther(image));
        List<String> mine = new ArrayList<>(one.run(image));
        try {
            return new Lines(mine, others.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof Unusable unusable) {
                throw new UnusableInputException(unusable.getMessage());
            }
            throw e;
        }
    }

    /** An {@link UnusableInputException} on its way between threads. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    private List<String> runOther(byte[] image) {
        try {
            return other.run(image);
        } catch (UnusableInputException e) {
            throw new Unusable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unusable(e);
        }
    }
}
