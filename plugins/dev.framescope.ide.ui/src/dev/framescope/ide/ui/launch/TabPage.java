package dev.framescope.ide.ui.launch;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;

/**
 * The page of a launch tab: groups of controls below each other, scrolled where they do not fit.
 */
final class TabPage {
    private static final int MARGIN = 5;

    /** What fields ask for in pixels; they are as wide as there is room. */
    static final int FIELD_WIDTH = 90;

    private final ScrolledComposite scroll;
    private final Composite content;
    private final int columns;

    /**
     * @param columns of every group
     */
    TabPage(Composite parent, int columns) {
        this.columns = columns;
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL | SWT.H_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        content = new Composite(scroll, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(MARGIN, MARGIN).applyTo(content);
        scroll.setContent(content);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
    }

    /** What the tab shows. */
    Control control() {
        return scroll;
    }

    /** Adds a group. */
    Group group(String title) {
        Group group = new Group(content, SWT.NONE);
        group.setText(title);
        GridLayoutFactory.swtDefaults().numColumns(columns).margins(MARGIN, MARGIN).applyTo(group);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
        return group;
    }

    /** To be called when all controls are there. */
    void complete() {
        scroll.setMinSize(content.computeSize(SWT.DEFAULT, SWT.DEFAULT));
    }

    /** Lays a field out over some columns of its group. */
    static void fill(Control field, int columns) {
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .span(columns, 1)
                .hint(FIELD_WIDTH, SWT.DEFAULT)
                .applyTo(field);
    }
}
