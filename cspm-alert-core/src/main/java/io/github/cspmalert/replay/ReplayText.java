package io.github.cspmalert.replay;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.replay.RuleReplay.NoisyGroup;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Replays as text. */
final class ReplayText {

    private ReplayText() {}

    static String of(ReplayReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, replayed from %s to %s: %s, %s, %s"
                .formatted(
                        report.name(),
                        report.from(),
                        report.to(),
                        count(report.evaluations(), "evaluation"),
                        count(report.alerts(), "alert"),
                        count(report.notifications(), "notification")));
        report.rules().forEach(rule -> add(lines, rule));
        if (report.rules().size() > 1) {
            report.told().forEach(told -> lines.add("of all rules: " + told(told)));
        }
        if (report.waiting() > 0) {
            lines.add("still waiting at the end: " + count(report.waiting(), "notification"));
        }
        report.notes().forEach(note -> lines.add("not carried out: " + note));
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, RuleReplay rule) {
        lines.add("%s: %d of %s fired; %s"
                .formatted(
                        rule.ruleId(),
                        rule.fired(),
                        count(rule.evaluations(), "evaluation"),
                        count(rule.alerts(), "alert")));
        rule.told().forEach(told -> lines.add("  " + told(told)));
        if (rule.alertsTold() > rule.notifications()) {
            lines.add("  told together: %s in %s"
                    .formatted(count(rule.alertsTold(), "alert"), count(rule.notifications(), "notification")));
        }
        rule.heldBack()
                .forEach((reason, times) ->
                        lines.add("  held back %s: %s".formatted(count(times, "time"), reason.explanation())));
        rule.cuts()
                .forEach((cut, times) ->
                        lines.add("  cut in %s: %s".formatted(count(times, "evaluation"), cut.explanation())));
        rule.noisiest().forEach(group -> lines.add("  noisy: " + noisy(group)));
        if (rule.otherGroups() > 0) {
            lines.add("  noisy: further groups fired %s".formatted(count(rule.otherGroups(), "time")));
        }
        rule.problems().forEach(problem -> lines.add("  problem: " + problem));
    }

    private static String told(Told told) {
        Map.Entry<LocalDate, Long> worst = told.worst();
        return "%s is told %s on %s, at most %d on one (%s)"
                .formatted(
                        ReplayComparison.name(told),
                        count(told.total(), "time"),
                        count(told.days().size(), "day"),
                        worst.getValue(),
                        worst.getKey());
    }

    private static String noisy(NoisyGroup group) {
        return group.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + Checks.printable(label.getValue()))
                .collect(Collectors.joining(", ", "", " fired in " + count(group.fired(), "evaluation")));
    }

    static String of(ReplayComparison comparison) {
        ReplayReport before = comparison.before();
        ReplayReport after = comparison.after();
        Map<String, ReplayComparison.Line> lines = comparison.lines();
        int widest = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        int one = Math.max(before.name().length(), 6);
        int other = Math.max(after.name().length(), 6);
        String row = "%-" + widest + "s  %" + one + "s  %" + other + "s";
        List<String> text = new ArrayList<>();
        text.add("%s to %s, with '%s': %s instead of %d"
                .formatted(
                        before.from(),
                        before.to(),
                        after.name(),
                        count(after.notifications(), "notification"),
                        before.notifications()));
        text.add(row.formatted("", before.name(), after.name()));
        lines.forEach((what, line) -> text.add(row.formatted(what, line.before(), line.after())));
        return String.join("\n", text);
    }

    private static String count(long number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }
}
