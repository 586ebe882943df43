package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.ide.ui.views.theme.Fonts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tree of {@link TreeNode}s that fills in a row when it becomes visible, and keeps what is
 * expanded and selected from one model to the next. UI thread only.
 */
final class VirtualTree {
    private static final int MOST_ROWS_AT_FIRST = 60;

    private final Tree tree;
    private List<TreeNode> roots = List.of();
    private final Map<Long, Set<String>> expandedBySpace = new HashMap<>();
    private Set<String> expanded = new HashSet<>();
    private String selected = "";
    private boolean refilling;

    /**
     * @param follow called with what a row points to when the reader selects it
     */
    VirtualTree(Composite parent, List<String> columns, Consumer<RichText.Target> follow) {
        tree = new Tree(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI);
        tree.setHeaderVisible(true);
        tree.setFont(Fonts.smallerText(tree));
        for (String column : columns) {
            new TreeColumn(tree, SWT.NONE).setText(column);
        }
        tree.addListener(SWT.SetData, this::fill);
        tree.addListener(SWT.Expand, e -> expanded.add(pathOf((TreeItem) e.item)));
        tree.addListener(SWT.Collapse, e -> expanded.remove(pathOf((TreeItem) e.item)));
        tree.addListener(
                SWT.Selection,
                e -> {
                    if (!refilling && e.item != null) {
                        selected = pathOf((TreeItem) e.item);
                        nodeOf((TreeItem) e.item).target().ifPresent(follow);
                    }
                });
    }

    Tree control() {
        return tree;
    }

    /** Sets the columns' widths in points. */
    void setWidths(int... widths) {
        for (int i = 0; i < widths.length; i++) {
            tree.getColumn(i).setWidth(widths[i]);
        }
    }

    /**
     * Shows other rows; those known by their keys stay expanded and selected.
     *
     * @param space tells address spaces from each other, each has its own expanded rows
     */
    void show(long space, List<TreeNode> newRoots) {
        boolean first = !expandedBySpace.containsKey(space);
        expanded = expandedBySpace.computeIfAbsent(space, key -> new HashSet<>());
        roots = newRoots;
        refilling = true;
        tree.setRedraw(false);
        tree.removeAll();
        tree.setItemCount(roots.size());
        if (first) {
            expandTables(newRoots);
        }
        for (int i = 0; i < roots.size(); i++) {
            restore(tree.getItem(i), roots.get(i), roots.get(i).key());
        }
        tree.setRedraw(true);
        refilling = false;
    }

    /** Expands tables, the upper ones first, as long as the rows are not too many. */
    private void expandTables(List<TreeNode> top) {
        int rows = top.size();
        Map<String, TreeNode> level = new LinkedHashMap<>();
        top.forEach(node -> level.put(node.key(), node));
        while (!level.isEmpty()) {
            Map<String, TreeNode> next = new LinkedHashMap<>();
            for (Map.Entry<String, TreeNode> entry : level.entrySet()) {
                List<TreeNode> children = entry.getValue().children();
                rows += children.size();
                if (rows > MOST_ROWS_AT_FIRST) {
                    return;
                }
                if (entry.getValue().isTable() && !children.isEmpty()) {
                    expanded.add(entry.getKey());
                    children.forEach(c -> next.put(entry.getKey() + "/" + c.key(), c));
                }
            }
            level.clear();
            level.putAll(next);
        }
    }

    private void restore(TreeItem item, TreeNode node, String path) {
        if (path.equals(selected)) {
            tree.setSelection(item);
        }
        if (!expanded.contains(path)) {
            return;
        }
        item.setItemCount(node.children().size());
        item.setExpanded(true);
        for (int i = 0; i < node.children().size(); i++) {
            TreeNode child = node.children().get(i);
            String childPath = path + "/" + child.key();
            if (expanded.contains(childPath) || childPath.equals(selected)) {
                restore(item.getItem(i), child, childPath);
            }
        }
    }

    private void fill(Event e) {
        TreeItem item = (TreeItem) e.item;
        TreeItem parent = item.getParentItem();
        List<TreeNode> siblings = parent == null ? roots : nodeOf(parent).children();
        int index = parent == null ? tree.indexOf(item) : parent.indexOf(item);
        TreeNode node = siblings.get(index);
        item.setData(node);
        // GTK's trees do not hand their font down to virtual items.
        item.setFont(tree.getFont());
        item.setText(node.cells().toArray(String[]::new));
        item.setItemCount(node.children().size());
    }

    private static TreeNode nodeOf(TreeItem item) {
        if (item.getData() == null) {
            item.getText();
        }
        return (TreeNode) item.getData();
    }

    private static String pathOf(TreeItem item) {
        TreeItem parent = item.getParentItem();
        String key = nodeOf(item).key();
        return parent == null ? key : pathOf(parent) + "/" + key;
    }

    /** The selected rows as text, cells separated by tabs. */
    String selectedText() {
        return Stream.of(tree.getSelection())
                .map(item -> String.join("\t", nodeOf(item).cells()))
                .collect(Collectors.joining("\n"));
    }
}
