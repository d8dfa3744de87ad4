package io.github.cspmalert.rule;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule: which query, how often, when its rows mean an alert, how bad that is, and who is told. Immutable and
 * thread-safe; its {@linkplain Builder builder} is neither.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
public final class AlertRule {

    /** The name of the log source of a rule that names none: {@value}. */
    public static final String DEFAULT_SOURCE = "default";

    private final String id;
    private final String displayName;
    private final String description;
    private final String source;
    private final String query;
    private final TimeSpan timeSpan;
    private final Schedule schedule;
    private final Trigger trigger;
    private final Severity severity;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final String actionPolicy;
    private final Duration repeatInterval;

    private AlertRule(Builder builder) {
        this.id = builder.id;
        this.displayName = builder.displayName;
        this.description = builder.description;
        this.source = builder.source;
        this.query = Objects.requireNonNull(builder.query);
        this.timeSpan = Objects.requireNonNull(builder.timeSpan);
        this.schedule = Objects.requireNonNull(builder.schedule);
        this.trigger = builder.trigger;
        this.severity = builder.severity;
        this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(builder.labels));
        this.annotations = Collections.unmodifiableMap(new LinkedHashMap<>(builder.annotations));
        this.actionPolicy = Objects.requireNonNull(builder.actionPolicy);
        this.repeatInterval = builder.repeatInterval;
    }

    /**
     * Starts a rule.
     *
     * @param id the id, which is SLS's {@code name}: 2 to 64 lower-case letters, digits, {@code -} or {@code _}, beginning
     *     and ending with a letter or digit
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.id("rule id", id));
    }

    /** {@return the id, SLS's {@code alert_id}} */
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

    /** {@return the name of the log source that the query is put to} */
    public String source() {
        return source;
    }

    /** {@return the statement, {@code search} or {@code search | SQL}} */
    public String query() {
        return query;
    }

    /** {@return the range of log time that the query looks at} */
    public TimeSpan timeSpan() {
        return timeSpan;
    }

    /** {@return when the rule is evaluated} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return when the rows mean an alert} */
    public Trigger trigger() {
        return trigger;
    }

    /** {@return how bad the alert is} */
    public Severity severity() {
        return severity;
    }

    /** {@return the labels, part of the alert's identity; unmodifiable, in the order given} */
    public Map<String, String> labels() {
        return labels;
    }

    /** {@return the annotations with their <code>${variables}</code>; unmodifiable, in the order given} */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** {@return the id of the action policy that says who is told} */
    public String actionPolicy() {
        return actionPolicy;
    }

    /** {@return the time that passes before a recipient is told of the same alert again} */
    public Duration repeatInterval() {
        return repeatInterval;
    }

    /** {@return the id of the rule} */
    @Override
    public String toString() {
        return "AlertRule[" + id + "]";
    }

    /** Puts a rule together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private String displayName;
        private String description = "";
        private String source = DEFAULT_SOURCE;
        private @Nullable String query;
        private @Nullable TimeSpan timeSpan;
        private @Nullable Schedule schedule;
        private Trigger trigger = Trigger.dataIsReturned();
        private Severity severity = Severity.MEDIUM;
        private Map<String, String> labels = Map.of();
        private Map<String, String> annotations = Map.of();
        private @Nullable String actionPolicy;
        private Duration repeatInterval = Duration.ofHours(4);

        private Builder(String id) {
            this.id = id;
            this.displayName = id;
        }

        /**
         * Sets the name that people read. Default: the id.
         *
         * @param displayName the name; one line, not blank
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or not one line
         */
        public Builder displayName(String displayName) {
            this.displayName = Checks.notBlank("displayName", Checks.oneLine("displayName", displayName));
            return this;
        }

        /**
         * Sets what the rule is for. Default: empty.
         *
         * @param description the description
         * @return this builder
         */
        public Builder description(String description) {
            this.description = Objects.requireNonNull(description, "description");
            return this;
        }

        /**
         * Sets the name of the log source. Default: {@value AlertRule#DEFAULT_SOURCE}.
         *
         * @param source the name under which the source is registered; not blank
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder source(String source) {
            this.source = Checks.notBlank("source", source);
            return this;
        }

        /**
         * Sets the statement. Required.
         *
         * @param query the statement, {@code search} or {@code search | SQL}; not blank
         * @return this builder
         * @throws IllegalArgumentException if the statement is blank
         * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax">SLS: query syntax</a>
         */
        public Builder query(String query) {
            this.query = Checks.notBlank("query", query);
            return this;
        }

        /**
         * Sets the range of log time that the query looks at. Required.
         *
         * @param timeSpan the time span
         * @return this builder
         */
        public Builder timeSpan(TimeSpan timeSpan) {
            this.timeSpan = Objects.requireNonNull(timeSpan, "timeSpan");
            return this;
        }

        /**
         * Sets when the rule is evaluated. Required.
         *
         * @param schedule the schedule
         * @return this builder
         */
        public Builder schedule(Schedule schedule) {
            this.schedule = Objects.requireNonNull(schedule, "schedule");
            return this;
        }

        /**
         * Sets when the rows mean an alert. Default: {@link Trigger#dataIsReturned()}.
         *
         * @param trigger the trigger
         * @return this builder
         */
        public Builder trigger(Trigger trigger) {
            this.trigger = Objects.requireNonNull(trigger, "trigger");
            return this;
        }

        /**
         * Sets how bad the alert is. Default: {@link Severity#MEDIUM}.
         *
         * @param severity the severity
         * @return this builder
         */
        public Builder severity(Severity severity) {
            this.severity = Objects.requireNonNull(severity, "severity");
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
        public Builder addLabel(String key, String value) {
            labels = with(labels, "label key", key, value);
            return this;
        }

        /**
         * Adds an annotation, such as {@code title} or {@code desc}. The value may hold <code>${name}</code> for a column
         * of the first row, {@code __count__}, {@code __pass_count__}, {@code alert_name} and the other variables of SLS.
         *
         * @param key the key; not blank
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         * @see <a href="https://help.aliyun.com/zh/sls/labels-and-annotations">SLS: labels and annotations</a>
         */
        public Builder addAnnotation(String key, String value) {
            annotations = with(annotations, "annotation key", key, value);
            return this;
        }

        /**
         * Sets the action policy that says who is told. Required.
         *
         * @param actionPolicy the id of the policy; not blank
         * @return this builder
         * @throws IllegalArgumentException if the id is blank
         */
        public Builder actionPolicy(String actionPolicy) {
            this.actionPolicy = Checks.notBlank("actionPolicy", actionPolicy);
            return this;
        }

        /**
         * Sets the time that passes before a recipient is told of the same alert again. Default: 4 hours.
         *
         * @param repeatInterval the time; positive, at most 3650 days
         * @return this builder
         * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
         */
        public Builder repeatInterval(Duration repeatInterval) {
            this.repeatInterval = Checks.positive("repeatInterval", repeatInterval);
            return this;
        }

        /**
         * Builds the rule and leaves this builder as it is.
         *
         * @return the rule
         * @throws io.github.cspmalert.common.AlertConfigurationException if the query, the time span, the schedule or the
         *     action policy is missing; all that are missing are named
         */
        public AlertRule build() {
            new Problems()
                    .require(query != null, "query is missing; set the statement with query(..)")
                    .require(timeSpan != null, "timeSpan is missing; set it with timeSpan(TimeSpan.relative(..))")
                    .require(schedule != null, "schedule is missing; set it with schedule(Schedule.fixedRate(..))")
                    .require(actionPolicy != null, "actionPolicy is missing; set who is told with actionPolicy(..)")
                    .throwIfAny("rule '" + id + "'");
            return new AlertRule(this);
        }

        private static Map<String, String> with(Map<String, String> map, String what, String key, String value) {
            Map<String, String> copy = new LinkedHashMap<>(map);
            copy.put(Checks.notBlank(what, key), Objects.requireNonNull(value, () -> "the value of " + key));
            return copy;
        }
    }
}
