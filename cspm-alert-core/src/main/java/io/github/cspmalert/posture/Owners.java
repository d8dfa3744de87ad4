package io.github.cspmalert.posture;

import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Owners by account, region, product or pattern of the resource: the first entry that meets a finding says who owns it.
 * Immutable and thread-safe; its {@linkplain Builder builder} is neither.
 */
public final class Owners implements OwnerResolver {

    /** Nobody owns anything. */
    public static final OwnerResolver NOBODY = finding -> List.of();

    private final List<Entry> entries;

    private record Entry(FindingFilter filter, List<String> owners) {}

    private Owners(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** {@return a new builder without entries} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<String> owners(Finding finding) {
        return entries.stream()
                .filter(entry -> FindingMatch.matches(entry.filter(), finding))
                .findFirst()
                .map(Entry::owners)
                .orElse(List.of());
    }

    /** {@return the ids of all users and user groups who own something, in order, each once} */
    public List<String> all() {
        return entries.stream()
                .flatMap(entry -> entry.owners().stream())
                .distinct()
                .toList();
    }

    /** Puts owners together. Not thread-safe. */
    public static final class Builder {

        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        /**
         * Adds an entry behind those that are there.
         *
         * @param filter what is owned
         * @param owners the ids of the users or user groups who own it; at least one
         * @return this
         * @throws IllegalArgumentException if there is no owner, or an id is malformed or named twice
         */
        public Builder add(FindingFilter filter, String... owners) {
            Objects.requireNonNull(filter, "filter");
            List<String> ids = Checks.eachOnce("owners", List.of(owners));
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("owners is empty; name a user or a user group");
            }
            ids.forEach(id -> Checks.recordId("owner", id));
            entries.add(new Entry(filter, ids));
            return this;
        }

        /** {@return the owners; the builder stays as it is} */
        public Owners build() {
            return new Owners(entries);
        }
    }
}
