package io.github.cspmalert.delivery;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a template may use at some place, and those below them, as far as they are known. Immutable and
 * thread-safe.
 *
 * @param members the names that are known, and what is below each
 * @param complete whether there are no others
 * @param items what each item is, if this is a list, else null
 */
public record KnownNames(Map<String, KnownNames> members, boolean complete, @Nullable KnownNames items) {

    /** Nothing is known, so that no name is wrong. */
    public static final KnownNames ANYTHING = new KnownNames(Map.of(), false, null);

    /**
     * Copies the members.
     *
     * @param members the names that are known
     * @param complete whether there are no others
     * @param items what each item is
     */
    public KnownNames {
        members = Collections.unmodifiableMap(new HashMap<>(members));
    }

    /**
     * {@return a list}
     *
     * @param items what each of its items is
     */
    public static KnownNames listOf(KnownNames items) {
        return new KnownNames(Map.of(), false, items);
    }

    /**
     * {@return names below which anything may be}
     *
     * @param names the names
     * @param complete whether there are no others
     */
    public static KnownNames of(Iterable<String> names, boolean complete) {
        Map<String, KnownNames> members = new HashMap<>();
        names.forEach(name -> members.put(name, ANYTHING));
        return new KnownNames(members, complete, null);
    }
}
