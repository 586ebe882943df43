package dev.framescope.ide.ui.views.text;

import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.ide.ui.views.theme.Colors;
import dev.framescope.ide.ui.views.theme.Fonts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows a {@link RichText}; the reader can select, copy and follow links. UI thread only. */
public final class RichTextPane {
    private static final int MARGIN = 4;
    private static final int ERROR = 0xd55e00;

    private final StyledText widget;
    private final Consumer<RichText.Target> follow;
    private final Font code;
    private RichText shown = RichText.EMPTY;

    /** The theme that the shown text's colours are for. */
    private GridTheme theme;

    /**
     * @param follow called when the reader clicks a link
     */
    public RichTextPane(Composite parent, int style, Consumer<RichText.Target> follow) {
        this.follow = follow;
        widget = new StyledText(parent, style | SWT.READ_ONLY | SWT.MULTI);
        widget.setFont(Fonts.smaller(widget));
        code = Fonts.smallerText(widget);
        theme = Colors.themeOf(widget);
        widget.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        widget.setAlwaysShowScrollBars(false);
        widget.setCaret(null);
        widget.addListener(SWT.Paint, e -> followTheme());
        widget.addListener(SWT.MouseUp, this::clicked);
        widget.addListener(SWT.MouseMove, e -> showCursor(linkAt(e).isPresent()));
    }

    public StyledText control() {
        return widget;
    }

    /** Shows another text; the scroll position stays if only details have changed. */
    public void show(RichText text) {
        if (text.runs().equals(shown.runs())) {
            return;
        }
        shown = text;
        int top = widget.getTopPixel();
        widget.setRedraw(false);
        widget.setText(text.plain());
        widget.setStyleRanges(ranges(text).toArray(StyleRange[]::new));
        widget.setTopPixel(top);
        widget.setRedraw(true);
    }

    /** Copies what the reader has selected in it; returns whether there is such a selection. */
    public boolean copySelection() {
        if (!widget.isFocusControl() || widget.getSelectionCount() == 0) {
            return false;
        }
        widget.copy();
        return true;
    }

    public RichText shown() {
        return shown;
    }

    /** Colours the text anew when the workbench has given the widget other colours. */
    private void followTheme() {
        if (!Colors.themeOf(widget).equals(theme)) {
            widget.setStyleRanges(ranges(shown).toArray(StyleRange[]::new));
        }
    }

    private List<StyleRange> ranges(RichText text) {
        List<StyleRange> ranges = new ArrayList<>();
        theme = Colors.themeOf(widget);
        int offset = 0;
        for (RichText.Run run : text.runs()) {
            StyleRange range = new StyleRange();
            range.start = offset;
            range.length = run.text().length();
            switch (run.style()) {
                case BOLD -> range.fontStyle = SWT.BOLD;
                case DIM -> range.foreground = Colors.of(theme.dim());
                case CODE -> range.font = code;
                case ERROR -> range.foreground = Colors.of(ERROR);
                case PLAIN -> {
                    // As the widget is.
                }
            }
            if (run.link().isPresent()) {
                range.underline = true;
                range.underlineStyle = SWT.UNDERLINE_LINK;
            }
            ranges.add(range);
            offset += range.length;
        }
        return ranges;
    }

    private void clicked(Event e) {
        if (e.button == 1 && widget.getSelectionCount() == 0) {
            linkAt(e).ifPresent(follow);
        }
    }

    private Optional<RichText.Target> linkAt(Event e) {
        int offset = widget.getOffsetAtPoint(new Point(e.x, e.y));
        for (RichText.Run run : shown.runs()) {
            if (offset >= 0 && offset < run.text().length()) {
                return run.link();
            }
            offset -= run.text().length();
        }
        return Optional.empty();
    }

    private void showCursor(boolean link) {
        widget.setCursor(link ? widget.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
    }
}
