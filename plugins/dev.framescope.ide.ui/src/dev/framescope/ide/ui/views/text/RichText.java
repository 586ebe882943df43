package dev.framescope.ide.ui.views.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Text with a few styles and links, without SWT. Immutable. */
public final class RichText {
    public static final RichText EMPTY = new Builder().build();

    private final List<Run> runs;

    private RichText(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /** How a run of characters looks. */
    public enum Style {
        PLAIN,
        BOLD,
        /** Of less weight than the rest. */
        DIM,
        /** In a font of fixed width. */
        CODE,
        /** Something is wrong. */
        ERROR
    }

    /** Where a link leads. */
    public sealed interface Target {
        /** A page frame, by physical page number. */
        record Frame(long ppn) implements Target {}

        /** A virtual address in an address space. */
        record Virtual(long satp, long vaddr) implements Target {}
    }

    /** Characters of one style. */
    public record Run(String text, Style style, Optional<Target> link) {
        public Run {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(style, "style");
            Objects.requireNonNull(link, "link");
        }
    }

    public List<Run> runs() {
        return runs;
    }

    /** The characters alone. */
    public String plain() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    /** A text of one plain run. */
    public static RichText of(String text) {
        return new Builder().plain(text).build();
    }

    /** Collects runs. */
    public static final class Builder {
        private final List<Run> runs = new ArrayList<>();

        public Builder plain(String text) {
            return add(text, Style.PLAIN);
        }

        public Builder bold(String text) {
            return add(text, Style.BOLD);
        }

        public Builder dim(String text) {
            return add(text, Style.DIM);
        }

        public Builder code(String text) {
            return add(text, Style.CODE);
        }

        public Builder error(String text) {
            return add(text, Style.ERROR);
        }

        public Builder link(String text, Target target) {
            runs.add(new Run(text, Style.CODE, Optional.of(target)));
            return this;
        }

        public Builder line() {
            return plain("\n");
        }

        public RichText build() {
            return new RichText(runs);
        }

        private Builder add(String text, Style style) {
            runs.add(new Run(text, style, Optional.empty()));
            return this;
        }
    }
}
