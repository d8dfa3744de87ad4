package io.github.cspmalert.definition;

import io.github.cspmalert.common.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * Takes the warnings about one object.
 *
 * @param object the object
 * @param found where they go
 */
record Warnings(ObjectKey object, List<LintWarning> found) {

    /** Adds a warning about a field as a whole. */
    void add(LintRule rule, String field, String reason, String fix) {
        found.add(new LintWarning(rule, object, field, Optional.empty(), reason, fix));
    }

    /** Adds a warning about a place in the text of a field. */
    void add(LintRule rule, String field, Cursor.Place place, String reason, String fix) {
        found.add(new LintWarning(rule, object, field, Optional.of(place), reason, fix));
    }
}
