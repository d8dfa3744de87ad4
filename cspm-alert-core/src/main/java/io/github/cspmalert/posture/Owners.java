package io.github.cspmalert.posture;

import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Owners by account, region, product, pattern of the resource, or its tags: the first entry that meets a finding says who owns
 * it. What no entry meets goes to those whom the action policy names, with a word that nobody owns it. Immutable and thread-safe;
 * its {@linkplain Builder builder} is neither.
 *
 * <pre>{@code
 * Owners owners = Owners.builder()
 *         .tags("i-bp1h7xq2", Map.of("team", "payments"))
 *         .tags("shop-*", Map.of("team", "web"))
 *         .addTagged("team", "payments", "anna")
 *         .addTagged("team", "*", "platform")
 *         .add(FindingFilter.builder().accounts("sandbox").build(), "bo")
 *         .build();
 * }</pre>
 */
public final class Owners implements OwnerResolver {

    /** Nobody owns anything. */
    public static final OwnerResolver NOBODY = finding -> List.of();

    private final List<Entry> entries;
    private final ResourceTags tags;

    private record Tag(String name, String value) {}

    private record Entry(FindingFilter filter, @Nullable Tag tag, List<String> owners) {}

    private Owners(List<Entry> entries, ResourceTags tags) {
        this.entries = List.copyOf(entries);
        this.tags = tags;
    }

    /** {@return a new builder without entries} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<String> owners(Finding finding) {
        return entries.stream()
                .filter(entry -> meets(entry, finding))
                .findFirst()
                .map(Entry::owners)
                .orElse(List.of());
    }

    private boolean meets(Entry entry, Finding finding) {
        Tag tag = entry.tag();
        return FindingMatch.matches(entry.filter(), finding)
                && (tag == null || tags.has(finding, tag.name(), tag.value()));
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
        private final List<Map.Entry<String, Map<String, String>>> tags = new ArrayList<>();

        private Builder() {}

        /**
         * Says which tags a resource has. Tags of a resource's own id or name count before those of a pattern that it meets, and of
         * those the ones that were added first. Upper and lower case are one.
         *
         * @param resource the id or the name of the resource, or a pattern in which {@code *} stands for any text
         * @param tags its tags, name and value
         * @return this
         * @throws IllegalArgumentException if the resource, or the name of a tag, is blank or not one line
         */
        public Builder tags(String resource, Map<String, String> tags) {
            Checks.notBlank("resource", Checks.oneLine("resource", resource));
            tags.keySet().forEach(tag -> Checks.notBlank("tag", Checks.oneLine("tag", tag)));
            this.tags.add(Map.entry(resource, Map.copyOf(tags)));
            return this;
        }

        /**
         * Adds an entry for resources with a tag, behind those that are there.
         *
         * @param tag the name of the tag
         * @param value its value, in which {@code *} stands for any text
         * @param owners the ids of the users or user groups who own these resources; at least one
         * @return this
         * @throws IllegalArgumentException if the tag is blank or not one line, there is no owner, or an id is malformed or named
         *     twice
         */
        public Builder addTagged(String tag, String value, String... owners) {
            return addTagged(FindingFilter.ALL, tag, value, owners);
        }

        /**
         * Adds an entry for what meets a filter and has a tag, behind those that are there.
         *
         * @param filter what is owned
         * @param tag the name of the tag
         * @param value its value, in which {@code *} stands for any text
         * @param owners the ids of the users or user groups who own it; at least one
         * @return this
         * @throws IllegalArgumentException if the tag is blank or not one line, there is no owner, or an id is malformed or named
         *     twice
         */
        public Builder addTagged(FindingFilter filter, String tag, String value, String... owners) {
            Checks.notBlank("tag", Checks.oneLine("tag", tag));
            return put(filter, new Tag(tag, Objects.requireNonNull(value, "value")), owners);
        }

        /**
         * Adds an entry behind those that are there.
         *
         * @param filter what is owned
         * @param owners the ids of the users or user groups who own it; at least one
         * @return this
         * @throws IllegalArgumentException if there is no owner, or an id is malformed or named twice
         */
        public Builder add(FindingFilter filter, String... owners) {
            return put(filter, null, owners);
        }

        private Builder put(FindingFilter filter, @Nullable Tag tag, String... owners) {
            Objects.requireNonNull(filter, "filter");
            List<String> ids = Checks.eachOnce("owners", List.of(owners));
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("owners is empty; name a user or a user group");
            }
            ids.forEach(id -> Checks.recordId("owner", id));
            entries.add(new Entry(filter, tag, ids));
            return this;
        }

        /** {@return the owners; the builder stays as it is} */
        public Owners build() {
            return new Owners(entries, new ResourceTags(tags));
        }
    }
}
