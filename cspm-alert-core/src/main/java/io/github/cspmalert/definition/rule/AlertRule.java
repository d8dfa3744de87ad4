package io.github.cspmalert.definition.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule: which queries, how often, when their rows mean an alert, how bad that is, and who is told. Immutable and
 * thread-safe; its {@linkplain AlertRuleBuilder builder} is neither.
 *
 * <p>A rule holds everything that SLS knows about a rule. What an engine in this JVM cannot carry out is refused when the
 * engine is built:
 *
 * <ul>
 *   <li><b>Both homes</b>: one to three queries with set operations; every schedule and time span; triggers
 *       and severities; group evaluation; thresholds; alerts on missing data; telling that an alert is over; a
 *       delay; muting; labels and annotations; alert policies; action policies with branches, stop, periods,
 *       users, user groups, on-call groups and webhooks; escalation; rules that tell nobody; the repeat interval;
 *       content templates
 *   <li><b>Simple Log Service only</b>: events for CloudMonitor; events for an EventStore
 *   <li><b>This JVM only, of posture rules</b>: told once; what is new, reopened or riskier; that a finding is
 *       fixed; that a finding was exempted; that a finding is no longer observed; that a finding is about to be
 *       waived no more; reminders; deadlines; that there is no news; owners; waivers; a run that is not over
 *       yet
 *   <li><b>Simple Log Service, with limits, of posture rules</b>: only records of the last 24 hours; at most
 *       1,000 findings; of more than 100 groups, 100; patterns are applied by LIKE
 * </ul>
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
public final class AlertRule {

    /** The name of the log source of a query that names none: {@value}. */
    public static final String DEFAULT_SOURCE = "default";

    /** The alert policy of a rule that names none, SLS's own, which does not merge: {@value}. */
    public static final String DEFAULT_ALERT_POLICY = "sls.builtin.dynamic";

    private final String id;
    private final String displayName;
    private final String description;
    private final List<Query> queries;
    private final List<SetOperation> setOperations;
    private final GroupEvaluation groupEvaluation;
    private final List<SeverityBranch> severities;
    private final int threshold;
    private final @Nullable Severity noDataSeverity;
    private final boolean sendResolved;
    private final Schedule schedule;
    private final Duration delay;
    private final boolean runImmediately;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final boolean autoAnnotation;
    private final String alertPolicy;
    private final @Nullable String actionPolicy;
    private final Duration repeatInterval;
    private final boolean enabled;
    private final @Nullable Instant muteUntil;
    private final boolean alertHub;
    private final boolean cloudMonitor;
    private final @Nullable EventStoreSink eventStore;
    private final List<String> tags;
    private final String dashboard;
    private final @Nullable RuleTemplate template;

    AlertRule(AlertRuleBuilder builder) {
        this.id = builder.id;
        this.displayName = builder.displayName;
        this.description = builder.description;
        this.queries = builder.queries();
        this.setOperations = builder.setOperations;
        this.groupEvaluation = builder.groupEvaluation;
        this.severities = builder.severities();
        this.threshold = builder.threshold;
        this.noDataSeverity = builder.noDataSeverity;
        this.sendResolved = builder.sendResolved;
        this.schedule = Objects.requireNonNull(builder.schedule);
        this.delay = builder.delay;
        this.runImmediately = builder.runImmediately;
        this.labels = copy(builder.labels);
        this.annotations = copy(builder.annotations);
        this.autoAnnotation = builder.autoAnnotation;
        this.alertPolicy = builder.alertPolicy;
        this.actionPolicy = builder.actionPolicy;
        this.repeatInterval = builder.repeatInterval;
        this.enabled = builder.enabled;
        this.muteUntil = builder.muteUntil;
        this.alertHub = builder.alertHub;
        this.cloudMonitor = builder.cloudMonitor;
        this.eventStore = builder.eventStore;
        this.tags = builder.tags;
        this.dashboard = builder.dashboard;
        this.template = builder.template;
    }

    // In their order. Empty ones, of which there may be many, take no room.
    private static Map<String, String> copy(Map<String, String> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Starts a rule.
     *
     * @param id the id, which is SLS's {@code name}: 2 to 64 lower-case letters, digits, {@code -} or {@code _}, beginning
     *     and ending with a letter or digit; SLS takes no fewer than 4
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static AlertRuleBuilder builder(String id) {
        return new AlertRuleBuilder(id);
    }

    /** {@return the id, SLS's {@code name} and {@code alert_id}} */
    public String id() {
        return id;
    }

    /** {@return the name that people read, SLS's {@code alert_name}} */
    public String displayName() {
        return displayName;
    }

    /** {@return what the rule is for; may be empty} */
    public String description() {
        return description;
    }

    /** {@return the queries, one to three, in the order that set operations and templates count them} */
    public List<Query> queries() {
        return queries;
    }

    /** {@return how the rows of the queries are put together, one less than queries} */
    public List<SetOperation> setOperations() {
        return setOperations;
    }

    /** {@return whether the rows are one alert, or one for each group of them} */
    public GroupEvaluation groupEvaluation() {
        return groupEvaluation;
    }

    /** {@return when the rows mean an alert and how bad it is; the first that holds decides} */
    public List<SeverityBranch> severities() {
        return severities;
    }

    /** {@return how many evaluations in a row must mean an alert before one fires} */
    public int threshold() {
        return threshold;
    }

    /** {@return how bad the alert is that fires when there are no rows; empty if none does} */
    public Optional<Severity> noDataSeverity() {
        return Optional.ofNullable(noDataSeverity);
    }

    /** {@return whether people are told when the alert is over} */
    public boolean sendResolved() {
        return sendResolved;
    }

    /** {@return when the rule is evaluated} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return how much later than the schedule says the rule is evaluated} */
    public Duration delay() {
        return delay;
    }

    /** {@return when the rule is evaluated: at the instants of its schedule, each later by the delay} */
    public Schedule evaluations() {
        return delay.isZero() ? schedule : new Schedule.Delayed(schedule, delay);
    }

    /** {@return whether the rule is evaluated once as soon as it is created, or started in this JVM for the first time} */
    public boolean runImmediately() {
        return runImmediately;
    }

    /** {@return the labels, part of the alert's identity; unmodifiable, in the order given} */
    public Map<String, String> labels() {
        return labels;
    }

    /** {@return the annotations with their <code>${variables}</code>; unmodifiable, in the order given} */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** {@return whether the columns of the first row are annotations too} */
    public boolean autoAnnotation() {
        return autoAnnotation;
    }

    /** {@return the id of the alert policy that merges the alerts} */
    public String alertPolicy() {
        return alertPolicy;
    }

    /** {@return the id of the action policy that says who is told; empty if the alert policy says it, or nobody is told} */
    public Optional<String> actionPolicy() {
        return Optional.ofNullable(actionPolicy);
    }

    /** {@return whether nobody is told, since neither policy says who} */
    public boolean toldToNobody() {
        return actionPolicy == null && alertPolicy.equals(DEFAULT_ALERT_POLICY);
    }

    /** {@return the time that passes before a recipient is told of the same alert again} */
    public Duration repeatInterval() {
        return repeatInterval;
    }

    /** {@return whether the rule is evaluated} */
    public boolean enabled() {
        return enabled;
    }

    /** {@return the instant up to which nobody is told} */
    public Optional<Instant> muteUntil() {
        return Optional.ofNullable(muteUntil);
    }

    /** {@return whether SLS tells anybody, through its notification service} */
    public boolean alertHub() {
        return alertHub;
    }

    /** {@return whether SLS hands alerts to CloudMonitor's event centre} */
    public boolean cloudMonitor() {
        return cloudMonitor;
    }

    /** {@return the EventStore that SLS writes alert events to} */
    public Optional<EventStoreSink> eventStore() {
        return Optional.ofNullable(eventStore);
    }

    /** {@return the categories that the console shows rules under, in the order given} */
    public List<String> tags() {
        return tags;
    }

    /** {@return the dashboard that messages link to} */
    public String dashboard() {
        return dashboard;
    }

    /** {@return the alert template of SLS that the rule was made from} */
    public Optional<RuleTemplate> template() {
        return Optional.ofNullable(template);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertRule that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    // The order of labels and annotations is part of what SLS keeps.
    private List<Object> values() {
        return List.<Object>of(
                id,
                displayName,
                description,
                queries,
                setOperations,
                groupEvaluation,
                severities,
                threshold,
                noDataSeverity(),
                sendResolved,
                schedule,
                delay,
                runImmediately,
                List.copyOf(labels.entrySet()),
                List.copyOf(annotations.entrySet()),
                autoAnnotation,
                alertPolicy,
                actionPolicy(),
                repeatInterval,
                enabled,
                muteUntil(),
                alertHub,
                cloudMonitor,
                eventStore(),
                tags,
                dashboard,
                template());
    }

    /** {@return the id of the rule} */
    @Override
    public String toString() {
        return "AlertRule[" + id + "]";
    }
}
