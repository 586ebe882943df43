package dev.framescope.symbols.type;

import java.util.List;
import java.util.Optional;

/**
 * The alternatives of an enum with data (DWARF 5, section 5.7.10).
 *
 * @param discriminant the member whose value says which variant there is; empty if there is one
 *     only. It may share its place with a variant's members (Rust's niches).
 * @param variants in the order of the source
 */
public record VariantPart(Optional<Member> discriminant, List<Variant> variants) {

    /** Takes a copy of the list. */
    public VariantPart {
        variants = List.copyOf(variants);
    }

    /**
     * The variant that a value of the discriminant selects: the one that names it, else the one
     * that takes all others.
     *
     * @param value the discriminant's bytes as a number; bits beyond its size do not matter
     */
    public Optional<Variant> select(long value) {
        if (discriminant.isEmpty()) {
            return variants.stream().findFirst();
        }
        int bits = (int) Math.min(Long.SIZE, discriminant.get().type().size() * Byte.SIZE);
        return variants.stream()
                .filter(variant -> variant.isSelectedBy(value, bits))
                .findFirst()
                .or(() -> variants.stream().filter(Variant::isDefault).findFirst());
    }
}
