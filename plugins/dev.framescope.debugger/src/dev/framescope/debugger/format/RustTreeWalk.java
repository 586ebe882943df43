package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the first entries of a B-tree of Rust's standard library. Its nodes are {@code LeafNode}s
 * with {@code len} keys and values; those that are not leaves begin an {@code InternalNode}, with
 * the {@code edges} to one child more than there are keys. Used once.
 */
final class RustTreeWalk {
    /** How many entries are read. */
    private static final int MAX_ENTRIES = 256;

    /** With six children a node at least, a tree of all memory is less high. */
    private static final int MAX_HEIGHT = 24;

    private static final int MAX_DEPTH = 8;

    private final ValueFrame frame;
    private final boolean isSet;
    private final List<Presentation.Entry> entries = new ArrayList<>();

    RustTreeWalk(ValueFrame frame, boolean isSet) {
        this.frame = frame;
        this.isSet = isSet;
    }

    /** What has been read, in the tree's order. */
    List<Presentation.Entry> entries() {
        return entries;
    }

    /** Whether a tree that says it has so many entries can be what has been read. */
    boolean isPossible(long total) {
        return entries.size() == Math.min(total, MAX_ENTRIES);
    }

    /**
     * Reads a tree.
     *
     * @param root a {@code NodeRef}
     * @return false if it is not built as it is here, or broken
     */
    boolean run(Value root) throws ValueException {
        Optional<Value> height = FatPointers.member(root, "height");
        Optional<Value> pointer =
                FatPointers.member(root, "node").flatMap(FatPointers::firstPointer);
        if (height.isEmpty() || pointer.isEmpty()) {
            return false;
        }
        Type leaf = Types.strip(((PointerType) pointer.get().stripped()).target());
        Optional<Type> internal =
                FatPointers.member(leaf, "parent").flatMap(parent -> pointed(parent.type(), 0));
        long levels = height.get().number(frame);
        if (internal.isEmpty() || levels < 0 || levels > MAX_HEIGHT) {
            return false;
        }
        return node(pointer.get().target(frame, leaf), internal.get(), levels);
    }

    /** What the first pointer in a type points to. */
    private static Optional<Type> pointed(Type type, int depth) {
        Type stripped = Types.strip(type);
        if (stripped instanceof PointerType pointer) {
            return Optional.of(Types.strip(pointer.target()));
        }
        if (!(stripped instanceof CompositeType composite) || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        List<Member> members = new ArrayList<>(composite.members());
        if (composite.variants().isPresent()) {
            for (Variant variant : composite.variants().get().variants()) {
                members.addAll(variant.members());
            }
        }
        return members.stream()
                .flatMap(member -> pointed(member.type(), depth + 1).stream())
                .findFirst();
    }

    private boolean node(Value leaf, Type internal, long height) throws ValueException {
        Optional<Value> length = FatPointers.member(leaf, "len");
        Optional<Value> keys = FatPointers.member(leaf, "keys");
        Optional<Value> values = FatPointers.member(leaf, "vals");
        if (length.isEmpty()
                || !(leaf.stripped() instanceof CompositeType type)
                || type.arguments().size() < 2
                || capacity(keys) == 0
                || capacity(keys) != capacity(values)) {
            return false;
        }
        long count = length.get().number(frame);
        boolean isRight = count <= capacity(keys);
        for (int i = 0; isRight && i < count && !isEnough(); i++) {
            isRight = child(leaf, internal, height, i);
            if (!isEnough()) {
                Value key = element(keys.get(), i, type.arguments().get(0).type());
                Value value = element(values.get(), i, type.arguments().get(1).type());
                entries.add(
                        new Presentation.Entry(key, isSet ? Optional.empty() : Optional.of(value)));
            }
        }
        return isRight && (isEnough() || child(leaf, internal, height, (int) count));
    }

    private boolean isEnough() {
        return entries.size() >= MAX_ENTRIES;
    }

    private static long capacity(Optional<Value> array) {
        return array.isPresent() && array.get().stripped() instanceof ArrayType type
                ? type.count().orElse(0)
                : 0;
    }

    private static Value element(Value array, int index, Type type) {
        long stride = ((ArrayType) array.stripped()).stride();
        return array.part(index * stride, type);
    }

    /** Reads what is below an edge; a leaf has nothing there. */
    private boolean child(Value leaf, Type internal, long height, int edge) throws ValueException {
        if (height == 0) {
            return true;
        }
        Optional<Member> data = FatPointers.member(internal, "data");
        Optional<Member> edges = FatPointers.member(internal, "edges");
        if (data.isEmpty()
                || edges.isEmpty()
                || !(Types.strip(edges.get().type()) instanceof ArrayType array)
                || edge >= array.count().orElse(0)
                || !(leaf.storage() instanceof Storage.Memory memory)) {
            return false;
        }
        long offset = edges.get().offset() - data.get().offset() + edge * array.stride();
        Value pointer = Value.of(RustCells.WORD, memory.part(offset)).withTargets(memory.space());
        return node(pointer.target(frame, leaf.type()), internal, height - 1);
    }
}
