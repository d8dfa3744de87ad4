package io.github.cspmalert.alert;

import io.github.cspmalert.definition.policy.AlertField;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which alert something is about, without the rows that made it fire. Immutable and thread-safe.
 *
 * @param ruleId the id of the rule
 * @param fingerprint the fingerprint of the alert
 * @param status whether it was firing or resolved
 * @param alertTime the instant of the evaluation
 * @param fireTime the instant of the first evaluation in a row that fired
 * @param fields what policies see of it besides, by the name of the field, such as {@code severity} and {@code labels.team}, but
 *     for its annotations, which may hold rows; empty if that is not known
 */
public record AlertReference(
        String ruleId,
        String fingerprint,
        AlertStatus status,
        Instant alertTime,
        Instant fireTime,
        Map<String, String> fields) {

    /**
     * Checks that no part is null.
     *
     * @param ruleId the id of the rule
     * @param fingerprint the fingerprint of the alert
     * @param status whether it was firing or resolved
     * @param alertTime the instant of the evaluation
     * @param fireTime the instant of the first evaluation in a row that fired
     * @param fields what policies see of it besides
     */
    public AlertReference {
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(alertTime, "alertTime");
        Objects.requireNonNull(fireTime, "fireTime");
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /**
     * Refers to an alert of which policies see no more than its rule and its status.
     *
     * @param ruleId the id of the rule
     * @param fingerprint the fingerprint of the alert
     * @param status whether it was firing or resolved
     * @param alertTime the instant of the evaluation
     * @param fireTime the instant of the first evaluation in a row that fired
     */
    public AlertReference(String ruleId, String fingerprint, AlertStatus status, Instant alertTime, Instant fireTime) {
        this(ruleId, fingerprint, status, alertTime, fireTime, Map.of());
    }

    /**
     * Refers to an alert.
     *
     * @param alert the alert
     * @return the reference
     */
    public static AlertReference to(Alert alert) {
        return new AlertReference(
                alert.ruleId(),
                alert.fingerprint(),
                alert.status(),
                alert.alertTime(),
                alert.fireTime(),
                fields(alert));
    }

    private static Map<String, String> fields(Alert alert) {
        Map<String, String> fields = new HashMap<>();
        fields.put("severity", String.valueOf(alert.severity().code()));
        fields.put("alert_name", alert.name());
        fields.put("aliuid", alert.accountId());
        fields.put("region", alert.region());
        fields.put("project", alert.project());
        fields.put("fire_results_count", String.valueOf(alert.fireResultsCount()));
        alert.labels().forEach((label, value) -> fields.put("labels." + label, value));
        return fields;
    }

    /**
     * Looks up what a policy compares.
     *
     * @param field the field
     * @return its value; empty if the alert has none of that name
     */
    public String field(AlertField field) {
        return switch (field.name()) {
            case "alert_id" -> ruleId;
            case "status" -> status.text();
            default -> fields.getOrDefault(field.name(), "");
        };
    }
}
