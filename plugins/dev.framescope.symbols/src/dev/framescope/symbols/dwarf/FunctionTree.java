package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The blocks of a function: lexical blocks and inlined functions with their code and variables
 * (DWARF 5, sections 3.3.8 and 3.5), and its calls (section 3.4). Not changed once it is read.
 */
final class FunctionTree {

    /** What the range lists of one function may cost. */
    private static final int BUDGET = 1 << 22;

    private final Block root;
    private final List<Entry> calls = new ArrayList<>();
    private final Budget budget = new Budget(BUDGET);

    /**
     * A block.
     *
     * @param entry of the function, lexical block or inlined function
     * @param depth of the entry below the function's
     * @param ranges of its code
     * @param variables entries of its variables and parameters, in the order of the file
     * @param blocks directly inside that have code
     */
    record Block(
            Entry entry,
            int depth,
            List<AddressRange> ranges,
            List<Entry> variables,
            List<Block> blocks) {

        Block(Entry entry, int depth, List<AddressRange> ranges) {
            this(entry, depth, ranges, new ArrayList<>(), new ArrayList<>());
        }

        /** Whether another function was inlined here. */
        boolean inlined() {
            return entry.tag() == Tag.INLINED_SUBROUTINE;
        }

        boolean contains(long address) {
            return ranges.stream().anyMatch(range -> range.contains(address));
        }
    }

    private FunctionTree(Block root) {
        this.root = root;
    }

    /** Reads a function from its entry, which has code. */
    static FunctionTree read(Entry function) throws SymbolException {
        Budget budget = new Budget(BUDGET);
        List<AddressRange> ranges = function.unit().ranges(function.die(), budget);
        FunctionTree tree = new FunctionTree(new Block(function, 0, ranges));
        tree.walk(function);
        return tree;
    }

    private void walk(Entry function) throws SymbolException {
        Deque<Block> open = new ArrayDeque<>();
        open.push(root);
        DieCursor cursor = function.unit().entries(function.die().offset());
        cursor.next();
        while (cursor.next() && cursor.depth() > 0) {
            while (open.peek().depth >= cursor.depth()) {
                open.pop();
            }
            visit(function.unit(), cursor, open);
        }
    }

    private void visit(CompilationUnit unit, DieCursor cursor, Deque<Block> open)
            throws SymbolException {
        switch (cursor.abbreviation().tag()) {
            case Tag.FORMAL_PARAMETER, Tag.VARIABLE -> {
                open.peek().variables.add(new Entry(unit, cursor.read()));
                cursor.skipChildren();
            }
            case Tag.LEXICAL_BLOCK,
                    Tag.TRY_BLOCK,
                    Tag.CATCH_BLOCK,
                    Tag.WITH_STATEMENT,
                    Tag.INLINED_SUBROUTINE ->
                    openBlock(new Entry(unit, cursor.read()), cursor.depth(), open);
            case Tag.CALL_SITE, Tag.GNU_CALL_SITE -> {
                calls.add(new Entry(unit, cursor.read()));
                cursor.skipChildren();
            }
            case Tag.GNU_FORMAL_PARAMETER_PACK -> {
                // its parameters are the block's
            }
            default -> cursor.skipChildren();
        }
    }

    private void openBlock(Entry entry, int depth, Deque<Block> open) throws SymbolException {
        boolean placed = entry.has(Attribute.LOW_PC) || entry.has(Attribute.RANGES);
        if (!placed && entry.tag() != Tag.INLINED_SUBROUTINE) {
            return; // what is inside belongs to the block around
        }
        Block block = new Block(entry, depth, entry.unit().ranges(entry.die(), budget));
        if (!block.ranges.isEmpty()) {
            open.peek().blocks.add(block);
        }
        open.push(block);
    }

    /** The blocks around an instruction of the function, from the function to the innermost. */
    List<Block> blocksAt(long address) {
        List<Block> path = new ArrayList<>();
        Block at = root;
        while (at != null) {
            path.add(at);
            Block inner = null;
            for (Block block : at.blocks) {
                if (inner == null && block.contains(address)) {
                    inner = block;
                }
            }
            at = inner;
        }
        return path;
    }

    /** The function itself. */
    Block root() {
        return root;
    }

    /** The calls in the function that the file describes. */
    List<Entry> calls() {
        return calls;
    }
}
