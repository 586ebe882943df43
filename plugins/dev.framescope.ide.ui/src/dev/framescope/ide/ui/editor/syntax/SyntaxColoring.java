package dev.framescope.ide.ui.editor.syntax;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITypedRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.TextPresentation;
import org.eclipse.jface.text.presentation.IPresentationDamager;
import org.eclipse.jface.text.presentation.IPresentationRepairer;
import org.eclipse.swt.custom.StyleRange;

import java.util.function.Supplier;

/** Colours a document of one language, and after a change only what the change can have reached. */
final class SyntaxColoring implements IPresentationDamager, IPresentationRepairer {
    private final Language usual;
    private final Supplier<SyntaxPalette> palette;
    private Language language;
    private LineStates states;
    private IDocument document;

    /**
     * @param usual the language of a document that does not tell its own
     * @param palette gives the colours that fit the editor's background
     */
    SyntaxColoring(Language usual, Supplier<SyntaxPalette> palette) {
        this.usual = usual;
        this.palette = palette;
        language = usual;
        states = new LineStates(language);
    }

    @Override
    public void setDocument(IDocument newDocument) {
        document = newDocument;
        if (document != null) {
            language = DocumentLanguage.of(document).orElse(usual);
            states = new LineStates(language);
            states.reset(document.getNumberOfLines(), this::line);
        }
    }

    @Override
    public IRegion getDamageRegion(
            ITypedRegion partition, DocumentEvent event, boolean partitioningChanged) {
        try {
            int inserted = event.getText() == null ? 0 : event.getText().length();
            int first = document.getLineOfOffset(event.getOffset());
            int added = document.getLineOfOffset(event.getOffset() + inserted) - first + 1;
            int removed = added - (document.getNumberOfLines() - states.lines());
            int end = states.replaced(first, removed, added, this::line);
            int start = document.getLineOffset(first);
            int last = document.getLineOffset(end - 1) + document.getLineLength(end - 1);
            return new Region(start, last - start);
        } catch (BadLocationException e) {
            ILog.of(getClass()).error("A change of the text cannot be coloured", e);
            return partition;
        }
    }

    @Override
    public void createPresentation(TextPresentation presentation, ITypedRegion damage) {
        try {
            int end = damage.getOffset() + damage.getLength();
            int at = damage.getOffset();
            int last = document.getLineOfOffset(end);
            for (int line = document.getLineOfOffset(at); line <= last; line++) {
                int start = document.getLineOffset(line);
                for (Token token : LineLexer.lex(language, line(line), states.at(line)).tokens()) {
                    int from = start + token.start();
                    if (from >= at && from + token.length() <= end) {
                        plain(presentation, at, from);
                        StyleRange range = palette.get().range(token.kind());
                        range.start = from;
                        range.length = token.length();
                        presentation.addStyleRange(range);
                        at = from + token.length();
                    }
                }
            }
            plain(presentation, at, end);
        } catch (BadLocationException e) {
            ILog.of(getClass()).error("The text cannot be coloured", e);
        }
    }

    /** What has no colour is told too: it may have had the background of a mark. */
    private static void plain(TextPresentation presentation, int start, int end) {
        if (end > start) {
            presentation.addStyleRange(new StyleRange(start, end - start, null, null));
        }
    }

    private String line(int number) {
        try {
            IRegion line = document.getLineInformation(number);
            return document.get(line.getOffset(), line.getLength());
        } catch (BadLocationException e) {
            throw new IllegalStateException("the document has no line " + number, e);
        }
    }
}
