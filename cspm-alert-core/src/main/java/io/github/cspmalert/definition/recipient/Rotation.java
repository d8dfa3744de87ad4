package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.definition.recipient.OncallGroup.Target;
import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Users and user groups who are on call by turns, in the order given. The first begins at the start; the turn passes on
 * with every shift, over and over, whether or not the hours of duty have anybody on call then.
 *
 * @param targets who takes turns; at least one
 * @param start from when on
 * @param end up to when, exclusive; empty if it does not end
 * @param shift when the turn passes on
 * @param hours when somebody is on call
 * @see <a href="https://www.alibabacloud.com/help/en/sls/rotating-shifts-and-substitute-shifts">SLS: rotations and overrides</a>
 */
public record Rotation(List<Target> targets, Instant start, Optional<Instant> end, Shift shift, DutyHours hours) {

    /**
     * Checks the parts and copies the targets.
     *
     * @param targets who takes turns
     * @param start from when on
     * @param end up to when, if it ends
     * @param shift when the turn passes on
     * @param hours when somebody is on call
     * @throws IllegalArgumentException if there is no target, one is named twice, or the end is not later than the start
     */
    public Rotation {
        targets = Checks.eachOnce("targets of a rotation", List.copyOf(targets));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "targets of a rotation must name at least one user or user group, or nobody is ever on call");
        }
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(shift, "shift");
        Objects.requireNonNull(hours, "hours");
        if (end.isPresent() && !end.get().isAfter(start)) {
            throw new IllegalArgumentException(
                    "end of a rotation must be later than its start (%s), but is %s".formatted(start, end.get()));
        }
    }

    /**
     * Creates a rotation that does not end and has somebody on call at all hours.
     *
     * @param shift when the turn passes on
     * @param start from when on
     * @param targets who takes turns; at least one
     * @return the rotation
     * @throws IllegalArgumentException if there is no target, or one is named twice
     */
    public static Rotation of(Shift shift, Instant start, Target... targets) {
        return new Rotation(List.of(targets), start, Optional.empty(), shift, DutyHours.ALWAYS);
    }

    /**
     * Lets it end.
     *
     * @param instant up to when, exclusive
     * @return the rotation with that end
     * @throws IllegalArgumentException if it is not later than the start
     */
    public Rotation until(Instant instant) {
        return new Rotation(targets, start, Optional.of(instant), shift, hours);
    }

    /**
     * Limits when somebody is on call.
     *
     * @param limit when
     * @return the rotation with that limit
     */
    public Rotation hours(DutyHours limit) {
        return new Rotation(targets, start, end, shift, limit);
    }
}
