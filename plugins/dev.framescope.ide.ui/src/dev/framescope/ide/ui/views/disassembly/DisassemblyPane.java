package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.ide.ui.views.theme.Colors;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.AnnotationModel;
import org.eclipse.jface.text.source.DefaultAnnotationHover;
import org.eclipse.jface.text.source.IAnnotationHover;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.text.source.SourceViewer;
import org.eclipse.jface.text.source.SourceViewerConfiguration;
import org.eclipse.jface.text.source.VerticalRuler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.LineBackgroundEvent;
import org.eclipse.swt.custom.LineStyleEvent;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.texteditor.DefaultMarkerAnnotationAccess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Shows a {@link DisassemblyPage} with a ruler beside it. UI thread only. */
final class DisassemblyPane {
    private static final int RULER_WIDTH = 16;

    /** The page is to grow when fewer rows than that are left beyond what is seen. */
    private static final int NEAR_END = 40;

    /** Rows that are left above one that is brought into sight. */
    private static final int ROWS_ABOVE = 8;

    private final SourceViewer viewer;
    private final VerticalRuler ruler;
    private final StyledText widget;
    private final AnnotationModel marks = new AnnotationModel();
    private final Listener listener;
    private RowColors colors;
    private Optional<DisassemblyPage> page = Optional.empty();

    /** The row of the selected frame, and whether that is the innermost. */
    private int frameRow = -1;

    private boolean innermost;

    /** What the reader does in the pane. */
    interface Listener {
        /** Follows what a row refers to. */
        void follow(DisassemblyRow row);

        /** Sets or removes a breakpoint. */
        void toggleBreakpoint(DisassemblyRow row);

        /** The reader has come near an end of the page. */
        void nearEnd(boolean above);
    }

    DisassemblyPane(Composite parent, Listener listener) {
        this.listener = listener;
        ruler = new VerticalRuler(RULER_WIDTH, new DefaultMarkerAnnotationAccess());
        viewer = new SourceViewer(parent, ruler, SWT.H_SCROLL | SWT.V_SCROLL | SWT.MULTI);
        viewer.configure(
                new SourceViewerConfiguration() {
                    @Override
                    public IAnnotationHover getAnnotationHover(ISourceViewer source) {
                        return new DefaultAnnotationHover();
                    }
                });
        viewer.setEditable(false);
        viewer.setDocument(new Document(), marks);
        viewer.showAnnotations(true);
        widget = viewer.getTextWidget();
        widget.setFont(JFaceResources.getTextFont());
        widget.setAlwaysShowScrollBars(false);
        colors = new RowColors(Colors.themeOf(widget));
        widget.addLineStyleListener(this::style);
        widget.addLineBackgroundListener(this::background);
        widget.addListener(SWT.Paint, e -> painted());
        widget.addListener(SWT.MouseUp, this::clicked);
        widget.addListener(SWT.MouseMove, e -> showCursor(linkAt(e).isPresent()));
        ruler.getControl().addListener(SWT.MouseDoubleClick, this::rulerDoubleClicked);
        widget.addListener(SWT.MouseDoubleClick, this::doubleClicked);
    }

    SourceViewer viewer() {
        return viewer;
    }

    /** The ruler, for its menu. */
    Control rulerControl() {
        return ruler.getControl();
    }

    StyledText widget() {
        return widget;
    }

    Optional<DisassemblyPage> page() {
        return page;
    }

    /** Shows another page; what was at the top stays there, if the new page has it too. */
    void show(DisassemblyPage next) {
        Optional<DisassemblyRow> top = rowAt(widget.getTopIndex());
        Optional<DisassemblyRow> selected = selectedRow();
        int pixels = widget.getTopPixel() - widget.getTopIndex() * widget.getLineHeight();
        String text = next.text();
        boolean changed = page.map(before -> !before.rows().equals(next.rows())).orElse(true);
        page = Optional.of(next);
        if (!changed) {
            return;
        }
        frameRow = -1;
        widget.setRedraw(false);
        try {
            marks.removeAllAnnotations();
            viewer.getDocument().set(text);
            selected.map(next::rowLike)
                    .filter(OptionalInt::isPresent)
                    .ifPresent(row -> select(row.getAsInt()));
            top.map(next::rowLike)
                    .filter(OptionalInt::isPresent)
                    .ifPresent(
                            row ->
                                    widget.setTopPixel(
                                            row.getAsInt() * widget.getLineHeight() + pixels));
        } finally {
            widget.setRedraw(true);
        }
    }

    /** Brings the instruction at an address into sight and puts the cursor there. */
    void reveal(long address) {
        OptionalInt row = page.map(p -> p.rowOf(address)).orElse(OptionalInt.empty());
        if (row.isEmpty()) {
            return;
        }
        int index = row.getAsInt();
        select(index);
        int height = Math.max(1, widget.getClientArea().height / widget.getLineHeight());
        int top = widget.getTopIndex();
        if (index < top || index >= top + height - 1) {
            widget.setTopIndex(Math.max(0, index - Math.min(ROWS_ABOVE, height / 3)));
        }
        widget.setHorizontalIndex(0);
    }

    private void select(int row) {
        widget.setSelection(widget.getOffsetAtLine(row));
    }

    /**
     * Puts marks beside rows, in place of those there are.
     *
     * @param byRow the marks by the row's number
     */
    void mark(Map<Integer, List<RowMark>> byRow) {
        Map<Annotation, Position> all = new HashMap<>();
        int before = frameRow;
        frameRow = -1;
        IDocument document = viewer.getDocument();
        for (Map.Entry<Integer, List<RowMark>> entry : byRow.entrySet()) {
            int row = entry.getKey();
            for (RowMark mark : entry.getValue()) {
                all.put(mark, position(document, row));
                if (mark.kind().isFrame()) {
                    frameRow = row;
                    innermost = mark.kind() == RowMark.Kind.CURRENT;
                }
            }
        }
        marks.replaceAnnotations(annotations(), all);
        redraw(before);
        redraw(frameRow);
    }

    private Annotation[] annotations() {
        List<Annotation> all = new ArrayList<>();
        marks.getAnnotationIterator().forEachRemaining(all::add);
        return all.toArray(Annotation[]::new);
    }

    private static Position position(IDocument document, int row) {
        try {
            return new Position(document.getLineOffset(row), document.getLineLength(row));
        } catch (BadLocationException e) {
            throw new IllegalStateException("row " + row + " is not in the page", e);
        }
    }

    private void redraw(int row) {
        if (row >= 0 && row < widget.getLineCount()) {
            int y = widget.getLinePixel(row);
            widget.redraw(0, y, widget.getClientArea().width, widget.getLineHeight(), false);
        }
    }

    /** The rows that marks of one kind stand beside; for tests. */
    List<Integer> rowsMarked(RowMark.Kind kind) {
        return Arrays.stream(annotations())
                .filter(mark -> ((RowMark) mark).kind() == kind)
                .map(mark -> widget.getLineAtOffset(marks.getPosition(mark).offset))
                .toList();
    }

    /** The row that the cursor is in. */
    Optional<DisassemblyRow> selectedRow() {
        return rowAt(widget.getLineAtOffset(widget.getCaretOffset()));
    }

    private Optional<DisassemblyRow> rowAt(int index) {
        return page.filter(p -> index >= 0 && index < p.rows().size())
                .map(p -> p.rows().get(index));
    }

    private void style(LineStyleEvent event) {
        Optional<DisassemblyRow> row = rowAt(widget.getLineAtOffset(event.lineOffset));
        event.styles =
                row.map(r -> r.runs().stream().map(run -> range(event, run)))
                        .map(ranges -> ranges.toArray(StyleRange[]::new))
                        .orElse(null);
    }

    private StyleRange range(LineStyleEvent event, DisassemblyRow.Run run) {
        StyleRange range = colors.range(run.style());
        range.start = event.lineOffset + run.start();
        range.length = run.length();
        return range;
    }

    private void background(LineBackgroundEvent event) {
        int index = widget.getLineAtOffset(event.lineOffset);
        if (index == frameRow) {
            event.lineBackground = Colors.of(colors.current(innermost));
        } else if (rowAt(index).filter(row -> row.sourceLine() > 0).isPresent()) {
            event.lineBackground = Colors.of(colors.source());
        }
    }

    /** Follows the theme, and asks for more rows where the reader comes to an end. */
    private void painted() {
        if (!Colors.themeOf(widget).equals(colors.theme())) {
            colors = new RowColors(Colors.themeOf(widget));
            widget.redraw();
        }
        if (page.isEmpty()) {
            return;
        }
        int top = widget.getTopIndex();
        int rows = widget.getClientArea().height / widget.getLineHeight();
        if (top < NEAR_END && !page.get().begins()) {
            listener.nearEnd(true);
        } else if (top + rows + NEAR_END > widget.getLineCount() && page.get().continues()) {
            listener.nearEnd(false);
        }
    }

    private void clicked(Event event) {
        if (event.button == 1 && widget.getSelectionCount() == 0) {
            linkAt(event).ifPresent(listener::follow);
        }
    }

    private Optional<DisassemblyRow> linkAt(Event event) {
        int offset = widget.getOffsetAtPoint(new Point(event.x, event.y));
        if (offset < 0) {
            return Optional.empty();
        }
        int index = widget.getLineAtOffset(offset);
        return rowAt(index).filter(row -> row.isLink(offset - widget.getOffsetAtLine(index)));
    }

    private void showCursor(boolean link) {
        widget.setCursor(link ? widget.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
    }

    private void rulerDoubleClicked(Event event) {
        rowAt(ruler.toDocumentLineNumber(event.y)).ifPresent(listener::toggleBreakpoint);
    }

    /** A double click before the instruction's text, where there is nothing to select. */
    private void doubleClicked(Event event) {
        int offset = widget.getOffsetAtPoint(new Point(event.x, event.y));
        if (offset < 0) {
            return;
        }
        int index = widget.getLineAtOffset(offset);
        rowAt(index)
                .filter(row -> isAddress(row, offset - widget.getOffsetAtLine(index)))
                .ifPresent(listener::toggleBreakpoint);
    }

    private static boolean isAddress(DisassemblyRow row, int offset) {
        return row.runs().stream()
                .filter(run -> run.style() == DisassemblyRow.Style.ADDRESS)
                .anyMatch(run -> offset <= run.start() + run.length());
    }
}
