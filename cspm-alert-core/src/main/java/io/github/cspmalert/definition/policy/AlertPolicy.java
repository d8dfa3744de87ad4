package io.github.cspmalert.definition.policy;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are told together, how soon, and how often again. Immutable and thread-safe; its
 * {@linkplain Builder builder} is neither.
 *
 * <p>Rules that name none use {@link #DYNAMIC}: every alert on its own, through the rule's own action policy. SLS does not
 * publish how a policy of one's own leaves the action policy to the rule, so an alert policy defined here always names one.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">SLS: merging alerts</a>
 */
public final class AlertPolicy {

    /** SLS's built-in policy that does not merge and leaves the action policy to the rule: {@value}. */
    public static final String DYNAMIC = AlertRule.DEFAULT_ALERT_POLICY;

    private final String id;
    private final String name;
    private final String parent;
    private final String actionPolicy;
    private final List<MergeField> mergeBy;
    private final boolean mergeByAllLabels;
    private final List<String> mergeByLabels;
    private final Duration groupWait;
    private final Duration groupInterval;
    private final Duration repeatInterval;
    private final List<Silence> silences;
    private final List<Inhibition> inhibitions;

    private AlertPolicy(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.parent = builder.parent;
        this.actionPolicy = Objects.requireNonNull(builder.actionPolicy);
        this.mergeBy = builder.mergeBy;
        this.mergeByAllLabels = builder.mergeByAllLabels;
        this.mergeByLabels = builder.mergeByLabels;
        this.groupWait = builder.groupWait;
        this.groupInterval = builder.groupInterval;
        this.repeatInterval = builder.repeatInterval;
        this.silences = List.copyOf(builder.silences);
        this.inhibitions = List.copyOf(builder.inhibitions);
    }

    /**
     * Starts an alert policy.
     *
     * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.recordId("alert policy id", id));
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the name that people read; may be empty} */
    public String name() {
        return name;
    }

    /** {@return the id of the policy that is carried out before this one, whose silences apply here too} */
    public Optional<String> parent() {
        return parent.isEmpty() ? Optional.empty() : Optional.of(parent);
    }

    /** {@return the id of the action policy that tells of the merged alerts} */
    public String actionPolicy() {
        return actionPolicy;
    }

    /** {@return what alerts must have in common to be told together, in the order given} */
    public List<MergeField> mergeBy() {
        return mergeBy;
    }

    /** {@return whether alerts must have all labels in common to be told together} */
    public boolean mergeByAllLabels() {
        return mergeByAllLabels;
    }

    /** {@return the labels that alerts must have in common to be told together, in the order given} */
    public List<String> mergeByLabels() {
        return mergeByLabels;
    }

    /** {@return how long the first notification of a set waits for more alerts} */
    public Duration groupWait() {
        return groupWait;
    }

    /** {@return how often a set is looked at for changes to tell} */
    public Duration groupInterval() {
        return groupInterval;
    }

    /** {@return the time after which an unchanged set is told again} */
    public Duration repeatInterval() {
        return repeatInterval;
    }

    /** {@return what holds back alerts of rules with this policy, or with one of which this is a parent, in the order given} */
    public List<Silence> silences() {
        return silences;
    }

    /** {@return which alerts hold back others that are told together with them, in the order given} */
    public List<Inhibition> inhibitions() {
        return inhibitions;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertPolicy that && id.equals(that.id) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private List<Object> values() {
        return List.of(
                name,
                parent,
                actionPolicy,
                mergeBy,
                mergeByAllLabels,
                mergeByLabels,
                groupWait,
                groupInterval,
                repeatInterval,
                silences,
                inhibitions);
    }

    @Override
    public String toString() {
        return "AlertPolicy[" + id + "]";
    }

    /** Puts an alert policy together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private String name = "";
        private String parent = "";
        private @Nullable String actionPolicy;
        private List<MergeField> mergeBy = List.of(MergeField.PROJECT, MergeField.ALERT_ID);
        private boolean mergeByAllLabels = true;
        private List<String> mergeByLabels = List.of();
        private Duration groupWait = Duration.ofSeconds(15);
        private Duration groupInterval = Duration.ofMinutes(5);
        private Duration repeatInterval = Duration.ofHours(4);
        private final List<Silence> silences = new ArrayList<>();
        private final List<Inhibition> inhibitions = new ArrayList<>();

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the name that people read. Default: empty; SLS then shows the id.
         *
         * @param name the name; one line
         * @return this builder
         * @throws IllegalArgumentException if the name has a line break or a control character
         */
        public Builder name(String name) {
            this.name = Checks.oneLine("name of alert policy '" + id + "'", name);
            return this;
        }

        /**
         * Sets the policy that is carried out before this one. Default: none.
         *
         * @param parent the id of the policy
         * @return this builder
         * @throws IllegalArgumentException if the id has another form
         */
        public Builder parent(String parent) {
            this.parent = Checks.recordId("parent", parent);
            return this;
        }

        /**
         * Sets the action policy that tells of the merged alerts. Required.
         *
         * @param actionPolicy the id of the policy
         * @return this builder
         * @throws IllegalArgumentException if the id has another form
         */
        public Builder actionPolicy(String actionPolicy) {
            this.actionPolicy = Checks.recordId("actionPolicy", actionPolicy);
            return this;
        }

        /**
         * Sets what alerts must have in common to be told together. Default: the project and the rule.
         *
         * @param fields the fields, each once
         * @return this builder
         * @throws IllegalArgumentException if one is named twice
         */
        public Builder mergeBy(MergeField... fields) {
            this.mergeBy = Checks.eachOnce("mergeBy", List.of(fields));
            return this;
        }

        /**
         * Sets that alerts must have all labels in common to be told together, or that labels do not count. Default: all.
         *
         * @param allLabels whether all labels count
         * @return this builder
         */
        public Builder mergeByAllLabels(boolean allLabels) {
            this.mergeByAllLabels = allLabels;
            return this;
        }

        /**
         * Sets the labels that alerts must have in common to be told together. Default: none by name.
         *
         * @param labels the names, each once; a letter or {@code _}, then letters, digits and {@code _}
         * @return this builder
         * @throws IllegalArgumentException if one is named twice or has another form
         */
        public Builder mergeByLabels(String... labels) {
            this.mergeByLabels = Checks.eachOnce("mergeByLabels", List.of(labels));
            this.mergeByLabels.forEach(AlertField::label);
            return this;
        }

        /**
         * Sets how long the first notification of a set waits for more alerts. Default: 15 seconds.
         *
         * @param groupWait the time; positive, whole seconds
         * @return this builder
         * @throws IllegalArgumentException if it is not positive or not whole seconds
         */
        public Builder groupWait(Duration groupWait) {
            this.groupWait = Checks.wholeSeconds("groupWait", groupWait);
            return this;
        }

        /**
         * Sets how often a set is looked at for changes to tell. Default: 5 minutes; SLS takes 15 seconds at least.
         *
         * @param groupInterval the time; positive, whole seconds
         * @return this builder
         * @throws IllegalArgumentException if it is not positive or not whole seconds
         */
        public Builder groupInterval(Duration groupInterval) {
            this.groupInterval = Checks.wholeSeconds("groupInterval", groupInterval);
            return this;
        }

        /**
         * Sets the time after which an unchanged set is told again. Default: 4 hours.
         *
         * @param repeatInterval the time; positive, whole seconds
         * @return this builder
         * @throws IllegalArgumentException if it is not positive or not whole seconds
         */
        public Builder repeatInterval(Duration repeatInterval) {
            this.repeatInterval = Checks.wholeSeconds("repeatInterval", repeatInterval);
            return this;
        }

        /**
         * Adds a silence for alerts of rules with this policy, or with one of which this is a parent. Only an engine in a JVM
         * carries it out, since SLS publishes no form of it.
         *
         * @param silence the silence
         * @return this builder
         */
        public Builder addSilence(Silence silence) {
            silences.add(Objects.requireNonNull(silence, "silence"));
            return this;
        }

        /**
         * Adds that alerts are held back while another one fires that is told together with them. What waits to be told
         * already when that one begins to fire is told. Only an engine in a JVM carries it out, since SLS publishes no form of
         * it.
         *
         * @param source which alerts hold others back
         * @param target which alerts are held back
         * @return this builder
         * @throws IllegalArgumentException if a condition names a field that no alert has, or compares a number with a text
         */
        public Builder inhibit(AlertCondition source, AlertCondition target) {
            inhibitions.add(new Inhibition(source, target));
            return this;
        }

        /**
         * Builds the policy and leaves this builder as it is.
         *
         * @return the policy
         * @throws io.github.cspmalert.common.AlertConfigurationException if the action policy is missing, or labels are
         *     named although all of them count
         */
        public AlertPolicy build() {
            new Problems()
                    .require(actionPolicy != null, "actionPolicy is missing; name who is told with actionPolicy(..)")
                    .require(
                            !mergeByAllLabels || mergeByLabels.isEmpty(),
                            "mergeByLabels is %s although all labels count; set mergeByAllLabels(false)"
                                    .formatted(mergeByLabels))
                    .throwIfAny("alert policy '" + id + "'");
            return new AlertPolicy(this);
        }
    }
}
