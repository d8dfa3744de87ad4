package io.github.cspmalert.alert;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an alert, or the alerts that are told together, ask of people: somebody is to say that they look after it, and then
 * that it is done. Alerts have one if their action policy escalates. Immutable and thread-safe.
 *
 * @param id the id: the same as long as the same alert is told; 16 hexadecimal digits
 * @param ruleId the id of the rule whose alert opened it
 * @param actionPolicy the id of the action policy that escalates it
 * @param openedAt when it opened
 * @param phase how far it is
 * @param since since when it is in this phase
 * @param by who put it into this phase; empty as long as nobody has acknowledged it, and if the alert ended by itself
 * @param nextEscalation when more people are told next if nothing is done; empty if none are
 * @param alerts the alerts that still fire; empty once it is over
 */
public record Incident(
        String id,
        String ruleId,
        String actionPolicy,
        Instant openedAt,
        Phase phase,
        Instant since,
        String by,
        Optional<Instant> nextEscalation,
        List<AlertReference> alerts) {

    /**
     * How far an incident is.
     *
     * @see <a href="https://www.alibabacloud.com/help/doc-detail/212290.htm">SLS: incidents</a>
     */
    public enum Phase {
        /** Nobody has acknowledged it. */
        PENDING,
        /** Somebody has acknowledged it, and looks after it. */
        IN_PROGRESS,
        /** Done: the alert ended, or somebody said that it is done. */
        RESOLVED,
        /** Done: somebody said that nothing is to be done. */
        IGNORED;

        /** {@return whether somebody has still to do something} */
        public boolean isOpen() {
            return this == PENDING || this == IN_PROGRESS;
        }
    }

    /**
     * Checks the parts.
     *
     * @param id the id
     * @param ruleId the id of the rule
     * @param actionPolicy the id of the action policy
     * @param openedAt when it opened
     * @param phase how far it is
     * @param since since when it is in this phase
     * @param by who put it into this phase, or empty
     * @param nextEscalation when more people are told next
     * @param alerts the alerts that still fire
     * @throws IllegalArgumentException if the id is blank
     */
    public Incident {
        Checks.notBlank("id", id);
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(actionPolicy, "actionPolicy");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(nextEscalation, "nextEscalation");
        alerts = List.copyOf(alerts);
    }
}
