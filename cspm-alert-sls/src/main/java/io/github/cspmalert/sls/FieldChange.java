package io.github.cspmalert.sls;

import io.github.cspmalert.sls.internal.json.FieldDiff;
import java.util.Optional;

/**
 * A field that has one value and is to have another, or had one and has another. Values are shown as JSON; those that are
 * secrets, such as the address of a webhook, are not shown.
 *
 * @param path where it is, such as {@code configuration.queryList[0].query}
 * @param from the value before; empty if there was none
 * @param to the value after; empty if there is none
 */
public record FieldChange(String path, Optional<String> from, Optional<String> to) {

    static FieldChange of(FieldDiff.Change change) {
        return new FieldChange(change.path(), change.from(), change.to());
    }

    /** {@return the change in words, such as {@code configuration.threshold: 1 -> 3}} */
    @Override
    public String toString() {
        return "%s: %s -> %s".formatted(path, from.orElse("(none)"), to.orElse("(none)"));
    }
}
