package io.github.cspmalert.alert;

import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that fired: which rule, since when, how bad, and the rows that made it fire. Immutable and thread-safe; its
 * {@linkplain AlertBuilder builder} is neither.
 *
 * <p>The engine makes alerts; the builder is there for those who test a notifier or a template of their own.
 */
public final class Alert {

    private final String ruleId;
    private final String name;
    private final AlertStatus status;
    private final Severity severity;
    private final String fingerprint;
    private final String instanceId;
    private final String accountId;
    private final String region;
    private final String project;
    private final Instant alertTime;
    private final Instant fireTime;
    private final @Nullable Instant resolveTime;
    private final Duration nextEvalInterval;
    private final Duration repeatInterval;
    private final String alertPolicyId;
    private final String actionPolicyId;
    private final String rawCondition;
    private final String condition;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final List<QueryData> results;
    private final List<LogRow> fireResults;
    private final int fireResultsCount;

    Alert(AlertBuilder builder, Instant alertTime) {
        this.ruleId = builder.ruleId;
        this.name = builder.name;
        this.status = builder.status;
        this.severity = builder.severity;
        this.accountId = builder.accountId;
        this.region = builder.region;
        this.project = builder.project;
        this.alertTime = alertTime;
        this.fireTime = builder.fireTime == null ? alertTime : builder.fireTime;
        this.resolveTime = builder.resolveTime;
        this.nextEvalInterval = builder.nextEvalInterval;
        this.repeatInterval = builder.repeatInterval;
        this.alertPolicyId = builder.alertPolicyId;
        this.actionPolicyId = builder.actionPolicyId;
        this.rawCondition = builder.rawCondition;
        this.condition = builder.condition;
        this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(builder.labels));
        this.annotations = Collections.unmodifiableMap(new LinkedHashMap<>(builder.annotations));
        this.results = List.copyOf(builder.results);
        this.fireResults = List.copyOf(builder.fireResults);
        this.fireResultsCount = Math.max(builder.fireResultsCount, fireResults.size());
        this.fingerprint = Fingerprints.of(accountId, project, ruleId, labels);
        this.instanceId = Fingerprints.instanceId(fingerprint, alertTime);
    }

    /**
     * Starts an alert.
     *
     * @param ruleId the id of the rule that fired
     * @return a new builder
     */
    public static AlertBuilder builder(String ruleId) {
        return new AlertBuilder(ruleId);
    }

    /** {@return the id of the rule, SLS's {@code alert_id}} */
    public String ruleId() {
        return ruleId;
    }

    /** {@return the display name of the rule, SLS's {@code alert_name}} */
    public String name() {
        return name;
    }

    /** {@return whether the alert is firing or resolved} */
    public AlertStatus status() {
        return status;
    }

    /** {@return how bad it is} */
    public Severity severity() {
        return severity;
    }

    /**
     * {@return what makes two alerts the same alert: 16 hexadecimal digits over account, project, rule and labels} The
     * members are those of SLS; its way of hashing them is not documented, so the digits differ.
     *
     * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">SLS: how alerts are deduplicated</a>
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** {@return the id of the evaluation that made this alert} */
    public String instanceId() {
        return instanceId;
    }

    /** {@return the id of the account, SLS's {@code aliuid}; empty if unknown} */
    public String accountId() {
        return accountId;
    }

    /** {@return the region of the first query; empty if unknown} */
    public String region() {
        return region;
    }

    /** {@return the project of the first query; empty if unknown} */
    public String project() {
        return project;
    }

    /** {@return the instant of the evaluation} */
    public Instant alertTime() {
        return alertTime;
    }

    /** {@return the instant of the first evaluation in a row that fired} */
    public Instant fireTime() {
        return fireTime;
    }

    /** {@return the instant at which the alert was found to be over, or empty while it is firing} */
    public Optional<Instant> resolveTime() {
        return Optional.ofNullable(resolveTime);
    }

    /** {@return the time until the rule is evaluated again; zero if unknown} */
    public Duration nextEvalInterval() {
        return nextEvalInterval;
    }

    /** {@return the time that passes before the same alert is told again; zero if unknown} */
    public Duration repeatInterval() {
        return repeatInterval;
    }

    /** {@return the id of the alert policy, which says with which alerts it is told together} */
    public String alertPolicyId() {
        return alertPolicyId;
    }

    /** {@return the id of the action policy; empty if unknown} */
    public String actionPolicyId() {
        return actionPolicyId;
    }

    /** {@return the trigger as written, such as {@code Count:__count__ > 0; Condition:}} */
    public String rawCondition() {
        return rawCondition;
    }

    /** {@return the trigger with the values that made it hold, such as {@code Count:[3] > 0; Condition:}} */
    public String condition() {
        return condition;
    }

    /** {@return the labels, part of the alert's identity; unmodifiable, in the order given} */
    public Map<String, String> labels() {
        return labels;
    }

    /** {@return the annotations, such as {@code title} and {@code desc}; unmodifiable, in the order given} */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** {@return the queries of the evaluation, with what they gave} */
    public List<QueryData> results() {
        return results;
    }

    /** {@return the first rows that made the trigger hold, 100 at least if there are as many; a template sees 100} */
    public List<LogRow> fireResults() {
        return fireResults;
    }

    /** {@return how many rows made the trigger hold} */
    public int fireResultsCount() {
        return fireResultsCount;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Alert that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    // Fingerprint and instance id follow from these.
    private List<Object> parts() {
        return List.of(
                ruleId,
                name,
                status,
                severity,
                accountId,
                region,
                project,
                alertTime,
                fireTime,
                resolveTime(),
                nextEvalInterval,
                repeatInterval,
                alertPolicyId,
                actionPolicyId,
                rawCondition,
                condition,
                labels,
                annotations,
                results,
                fireResults,
                fireResultsCount);
    }

    /** {@return the rule, status and fingerprint; no row, since rows are confidential} */
    @Override
    public String toString() {
        return "Alert[rule=%s, status=%s, fingerprint=%s]".formatted(ruleId, status.text(), fingerprint);
    }
}
