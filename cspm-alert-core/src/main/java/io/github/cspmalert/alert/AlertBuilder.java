package io.github.cspmalert.alert;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.Problems;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts an alert together. Not thread-safe. */
public final class AlertBuilder {

    final String ruleId;
    String name;
    AlertStatus status = AlertStatus.FIRING;
    Severity severity = Severity.MEDIUM;
    String accountId = "";
    String region = "";
    String project = "";

    @Nullable Instant alertTime;

    @Nullable Instant fireTime;

    @Nullable Instant resolveTime;

    Duration nextEvalInterval = Duration.ZERO;
    Duration repeatInterval = Duration.ZERO;
    String alertPolicyId = AlertRule.DEFAULT_ALERT_POLICY;
    String actionPolicyId = "";
    String rawCondition = "";
    String condition = "";
    Map<String, String> labels = Map.of();
    Map<String, String> annotations = Map.of();
    List<QueryData> results = List.of();
    List<LogRow> fireResults = List.of();
    int fireResultsCount = -1;

    AlertBuilder(String ruleId) {
        this.ruleId = ruleId;
        this.name = ruleId;
    }

    /**
     * Sets the display name of the rule. Default: the rule's id.
     *
     * @param name the name
     * @return this builder
     */
    public AlertBuilder name(String name) {
        this.name = name;
        return this;
    }

    /**
     * Sets the status. Default: {@link AlertStatus#FIRING}.
     *
     * @param status the status
     * @return this builder
     */
    public AlertBuilder status(AlertStatus status) {
        this.status = status;
        return this;
    }

    /**
     * Sets the severity. Default: {@link Severity#MEDIUM}.
     *
     * @param severity the severity
     * @return this builder
     */
    public AlertBuilder severity(Severity severity) {
        this.severity = severity;
        return this;
    }

    /**
     * Sets the id of the account. Default: empty.
     *
     * @param accountId the id
     * @return this builder
     */
    public AlertBuilder accountId(String accountId) {
        this.accountId = accountId;
        return this;
    }

    /**
     * Sets the region. Default: empty.
     *
     * @param region the region
     * @return this builder
     */
    public AlertBuilder region(String region) {
        this.region = region;
        return this;
    }

    /**
     * Sets the project. Default: empty.
     *
     * @param project the project
     * @return this builder
     */
    public AlertBuilder project(String project) {
        this.project = project;
        return this;
    }

    /**
     * Sets the instant of the evaluation. Required.
     *
     * @param alertTime the instant
     * @return this builder
     */
    public AlertBuilder alertTime(Instant alertTime) {
        this.alertTime = alertTime;
        return this;
    }

    /**
     * Sets the instant of the first evaluation in a row that fired. Default: the instant of the evaluation.
     *
     * @param fireTime the instant, not after the instant of the evaluation
     * @return this builder
     */
    public AlertBuilder fireTime(Instant fireTime) {
        this.fireTime = fireTime;
        return this;
    }

    /**
     * Sets the instant at which the alert was found to be over. Required if, and only if, it is resolved.
     *
     * @param resolveTime the instant
     * @return this builder
     */
    public AlertBuilder resolveTime(@Nullable Instant resolveTime) {
        this.resolveTime = resolveTime;
        return this;
    }

    /**
     * Sets the time until the rule is evaluated again. Default: zero.
     *
     * @param nextEvalInterval the time
     * @return this builder
     */
    public AlertBuilder nextEvalInterval(Duration nextEvalInterval) {
        this.nextEvalInterval = nextEvalInterval;
        return this;
    }

    /**
     * Sets the time that passes before the same alert is told again. Default: zero.
     *
     * @param repeatInterval the time
     * @return this builder
     */
    public AlertBuilder repeatInterval(Duration repeatInterval) {
        this.repeatInterval = repeatInterval;
        return this;
    }

    /**
     * Sets the id of the alert policy. Default: {@value AlertRule#DEFAULT_ALERT_POLICY}.
     *
     * @param alertPolicyId the id
     * @return this builder
     */
    public AlertBuilder alertPolicyId(String alertPolicyId) {
        this.alertPolicyId = alertPolicyId;
        return this;
    }

    /**
     * Sets the id of the action policy. Default: empty.
     *
     * @param actionPolicyId the id
     * @return this builder
     */
    public AlertBuilder actionPolicyId(String actionPolicyId) {
        this.actionPolicyId = actionPolicyId;
        return this;
    }

    /**
     * Sets the trigger, as written and with its values. Default: both empty.
     *
     * @param rawCondition the trigger as written
     * @param condition the trigger with the values that made it hold
     * @return this builder
     */
    public AlertBuilder condition(String rawCondition, String condition) {
        this.rawCondition = rawCondition;
        this.condition = condition;
        return this;
    }

    /**
     * Sets the labels. Default: none.
     *
     * @param labels the labels
     * @return this builder
     */
    public AlertBuilder labels(Map<String, String> labels) {
        this.labels = labels;
        return this;
    }

    /**
     * Sets the annotations. Default: none.
     *
     * @param annotations the annotations
     * @return this builder
     */
    public AlertBuilder annotations(Map<String, String> annotations) {
        this.annotations = annotations;
        return this;
    }

    /**
     * Sets the queries with what they gave. Default: none.
     *
     * @param results the queries
     * @return this builder
     */
    public AlertBuilder results(List<QueryData> results) {
        this.results = results;
        return this;
    }

    /**
     * Sets the rows that made the trigger hold. Default: none.
     *
     * @param fireResults the rows
     * @return this builder
     */
    public AlertBuilder fireResults(List<LogRow> fireResults) {
        this.fireResults = fireResults;
        return this;
    }

    /**
     * Sets how many rows made the trigger hold, if these are more than are kept. Default: as many as are kept.
     *
     * @param fireResultsCount how many; no fewer than are kept
     * @return this builder
     */
    public AlertBuilder fireResultsCount(int fireResultsCount) {
        this.fireResultsCount = fireResultsCount;
        return this;
    }

    /**
     * Builds the alert and leaves this builder as it is.
     *
     * @return the alert
     * @throws io.github.cspmalert.common.AlertConfigurationException if the instant of the evaluation is missing,
     *     the alert fired after it, or the alert is resolved without an instant of that, or the other way round
     */
    public Alert build() {
        Problems problems = new Problems();
        problems.require(alertTime != null, "alertTime is missing; set the instant of the evaluation");
        if (alertTime != null && fireTime != null && fireTime.isAfter(alertTime)) {
            problems.add("fireTime " + fireTime + " is after alertTime " + alertTime);
        }
        if ((status == AlertStatus.RESOLVED) != (resolveTime != null)) {
            problems.add("resolveTime is " + resolveTime + " although the status is " + status);
        }
        problems.throwIfAny("alert of rule '" + ruleId + "'");
        return new Alert(this, Objects.requireNonNull(alertTime));
    }
}
