package io.github.cspmalert.state;

import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.internal.Checks;
import java.util.Objects;

/**
 * Something that is evaluated on a schedule: a rule, a posture rule, or results that are read into the ledger.
 *
 * @param id which one; one line, not blank, at most 80 characters
 * @param schedule when
 */
public record Scheduled(String id, Schedule schedule) {

    /**
     * Checks the parts.
     *
     * @param id which one
     * @param schedule when
     * @throws IllegalArgumentException if the id is blank, has line breaks or control characters, or is too long
     */
    public Scheduled {
        Checks.notBlank("id", Checks.oneLine("id", id));
        Checks.inRange("length of id", id.length(), 1, 80);
        Objects.requireNonNull(schedule, "schedule");
    }
}
