package dev.framescope.ide.ui.views.symbols;

import dev.framescope.ide.ui.views.text.ClipboardText;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IMemento;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table whose rows may have remarks below them. UI thread only. */
final class RowTree {
    private static final String WIDTH = "width";

    private final Tree tree;
    private Optional<List<String>> selected = Optional.empty();

    /**
     * @param widths of the columns, in points
     */
    RowTree(Composite parent, List<String> columns, int[] widths) {
        tree = new Tree(parent, SWT.FULL_SELECTION | SWT.SINGLE);
        tree.setHeaderVisible(true);
        for (int i = 0; i < columns.size(); i++) {
            TreeColumn column = new TreeColumn(tree, SWT.NONE);
            column.setText(columns.get(i));
            column.setWidth(widths[i]);
            column.setMoveable(true);
        }
    }

    Tree control() {
        return tree;
    }

    /** Takes all rows away; what is selected will be so again if it comes back. */
    void clear() {
        tree.setRedraw(false);
        selected = Arrays.stream(tree.getSelection()).findFirst().map(item -> texts(item));
        tree.removeAll();
    }

    /** Adds a row, with remarks below it. */
    void add(Object row, List<String> cells, List<String> remarks) {
        TreeItem item = new TreeItem(tree, SWT.NONE);
        item.setText(cells.toArray(String[]::new));
        item.setData(row);
        for (String remark : remarks) {
            TreeItem below = new TreeItem(item, SWT.NONE);
            below.setText(remark);
            below.setData(row);
        }
        item.setExpanded(!remarks.isEmpty());
        if (selected.filter(texts -> texts.getFirst().equals(cells.getFirst())).isPresent()) {
            tree.setSelection(item);
        }
    }

    /** All rows are there. */
    void done(String ifEmpty) {
        if (tree.getItemCount() == 0) {
            new TreeItem(tree, SWT.NONE).setText(ifEmpty);
        }
        tree.setRedraw(true);
    }

    /** The row that is selected, if it is of a type. */
    <T> Optional<T> selection(Class<T> type) {
        return Arrays.stream(tree.getSelection())
                .findFirst()
                .map(TreeItem::getData)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** Puts the selected row on the clipboard, its cells with tabs between them. */
    void copy() {
        String text =
                Arrays.stream(tree.getSelection())
                        .map(item -> String.join("\t", texts(item)))
                        .collect(Collectors.joining("\n"));
        ClipboardText.copy(tree.getDisplay(), text);
    }

    private List<String> texts(TreeItem item) {
        return IntStream.range(0, tree.getColumnCount()).mapToObj(item::getText).toList();
    }

    void save(IMemento memento, String name) {
        IMemento child = memento.createChild(name);
        for (int i = 0; i < tree.getColumnCount(); i++) {
            child.putInteger(WIDTH + i, tree.getColumn(i).getWidth());
        }
    }

    void restore(IMemento memento, String name) {
        IMemento child = memento == null ? null : memento.getChild(name);
        for (int i = 0; child != null && i < tree.getColumnCount(); i++) {
            Integer width = child.getInteger(WIDTH + i);
            if (width != null) {
                tree.getColumn(i).setWidth(width);
            }
        }
    }
}
