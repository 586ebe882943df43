package dev.framescope.ide.ui.views.disassembly;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationPresentation;
import org.eclipse.jface.text.source.ImageUtilities;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;

/** A picture in the ruler beside a row: a breakpoint, or where a stack frame stands. */
final class RowMark extends Annotation implements IAnnotationPresentation {
    /** What a mark says; later ones are painted above earlier ones. */
    enum Kind {
        BREAKPOINT(IDebugUIConstants.IMG_OBJS_BREAKPOINT),
        DISABLED_BREAKPOINT(IDebugUIConstants.IMG_OBJS_BREAKPOINT_DISABLED),
        /** The instruction that a caller goes on with. */
        CALLER(IDebugUIConstants.IMG_OBJS_INSTRUCTION_POINTER),
        /** The instruction that the hart executes next. */
        CURRENT(IDebugUIConstants.IMG_OBJS_INSTRUCTION_POINTER_TOP);

        private final String image;

        Kind(String image) {
            this.image = image;
        }

        boolean isFrame() {
            return this == CALLER || this == CURRENT;
        }
    }

    private final Kind kind;

    /**
     * @param text what the ruler's tool tip says
     */
    RowMark(Kind kind, String text) {
        super("dev.framescope.ide.ui.disassembly." + kind, false, text);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    @Override
    public int getLayer() {
        return DEFAULT_LAYER + 1 + kind.ordinal();
    }

    @Override
    public void paint(GC gc, Canvas canvas, Rectangle bounds) {
        ImageUtilities.drawImage(
                DebugUITools.getImage(kind.image), gc, canvas, bounds, SWT.CENTER, SWT.TOP);
    }
}
