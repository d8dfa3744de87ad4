package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link AlertRule} together. A rule with one query and one severity is set up with {@link #query},
 * {@link #timeSpan}, {@link #severity} and {@link #trigger}; one with more, with {@link #addQuery} and
 * {@link #addSeverity}. Not thread-safe.
 *
 * <p>The file is long because a rule has some thirty settings and each is described where it is set.
 */
public final class AlertRuleBuilder {

    private static final Trigger DATA_IS_RETURNED = Trigger.dataIsReturned();

    final String id;
    String displayName;
    String description = "";
    List<SetOperation> setOperations = List.of();
    GroupEvaluation groupEvaluation = GroupEvaluation.none();
    int threshold = 1;

    @Nullable Severity noDataSeverity;

    boolean sendResolved;

    @Nullable Schedule schedule;

    Duration delay = Duration.ZERO;
    boolean runImmediately = true;
    final Map<String, String> labels = new LinkedHashMap<>();
    final Map<String, String> annotations = new LinkedHashMap<>();
    boolean autoAnnotation = true;
    String alertPolicy = AlertRule.DEFAULT_ALERT_POLICY;

    @Nullable String actionPolicy;

    private boolean toldToNobody;

    Duration repeatInterval = Duration.ofHours(4);
    boolean enabled = true;

    @Nullable Instant muteUntil;

    boolean alertHub = true;
    boolean cloudMonitor;

    @Nullable EventStoreSink eventStore;

    List<String> tags = List.of();
    String dashboard = "internal-alert-analysis";

    @Nullable RuleTemplate template;

    private final List<Query> addedQueries = new ArrayList<>();
    private final List<SeverityBranch> addedSeverities = new ArrayList<>();
    private @Nullable String source;
    private @Nullable String statement;
    private @Nullable TimeSpan timeSpan;
    private @Nullable Severity severity;
    private @Nullable Trigger trigger;

    AlertRuleBuilder(String id) {
        this.id = Checks.id("rule id", id);
        this.displayName = id;
    }

    /**
     * Sets the name that people read. Default: the id. SLS takes 4 to 100 bytes of UTF-8.
     *
     * @param displayName the name; one line, not blank
     * @return this builder
     * @throws IllegalArgumentException if the name is blank or not one line
     */
    public AlertRuleBuilder displayName(String displayName) {
        this.displayName = Checks.notBlank("displayName", Checks.oneLine("displayName", displayName));
        return this;
    }

    /**
     * Sets what the rule is for. Default: empty. SLS takes 256 bytes of UTF-8 at most.
     *
     * @param description the description
     * @return this builder
     */
    public AlertRuleBuilder description(String description) {
        this.description = Objects.requireNonNull(description, "description");
        return this;
    }

    /**
     * Sets the name of the log source of the one query. Default: {@value AlertRule#DEFAULT_SOURCE}.
     *
     * @param source the name under which the source is registered; not blank
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public AlertRuleBuilder source(String source) {
        this.source = Checks.notBlank("source", source);
        return this;
    }

    /**
     * Sets the statement of the one query. Required, unless queries are added.
     *
     * @param statement the statement, {@code search} or {@code search | SQL}; not blank
     * @return this builder
     * @throws IllegalArgumentException if the statement is blank
     * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax">SLS: query syntax</a>
     */
    public AlertRuleBuilder query(String statement) {
        this.statement = Checks.notBlank("query", statement);
        return this;
    }

    /**
     * Sets the range of log time that the one query looks at. Required, unless queries are added.
     *
     * @param timeSpan the time span; SLS looks at 24 hours at most
     * @return this builder
     */
    public AlertRuleBuilder timeSpan(TimeSpan timeSpan) {
        this.timeSpan = Objects.requireNonNull(timeSpan, "timeSpan");
        return this;
    }

    /**
     * Adds a query.
     *
     * @param query the query
     * @return this builder
     */
    public AlertRuleBuilder addQuery(Query query) {
        addedQueries.add(Objects.requireNonNull(query, "query"));
        return this;
    }

    /**
     * Sets how the rows of the queries are put together, from the left: the first two, then the result with the third.
     * Required for two queries and more. Replaces what was set before.
     *
     * @param operations the operations, one less than there are queries
     * @return this builder
     */
    public AlertRuleBuilder setOperations(SetOperation... operations) {
        this.setOperations = List.of(operations);
        return this;
    }

    /**
     * Sets whether the rows are one alert, or one for each group of them. Default: {@link GroupEvaluation#none()}.
     *
     * @param groupEvaluation the grouping
     * @return this builder
     */
    public AlertRuleBuilder groupEvaluation(GroupEvaluation groupEvaluation) {
        this.groupEvaluation = Objects.requireNonNull(groupEvaluation, "groupEvaluation");
        return this;
    }

    /**
     * Sets when the rows mean an alert, for a rule of one severity. Default: {@link Trigger#dataIsReturned()}.
     *
     * @param trigger the trigger
     * @return this builder
     */
    public AlertRuleBuilder trigger(Trigger trigger) {
        this.trigger = Objects.requireNonNull(trigger, "trigger");
        return this;
    }

    /**
     * Sets how bad the alert is, for a rule of one severity. Default: {@link Severity#MEDIUM}.
     *
     * @param severity the severity
     * @return this builder
     */
    public AlertRuleBuilder severity(Severity severity) {
        this.severity = Objects.requireNonNull(severity, "severity");
        return this;
    }

    /**
     * Adds a severity with its trigger. The first whose trigger holds decides, so add the worst first.
     *
     * @param severity the severity
     * @param trigger the trigger
     * @return this builder
     */
    public AlertRuleBuilder addSeverity(Severity severity, Trigger trigger) {
        addedSeverities.add(new SeverityBranch(severity, trigger));
        return this;
    }

    /**
     * Sets how many evaluations in a row must mean an alert before one fires. Default: 1.
     *
     * @param threshold the number; 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AlertRuleBuilder threshold(int threshold) {
        this.threshold = Checks.inRange("threshold", threshold, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Lets an alert fire when there are no rows. Default: none does.
     *
     * @param severity how bad it is
     * @return this builder
     */
    public AlertRuleBuilder fireOnNoData(Severity severity) {
        this.noDataSeverity = Objects.requireNonNull(severity, "severity");
        return this;
    }

    /**
     * Sets whether people are told when the alert is over. Default: no.
     *
     * @param sendResolved whether
     * @return this builder
     */
    public AlertRuleBuilder sendResolved(boolean sendResolved) {
        this.sendResolved = sendResolved;
        return this;
    }

    /**
     * Sets when the rule is evaluated. Required.
     *
     * @param schedule the schedule
     * @return this builder
     */
    public AlertRuleBuilder schedule(Schedule schedule) {
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        return this;
    }

    /**
     * Sets how much later than the schedule says the rule is evaluated, so that logs can arrive. Default: zero.
     *
     * @param delay the time; whole seconds, zero to one day
     * @return this builder
     * @throws IllegalArgumentException if it is out of range or not whole seconds
     */
    public AlertRuleBuilder delay(Duration delay) {
        if (delay.isNegative() || delay.getNano() != 0 || delay.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("delay must be whole seconds from zero to one day, but is " + delay);
        }
        this.delay = delay;
        return this;
    }

    /**
     * Sets whether the rule is evaluated once as soon as it is created, or in this JVM started for the first time. Default: yes.
     *
     * @param runImmediately whether
     * @return this builder
     */
    public AlertRuleBuilder runImmediately(boolean runImmediately) {
        this.runImmediately = runImmediately;
        return this;
    }

    /**
     * Adds a label. Labels are part of the alert's identity, and are fixed text.
     *
     * @param key the key; not blank
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the key is blank
     */
    public AlertRuleBuilder addLabel(String key, String value) {
        labels.put(Checks.notBlank("label key", key), Objects.requireNonNull(value, () -> "the value of " + key));
        return this;
    }

    /**
     * Adds an annotation, such as {@code title} or {@code desc}. The value may hold <code>${name}</code> for a column of the
     * first row, {@code __count__}, {@code __pass_count__}, {@code alert_name} and the other variables of SLS.
     *
     * @param key the key; not blank
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the key is blank
     * @see <a href="https://help.aliyun.com/zh/sls/labels-and-annotations">SLS: labels and annotations</a>
     */
    public AlertRuleBuilder addAnnotation(String key, String value) {
        annotations.put(
                Checks.notBlank("annotation key", key), Objects.requireNonNull(value, () -> "the value of " + key));
        return this;
    }

    /**
     * Sets whether the number of rows, as {@code __count__}, and the columns of the first row are annotations too.
     * Default: yes, as in SLS.
     *
     * @param autoAnnotation whether
     * @return this builder
     * @see <a href="https://help.aliyun.com/zh/sls/labels-and-annotations">SLS: labels and annotations</a>
     */
    public AlertRuleBuilder autoAnnotation(boolean autoAnnotation) {
        this.autoAnnotation = autoAnnotation;
        return this;
    }

    /**
     * Sets the alert policy that merges the alerts. Default: SLS's own {@value AlertRule#DEFAULT_ALERT_POLICY}, which does not merge
     * and leaves it to the rule's action policy to tell people.
     *
     * @param alertPolicy the id of the policy
     * @return this builder
     * @throws IllegalArgumentException if the id has another form than those of SLS
     */
    public AlertRuleBuilder alertPolicy(String alertPolicy) {
        this.alertPolicy = Checks.recordId("alertPolicy", alertPolicy);
        return this;
    }

    /**
     * Sets the action policy that says who is told. Required, unless the rule names an alert policy other
     * than the default one, which then says it.
     *
     * @param actionPolicy the id of the policy
     * @return this builder
     * @throws IllegalArgumentException if the id has another form than those of SLS
     */
    public AlertRuleBuilder actionPolicy(String actionPolicy) {
        this.actionPolicy = Checks.recordId("actionPolicy", actionPolicy);
        return this;
    }

    /**
     * Says that nobody is told, such as where the events go to CloudMonitor or an EventStore only, or while a rule is tried:
     * an action policy is then not required. In the JVM such a rule is evaluated, and its alerts stand in reports and in the
     * history. Default: false.
     *
     * @param toldToNobody whether nobody is told
     * @return this builder
     */
    public AlertRuleBuilder toldToNobody(boolean toldToNobody) {
        this.toldToNobody = toldToNobody;
        return this;
    }

    /**
     * Sets the time that passes before a recipient is told of the same alert again. Default: 4 hours.
     *
     * @param repeatInterval the time; positive, at most 3650 days
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public AlertRuleBuilder repeatInterval(Duration repeatInterval) {
        this.repeatInterval = Checks.positive("repeatInterval", repeatInterval);
        return this;
    }

    /**
     * Sets whether the rule is evaluated on its schedule. Default: yes. This JVM still evaluates it when it is asked to check it.
     *
     * @param enabled whether
     * @return this builder
     */
    public AlertRuleBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    /**
     * Sets the instant up to which nobody is told, although the rule is evaluated. Default: none; then SLS keeps an instant
     * that was set there by hand.
     *
     * @param muteUntil the instant, cut to whole seconds
     * @return this builder
     */
    public AlertRuleBuilder muteUntil(Instant muteUntil) {
        this.muteUntil = Instant.ofEpochSecond(muteUntil.getEpochSecond());
        return this;
    }

    /**
     * Sets whether SLS tells anybody, through its notification service. Default: yes.
     *
     * @param alertHub whether
     * @return this builder
     */
    public AlertRuleBuilder alertHub(boolean alertHub) {
        this.alertHub = alertHub;
        return this;
    }

    /**
     * Sets whether SLS hands alerts to CloudMonitor's event centre. Default: no.
     *
     * @param cloudMonitor whether
     * @return this builder
     */
    public AlertRuleBuilder cloudMonitor(boolean cloudMonitor) {
        this.cloudMonitor = cloudMonitor;
        return this;
    }

    /**
     * Sets an EventStore that SLS writes alert events to. Default: none.
     *
     * @param eventStore the EventStore
     * @return this builder
     */
    public AlertRuleBuilder eventStore(EventStoreSink eventStore) {
        this.eventStore = Objects.requireNonNull(eventStore, "eventStore");
        return this;
    }

    /**
     * Sets the categories that SLS's console shows the rule under; they are no labels. Default: none.
     *
     * @param tags the categories, each once, not blank
     * @return this builder
     * @throws IllegalArgumentException if one is blank or named twice
     */
    public AlertRuleBuilder tags(String... tags) {
        this.tags = Checks.eachOnce("tags", List.of(tags));
        this.tags.forEach(tag -> Checks.notBlank("tag", tag));
        return this;
    }

    /**
     * Sets the dashboard that messages link to. Default: {@code internal-alert-analysis}, SLS's own.
     *
     * @param dashboard the name of the dashboard; may be empty
     * @return this builder
     * @throws IllegalArgumentException if it is not one line
     */
    public AlertRuleBuilder dashboard(String dashboard) {
        this.dashboard = Checks.oneLine("dashboard", dashboard);
        return this;
    }

    /**
     * Sets the alert template of SLS that the rule is made from. Default: none.
     *
     * @param template the template
     * @return this builder
     */
    public AlertRuleBuilder template(RuleTemplate template) {
        this.template = Objects.requireNonNull(template, "template");
        return this;
    }

    /**
     * Builds the rule and leaves this builder as it is.
     *
     * @return the rule
     * @throws io.github.cspmalert.common.AlertConfigurationException if the query, the time span, the schedule or the
     *     action policy is missing; there are more than three queries, or not one set operation less than queries; or
     *     {@link #query} is used together with {@link #addQuery}, or {@link #severity} or {@link #trigger}
     *     together with {@link #addSeverity}; all problems are reported together
     */
    public AlertRule build() {
        boolean one = addedQueries.isEmpty();
        int count = one ? 1 : addedQueries.size();
        Problems problems = new Problems();
        problems.require(!one || statement != null, "query is missing; set the statement with query(..)")
                .require(!one || timeSpan != null, "timeSpan is missing; set it with timeSpan(TimeSpan.relative(..))")
                .require(schedule != null, "schedule is missing; set it with schedule(Schedule.fixedRate(..))")
                .require(
                        toldToNobody || actionPolicy != null || !alertPolicy.equals(AlertRule.DEFAULT_ALERT_POLICY),
                        "actionPolicy is missing; set who is told with actionPolicy(..)")
                .require(
                        !toldToNobody || actionPolicy == null && alertPolicy.equals(AlertRule.DEFAULT_ALERT_POLICY),
                        "toldToNobody(true) is set together with actionPolicy(..) or alertPolicy(..); use one or the other")
                .require(
                        one || statement == null && timeSpan == null && source == null,
                        "query(..), timeSpan(..) or source(..) is set together with addQuery(..); use one or the other")
                .require(
                        addedSeverities.isEmpty() || severity == null && trigger == null,
                        "severity(..) or trigger(..) is set together with addSeverity(..); use one or the other")
                .require(count <= 3, "queries are " + count + "; SLS takes 3 at most")
                .require(
                        setOperations.size() == count - 1,
                        "setOperations are %d for %s; set one less than queries with setOperations(..)"
                                .formatted(setOperations.size(), count == 1 ? "1 query" : count + " queries"))
                .throwIfAny("rule '" + id + "'");
        return new AlertRule(this);
    }

    List<Query> queries() {
        if (!addedQueries.isEmpty()) {
            return List.copyOf(addedQueries);
        }
        return List.of(Query.of(
                source == null ? AlertRule.DEFAULT_SOURCE : source,
                Objects.requireNonNull(statement),
                Objects.requireNonNull(timeSpan)));
    }

    List<SeverityBranch> severities() {
        if (!addedSeverities.isEmpty()) {
            return List.copyOf(addedSeverities);
        }
        return List.of(new SeverityBranch(
                severity == null ? Severity.MEDIUM : severity, trigger == null ? DATA_IS_RETURNED : trigger));
    }
}
