package io.github.cspmalert.notify.internal.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What loops and the functions on lists run over. */
final class Sequences {

    private Sequences() {}

    /** {@return the items of a list, the keys of a map, the characters of a text, or null if it is none of these} */
    static @Nullable List<?> of(@Nullable Object value, Rendering rendering) {
        if (value instanceof List<?> list) {
            return list;
        } else if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        } else if (Values.isText(value)) {
            return characters(String.valueOf(value), rendering);
        }
        return null;
    }

    private static List<?> characters(String text, Rendering rendering) {
        rendering.checkItems(text.length());
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    /** {@return the entries of the map as lists of two} */
    static List<@Nullable Object> pairs(Map<?, ?> map) {
        List<@Nullable Object> pairs = new ArrayList<>(map.size());
        map.forEach((key, value) -> pairs.add(Arrays.asList(key, value)));
        return pairs;
    }
}
