package io.github.cspmalert.alert;

import java.time.Instant;
import java.util.Objects;

/**
 * Which alert something is about, without the rows that made it fire. Immutable and thread-safe.
 *
 * @param ruleId the id of the rule
 * @param fingerprint the fingerprint of the alert
 * @param status whether it was firing or resolved
 * @param alertTime the instant of the evaluation
 * @param fireTime the instant of the first evaluation in a row that fired
 */
public record AlertReference(
        String ruleId, String fingerprint, AlertStatus status, Instant alertTime, Instant fireTime) {

    /**
     * Checks that no part is null.
     *
     * @param ruleId the id of the rule
     * @param fingerprint the fingerprint of the alert
     * @param status whether it was firing or resolved
     * @param alertTime the instant of the evaluation
     * @param fireTime the instant of the first evaluation in a row that fired
     */
    public AlertReference {
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(alertTime, "alertTime");
        Objects.requireNonNull(fireTime, "fireTime");
    }

    /**
     * Refers to an alert.
     *
     * @param alert the alert
     * @return the reference
     */
    public static AlertReference to(Alert alert) {
        return new AlertReference(
                alert.ruleId(), alert.fingerprint(), alert.status(), alert.alertTime(), alert.fireTime());
    }
}
