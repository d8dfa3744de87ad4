package io.github.cspmalert.definition.rule;

import io.github.cspmalert.check.RiskLevel;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule over the ledger of findings: which findings, what of them is told, how the news is put into messages, when, and to
 * whom. Where a query rule counts the rows of a window, a posture rule tells each change of each finding once: what is new,
 * reopened, riskier, still open, fixed, exempted or no longer observed. Immutable and thread-safe; its
 * {@linkplain PostureRuleBuilder builder} is neither.
 *
 * <p>The first time, one summary says how many findings are open, and nothing is called new. Changes wait until the scan that
 * brought them has settled, and for the rule's schedule: one that is evaluated every few minutes tells soon, one that is
 * evaluated daily or weekly is a digest.
 */
public final class PostureRule {

    private final String id;
    private final String displayName;
    private final FindingFilter filter;
    private final Set<FindingChange> tells;
    private final List<Duration> remindAfter;
    private final Map<RiskLevel, Duration> deadlines;
    private final FindingGrouping groupBy;
    private final Schedule schedule;
    private final boolean allClear;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final String actionPolicy;

    PostureRule(PostureRuleBuilder builder) {
        this.id = builder.id;
        this.displayName = builder.displayName;
        this.filter = builder.filter;
        this.tells = Collections.unmodifiableSet(EnumSet.copyOf(builder.tells));
        this.remindAfter = List.copyOf(builder.remindAfter);
        this.deadlines = Map.copyOf(builder.deadlines);
        this.groupBy = builder.groupBy;
        this.schedule = builder.schedule;
        this.allClear = builder.allClear;
        this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(builder.labels));
        this.annotations = Collections.unmodifiableMap(new LinkedHashMap<>(builder.annotations));
        this.actionPolicy = Objects.requireNonNull(builder.actionPolicy);
    }

    /**
     * Begins a rule.
     *
     * @param id the id, unique among rules: 2 to 64 lower-case letters, digits, {@code -} and {@code _}
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the id is malformed
     */
    public static PostureRuleBuilder builder(String id) {
        return new PostureRuleBuilder(id);
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the name that people read} */
    public String displayName() {
        return displayName;
    }

    /** {@return which findings it is about} */
    public FindingFilter filter() {
        return filter;
    }

    /** {@return which changes are told; unmodifiable} */
    public Set<FindingChange> tells() {
        return tells;
    }

    /** {@return after how long open one is reminded of a finding, ascending; empty for never} */
    public List<Duration> remindAfter() {
        return remindAfter;
    }

    /** {@return by when, counted from when it opened, a finding of a risk is to be fixed; unmodifiable} */
    public Map<RiskLevel, Duration> deadlines() {
        return deadlines;
    }

    /** {@return what the findings of one message have in common} */
    public FindingGrouping groupBy() {
        return groupBy;
    }

    /** {@return when it looks for news} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return whether it also tells, each time that it looks, that there is no news} */
    public boolean allClear() {
        return allClear;
    }

    /** {@return the labels of its alerts; unmodifiable} */
    public Map<String, String> labels() {
        return labels;
    }

    /** {@return the annotations of its alerts; unmodifiable} */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** {@return the id of the action policy, which says who is told} */
    public String actionPolicy() {
        return actionPolicy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PostureRule that && id.equals(that.id) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private List<Object> values() {
        return List.of(
                List.of(displayName, filter, tells, remindAfter, deadlines, groupBy),
                List.of(schedule, allClear, labels, annotations, actionPolicy));
    }

    @Override
    public String toString() {
        return "PostureRule[" + id + "]";
    }
}
