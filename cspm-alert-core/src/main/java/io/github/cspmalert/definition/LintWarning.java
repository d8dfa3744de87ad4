package io.github.cspmalert.definition;

import io.github.cspmalert.common.Cursor;
import java.util.Objects;
import java.util.Optional;

/**
 * Something in definitions that can be built and run, and probably means something else than its author thinks.
 *
 * @param rule what was looked for
 * @param object the object that it is in
 * @param field the field of the object, such as {@code queries[0].statement}
 * @param place the place in the field's text; empty if the field as a whole is meant
 * @param reason what happens, a sentence without its full stop
 * @param fix what to write instead, a clause without its full stop
 */
public record LintWarning(
        LintRule rule, ObjectKey object, String field, Optional<Cursor.Place> place, String reason, String fix) {

    /**
     * Checks that all parts are there.
     *
     * @param rule what was looked for
     * @param object the object that it is in
     * @param field the field of the object
     * @param place the place in the field's text
     * @param reason what happens
     * @param fix what to write instead
     */
    public LintWarning {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(fix, "fix");
    }

    /** {@return all of it with the page that documents it, on one line} */
    @Override
    public String toString() {
        String where = place.map(at -> ", line " + at.line() + ", column " + at.column())
                .orElse("");
        return "%s, %s%s: %s; %s [%s, %s]".formatted(object, field, where, reason, fix, rule.id(), rule.page());
    }
}
