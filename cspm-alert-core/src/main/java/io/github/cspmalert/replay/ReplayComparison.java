package io.github.cspmalert.replay;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What definitions would have told before and after a change, over the same logs. Immutable and thread-safe.
 *
 * @param before the report of the definitions before the change
 * @param after the report of the definitions after it
 */
public record ReplayComparison(ReplayReport before, ReplayReport after) {

    /**
     * Checks that the two can be compared.
     *
     * @param before the report of the definitions before the change
     * @param after the report of the definitions after it
     * @throws IllegalArgumentException if they are about different times or zones, or have the same name
     */
    public ReplayComparison {
        boolean sameTime = before.from().equals(after.from()) && before.to().equals(after.to());
        if (!sameTime || !before.zone().equals(after.zone())) {
            throw new IllegalArgumentException(
                    "both reports must be about the same time and zone, but are about %s to %s in %s and %s to %s in %s"
                            .formatted(
                                    before.from(), before.to(), before.zone(), after.from(), after.to(), after.zone()));
        }
        if (before.name().equals(after.name())) {
            throw new IllegalArgumentException(
                    "both reports are called '%s'; give each a name of its own with name(..)".formatted(before.name()));
        }
    }

    /**
     * One line of the comparison.
     *
     * @param before the number before the change
     * @param after the number after it
     */
    public record Line(long before, long after) {}

    /**
     * {@return the numbers side by side, by what they count} First all notifications and all alerts; then notifications for
     * each recipient; then, for each rule, the evaluations that fired, its alerts, and its notifications.
     */
    public Map<String, Line> lines() {
        Map<String, Line> lines = new LinkedHashMap<>();
        lines.put("notifications", new Line(before.notifications(), after.notifications()));
        lines.put("alerts", new Line(before.alerts(), after.alerts()));
        Set<String> recipients = new LinkedHashSet<>();
        Stream.of(before, after).flatMap(each -> each.told().stream()).forEach(told -> recipients.add(name(told)));
        recipients.forEach(each -> lines.put("told: " + each, new Line(told(before, each), told(after, each))));
        Set<String> rules = new LinkedHashSet<>();
        Stream.of(before, after).flatMap(each -> each.rules().stream()).forEach(rule -> rules.add(rule.ruleId()));
        rules.forEach(id -> put(lines, id));
        return lines;
    }

    private void put(Map<String, Line> lines, String id) {
        RuleReplay one = before.rule(id).orElse(nothing(id));
        RuleReplay other = after.rule(id).orElse(nothing(id));
        lines.put(id + ": evaluations that fired", new Line(one.fired(), other.fired()));
        lines.put(id + ": alerts", new Line(one.alerts(), other.alerts()));
        lines.put(id + ": notifications", new Line(one.notifications(), other.notifications()));
    }

    private static RuleReplay nothing(String id) {
        return new RuleReplay(id, 0, 0, 0, 0, 0, List.of(), Map.of(), Map.of(), List.of(), 0, List.of());
    }

    static String name(Told told) {
        return told.recipientId() + " on " + told.channel();
    }

    private static long told(ReplayReport report, String recipient) {
        return report.told().stream()
                .filter(each -> name(each).equals(recipient))
                .mapToLong(Told::total)
                .sum();
    }

    /** {@return the comparison as a table for people, without a line break at the end} */
    @Override
    public String toString() {
        return ReplayText.of(this);
    }
}
