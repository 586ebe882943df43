package dev.framescope.ide.ui.editor.syntax;

import dev.framescope.ide.ui.views.theme.Colors;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;

/** Colours an editor of one language, in the colours that fit its background as it is now. */
public abstract class SyntaxReconciler extends PresentationReconciler {
    private SyntaxPalette palette = SyntaxPalette.LIGHT;

    SyntaxReconciler(Language language) {
        SyntaxColoring coloring = new SyntaxColoring(language, () -> palette);
        setDamager(coloring, IDocument.DEFAULT_CONTENT_TYPE);
        setRepairer(coloring, IDocument.DEFAULT_CONTENT_TYPE);
    }

    @Override
    public void install(ITextViewer viewer) {
        StyledText widget = viewer.getTextWidget();
        palette = paletteOf(widget);
        widget.addListener(SWT.Paint, event -> followTheme(viewer, widget));
        super.install(viewer);
    }

    private void followTheme(ITextViewer viewer, StyledText widget) {
        SyntaxPalette now = paletteOf(widget);
        if (now != palette) {
            palette = now;
            // Not while the widget paints.
            widget.getDisplay()
                    .asyncExec(
                            () -> {
                                if (!widget.isDisposed()) {
                                    viewer.invalidateTextPresentation();
                                }
                            });
        }
    }

    private static SyntaxPalette paletteOf(StyledText widget) {
        return SyntaxPalette.on(Colors.toInt(widget.getBackground()));
    }

    /** C, C++ and their headers. */
    public static final class C extends SyntaxReconciler {
        public C() {
            super(Language.C);
        }
    }

    /** Rust. */
    public static final class Rust extends SyntaxReconciler {
        public Rust() {
            super(Language.RUST);
        }
    }

    /** RISC-V assembly. */
    public static final class Assembly extends SyntaxReconciler {
        public Assembly() {
            super(Language.ASSEMBLY);
        }
    }

    /** GNU ld's scripts. */
    public static final class LinkerScript extends SyntaxReconciler {
        public LinkerScript() {
            super(Language.LINKER_SCRIPT);
        }
    }
}
