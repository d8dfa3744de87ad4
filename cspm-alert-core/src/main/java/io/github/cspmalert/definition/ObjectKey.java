package io.github.cspmalert.definition;

import io.github.cspmalert.internal.Checks;
import java.util.Comparator;
import java.util.Objects;

/**
 * What one object of definitions is called. Ordered by kind, then by id.
 *
 * @param kind its kind
 * @param id its id, which no other object of the kind has
 */
public record ObjectKey(ObjectKind kind, String id) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::kind).thenComparing(ObjectKey::id);

    /**
     * Checks the parts.
     *
     * @param kind its kind
     * @param id its id
     * @throws IllegalArgumentException if the id is blank or not one line
     */
    public ObjectKey {
        Objects.requireNonNull(kind, "kind");
        Checks.notBlank("id", Checks.oneLine("id", id));
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    /** {@return the object in words, such as {@code rule 'cspm-not-passed'}} */
    @Override
    public String toString() {
        return kind.words() + " '" + id + "'";
    }
}
