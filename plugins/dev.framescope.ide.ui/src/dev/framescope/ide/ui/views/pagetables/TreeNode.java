package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.text.RichText;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A row of the tree of page tables. Its children are made when somebody asks for them. UI thread
 * only.
 */
final class TreeNode {
    private final String key;
    private final List<String> cells;
    private final Optional<RichText.Target> target;
    private final boolean table;
    private final Supplier<List<TreeNode>> maker;
    private List<TreeNode> children;

    /**
     * @param key tells the row from its siblings, from stop to stop
     * @param cells a text for each column
     * @param target what the row points to
     * @param table whether the row is an entry that points to a table
     * @param maker makes the children
     */
    TreeNode(
            String key,
            List<String> cells,
            Optional<RichText.Target> target,
            boolean table,
            Supplier<List<TreeNode>> maker) {
        this.key = key;
        this.cells = List.copyOf(cells);
        this.target = target;
        this.table = table;
        this.maker = maker;
    }

    String key() {
        return key;
    }

    List<String> cells() {
        return cells;
    }

    Optional<RichText.Target> target() {
        return target;
    }

    boolean isTable() {
        return table;
    }

    List<TreeNode> children() {
        if (children == null) {
            children = List.copyOf(maker.get());
        }
        return children;
    }
}
