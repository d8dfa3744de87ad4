package io.github.cspmalert.definition.rule;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a {@link PostureRule} together. Everything is checked in {@link #build()}, which leaves the builder as it is. Not thread-safe. */
public final class PostureRuleBuilder {

    /** What is told unless the rule says otherwise: everything but reminders, which need a time. */
    private static final Set<FindingChange> USUAL = EnumSet.complementOf(EnumSet.of(FindingChange.STILL_OPEN));

    final String id;
    final Map<RiskLevel, Duration> deadlines = new LinkedHashMap<>();
    final Map<String, String> labels = new LinkedHashMap<>();
    final Map<String, String> annotations = new LinkedHashMap<>();
    String displayName;
    FindingFilter filter = FindingFilter.ALL;
    Set<FindingChange> tells = USUAL;
    List<Duration> remindAfter = List.of();
    FindingGrouping groupBy = FindingGrouping.ALL;
    Schedule schedule = Schedule.fixedRate(Duration.ofMinutes(5));
    boolean allClear;

    @Nullable String actionPolicy;

    PostureRuleBuilder(String id) {
        this.id = Checks.id("posture rule id", id);
        this.displayName = id;
    }

    /**
     * Sets the name that people read; by default the id.
     *
     * @param displayName the name; one line, not blank
     * @return this
     */
    public PostureRuleBuilder displayName(String displayName) {
        this.displayName = Objects.requireNonNull(displayName, "displayName");
        return this;
    }

    /**
     * Sets which findings the rule is about; by default all.
     *
     * @param filter the filter
     * @return this
     */
    public PostureRuleBuilder filter(FindingFilter filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
        return this;
    }

    /**
     * Sets which changes are told; by default all of them. {@link FindingChange#STILL_OPEN} is set by {@link #remindAfter} and
     * {@link #deadline}.
     *
     * @param changes the changes, at least one
     * @return this
     */
    public PostureRuleBuilder tells(FindingChange... changes) {
        Set<FindingChange> set = EnumSet.noneOf(FindingChange.class);
        set.addAll(List.of(changes));
        this.tells = set;
        return this;
    }

    /**
     * Sets after how long one is reminded of a finding that is still open. After the last of them it goes on at the distance
     * of the last two, or, if there is one only, at that distance. Each reminder is a severity worse than the one before. By
     * default nobody is reminded.
     *
     * @param after the times since it opened, ascending; each at least an hour
     * @return this
     */
    public PostureRuleBuilder remindAfter(Duration... after) {
        this.remindAfter = List.of(after);
        return this;
    }

    /**
     * Sets by when findings of a risk are to be fixed. One that is open at its deadline is told, as critical.
     *
     * @param risk the risk; what is not documented has the deadline of {@link RiskLevel#HIGH}
     * @param within the time since it opened; at least an hour
     * @return this
     */
    public PostureRuleBuilder deadline(RiskLevel risk, Duration within) {
        deadlines.put(Objects.requireNonNull(risk, "risk"), Objects.requireNonNull(within, "within"));
        return this;
    }

    /**
     * Sets what the findings of one message have in common; by default nothing, so that one message holds all news.
     *
     * @param groupBy the grouping
     * @return this
     */
    public PostureRuleBuilder groupBy(FindingGrouping groupBy) {
        this.groupBy = Objects.requireNonNull(groupBy, "groupBy");
        return this;
    }

    /**
     * Sets when the rule looks for news; by default every 5 minutes. A daily or weekly schedule makes a digest.
     *
     * @param schedule the schedule
     * @return this
     */
    public PostureRuleBuilder schedule(Schedule schedule) {
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        return this;
    }

    /**
     * Has the rule tell, each time that it looks, also that there is no news. By default it then tells nothing.
     *
     * @return this
     */
    public PostureRuleBuilder allClear() {
        this.allClear = true;
        return this;
    }

    /**
     * Sets a label of the rule's alerts.
     *
     * @param name the name
     * @param value the value
     * @return this
     */
    public PostureRuleBuilder label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    /**
     * Sets an annotation of the rule's alerts, such as {@code title} or {@code desc}.
     *
     * @param name the name
     * @param value the value
     * @return this
     */
    public PostureRuleBuilder annotation(String name, String value) {
        annotations.put(name, value);
        return this;
    }

    /**
     * Sets who is told.
     *
     * @param actionPolicy the id of an action policy
     * @return this
     * @throws IllegalArgumentException if the id is blank or not one line
     */
    public PostureRuleBuilder actionPolicy(String actionPolicy) {
        this.actionPolicy = Checks.reference("actionPolicy", actionPolicy);
        return this;
    }

    /**
     * Builds the rule. The builder stays as it is.
     *
     * @return the rule
     * @throws io.github.cspmalert.common.AlertConfigurationException if the action policy is missing; nothing is told; a
     *     deadline is for a risk that is not documented; a name is blank or of several lines; times are shorter than an hour, longer than 3,650 days or not ascending; or
     *     waivers, reminders or deadlines contradict what is told. The message names all of it
     */
    public PostureRule build() {
        Problems problems = new Problems();
        problems.require(
                !displayName.isBlank() && Checks.oneLineOf(displayName).equals(displayName),
                "displayName is '%s'; it must be one line, not blank".formatted(Checks.printable(displayName)));
        problems.require(actionPolicy != null, "actionPolicy is missing; name one with actionPolicy(..)");
        problems.require(
                !tells.isEmpty(), "tells is empty, so nobody would hear of anything; name changes with tells(..)");
        problems.require(
                !tells.contains(FindingChange.STILL_OPEN) || !remindAfter.isEmpty() || !deadlines.isEmpty(),
                "tells names still_open without a time; set one with remindAfter(..) or deadline(..)");
        checkTimes(problems);
        labels.keySet().forEach(name -> checkName(problems, "label", name));
        annotations.keySet().forEach(name -> checkName(problems, "annotation", name));
        problems.throwIfAny("posture rule '" + id + "'");
        return new PostureRule(this);
    }

    private void checkTimes(Problems problems) {
        for (RiskLevel risk : deadlines.keySet()) {
            problems.require(
                    risk.isDocumented(),
                    "deadline is set for the risk '%s'; it must be LOW, MEDIUM or HIGH, and others have that of HIGH"
                            .formatted(Checks.printable(risk.text())));
        }
        List<Duration> times = new ArrayList<>(remindAfter);
        times.addAll(deadlines.values());
        for (Duration time : times) {
            problems.require(
                    time.compareTo(Duration.ofHours(1)) >= 0 && time.compareTo(Duration.ofDays(3650)) <= 0,
                    "a reminder or deadline is %s; it must be 1 hour to 3650 days".formatted(time));
        }
        problems.require(
                remindAfter.stream().sorted().distinct().toList().equals(remindAfter),
                "remindAfter is %s; give the times in ascending order, each once".formatted(remindAfter));
    }

    private static void checkName(Problems problems, String what, String name) {
        problems.require(!name.isBlank(), what + " has a blank name; name it");
    }
}
