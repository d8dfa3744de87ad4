package io.github.cspmalert.definition.policy;

import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the second list of an action policy is carried out: after nothing was done for a time about the incident
 * that an alert opened. Each of the times may be absent. They start again when a finished incident fires again.
 *
 * @param unconfirmed the time after which nobody has confirmed it; SLS's {@code escalation_start}
 * @param inProgress the time after which it is confirmed, but not finished; SLS's {@code escalation_inprogress}
 * @param unresolved the time after which it is not finished, confirmed or not; SLS's {@code escalation}
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
public record Escalation(Optional<Duration> unconfirmed, Optional<Duration> inProgress, Optional<Duration> unresolved) {

    /** Which of the times is up. */
    public enum Stage {
        /** Nobody has confirmed the incident. */
        UNCONFIRMED,
        /** The incident is confirmed, but not finished. */
        IN_PROGRESS,
        /** The incident is not finished, confirmed or not. */
        UNRESOLVED
    }

    /** Nothing escalates. */
    public static final Escalation NONE = new Escalation(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the times.
     *
     * @param unconfirmed the time after which nobody has confirmed it
     * @param inProgress the time after which it is confirmed, but not finished
     * @param unresolved the time after which it is not finished
     * @throws IllegalArgumentException if one of them is not positive or not whole seconds
     */
    public Escalation {
        unconfirmed.ifPresent(time -> Checks.wholeSeconds("unconfirmed", time));
        inProgress.ifPresent(time -> Checks.wholeSeconds("inProgress", time));
        unresolved.ifPresent(time -> Checks.wholeSeconds("unresolved", time));
    }

    /**
     * Creates an escalation.
     *
     * @param unconfirmed the time after which nobody has confirmed it, or null
     * @param inProgress the time after which it is confirmed, but not finished, or null
     * @param unresolved the time after which it is not finished, or null
     * @return the escalation
     * @throws IllegalArgumentException if one of them is not positive or not whole seconds
     */
    public static Escalation after(
            @Nullable Duration unconfirmed, @Nullable Duration inProgress, @Nullable Duration unresolved) {
        return new Escalation(
                Optional.ofNullable(unconfirmed), Optional.ofNullable(inProgress), Optional.ofNullable(unresolved));
    }
}
