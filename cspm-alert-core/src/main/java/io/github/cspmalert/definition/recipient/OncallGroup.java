package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Users and user groups of whom some are on call at a time; SLS's on-call group. On call is whoever some rotation says; if
 * several rotations are in force, all of them. Work days, and the time zone of days and hours, are those of the calendar.
 *
 * <p>The service documents one sample of the record that it keeps, so a plan does not write one: it expects that the service has
 * an on-call group of this id.
 *
 * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
 * @param name the name that people read; one line, may be empty
 * @param enabled whether anybody is on call
 * @param rotations who takes turns; at least one
 * @param substitutes who stands in for whom
 * @see <a href="https://www.alibabacloud.com/help/en/sls/create-an-on-duty-group">SLS: on-duty groups</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/rotating-shifts-and-substitute-shifts">SLS: rotations and overrides</a>
 */
public record OncallGroup(
        String id, String name, boolean enabled, List<Rotation> rotations, List<Substitute> substitutes) {

    /** What a target is. */
    public enum TargetType {
        /** A user. */
        USER,
        /** A user group, all of whose members are on call together. */
        USER_GROUP
    }

    /**
     * Who takes a turn.
     *
     * @param type what it is
     * @param id the id of the user or user group
     */
    public record Target(TargetType type, String id) {

        /**
         * Checks the parts.
         *
         * @param type what it is
         * @param id the id of the user or user group
         * @throws IllegalArgumentException if the id is blank or not one line
         */
        public Target {
            Objects.requireNonNull(type, "type");
            Checks.reference("target of an on-call group", id);
        }

        /**
         * Names a user.
         *
         * @param id the id of the user
         * @return the target
         * @throws IllegalArgumentException if the id is blank or not one line
         */
        public static Target user(String id) {
            return new Target(TargetType.USER, id);
        }

        /**
         * Names a user group.
         *
         * @param id the id of the user group
         * @return the target
         * @throws IllegalArgumentException if the id is blank or not one line
         */
        public static Target userGroup(String id) {
            return new Target(TargetType.USER_GROUP, id);
        }
    }

    /**
     * Somebody who stands in for somebody else; SLS's override. Whenever the one is on call, the other is.
     *
     * @param target who is away
     * @param substitute who stands in
     * @param start from when on
     * @param end up to when, exclusive
     * @param hours when in between
     */
    public record Substitute(Target target, Target substitute, Instant start, Instant end, DutyHours hours) {

        /**
         * Checks the parts.
         *
         * @param target who is away
         * @param substitute who stands in
         * @param start from when on
         * @param end up to when
         * @param hours when in between
         * @throws IllegalArgumentException if the end is not later than the start
         */
        public Substitute {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(substitute, "substitute");
            Objects.requireNonNull(hours, "hours");
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException(
                        "end of a substitute must be later than its start (%s), but is %s".formatted(start, end));
            }
        }

        /**
         * Creates a substitute for all hours.
         *
         * @param target who is away
         * @param substitute who stands in
         * @param start from when on
         * @param end up to when, exclusive
         * @return the substitute
         * @throws IllegalArgumentException if the end is not later than the start
         */
        public static Substitute of(Target target, Target substitute, Instant start, Instant end) {
            return new Substitute(target, substitute, start, end, DutyHours.ALWAYS);
        }
    }

    /**
     * Checks the parts and copies the lists.
     *
     * @param id the id
     * @param name the name that people read
     * @param enabled whether anybody is on call
     * @param rotations who takes turns
     * @param substitutes who stands in for whom
     * @throws IllegalArgumentException if the id has another form, the name is not one line, or there is no rotation
     */
    public OncallGroup {
        Checks.recordId("on-call group id", id);
        Checks.oneLine("name of on-call group '" + id + "'", name);
        rotations = List.copyOf(rotations);
        substitutes = List.copyOf(substitutes);
        if (rotations.isEmpty()) {
            throw new IllegalArgumentException(
                    "rotations of on-call group '%s' must have at least one, or nobody is ever on call".formatted(id));
        }
    }

    /**
     * Creates an enabled group without a name of its own.
     *
     * @param id the id
     * @param rotations who takes turns; at least one
     * @return the group
     * @throws IllegalArgumentException if the id has another form, or there is no rotation
     */
    public static OncallGroup of(String id, Rotation... rotations) {
        return new OncallGroup(id, "", true, List.of(rotations), List.of());
    }

    /**
     * Sets who stands in for whom.
     *
     * @param all who stands in for whom; of several for the same target at the same time, the first
     * @return the group with them
     */
    public OncallGroup substitutes(Substitute... all) {
        return new OncallGroup(id, name, enabled, rotations, List.of(all));
    }
}
