package dev.framescope.symbols.dwarf;

import java.util.List;
import java.util.Map;

/**
 * The name of a type as a person types it.
 *
 * @param name without a keyword
 * @param keyword {@code struct}, {@code union}, {@code enum}, {@code class}, or empty
 */
record TypeQuery(String name, String keyword) {

    private static final Map<String, List<Integer>> TAGS =
            Map.of(
                    "struct", List.of(Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE),
                    "class", List.of(Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE),
                    "union", List.of(Tag.UNION_TYPE),
                    "enum", List.of(Tag.ENUMERATION_TYPE));

    static TypeQuery of(String text) {
        String words = text.strip().replaceAll("\\s+", " ");
        int space = words.indexOf(' ');
        if (space > 0 && TAGS.containsKey(words.substring(0, space))) {
            return new TypeQuery(words.substring(space + 1), words.substring(0, space));
        }
        return new TypeQuery(BaseTypeName.canonical(words), "");
    }

    /** The types of that name and kind, definitions first. */
    List<NamedEntry> find(NameIndex types) {
        List<NamedEntry> found = types.find(name);
        if (keyword.isEmpty()) {
            return found;
        }
        return found.stream().filter(e -> TAGS.get(keyword).contains(e.tag())).toList();
    }
}
