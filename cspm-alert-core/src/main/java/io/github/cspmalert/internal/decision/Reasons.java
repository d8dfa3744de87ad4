package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.decision.evaluation.RuleExpressions.Branch;
import io.github.cspmalert.internal.decision.evaluation.Verdict;
import io.github.cspmalert.internal.decision.evaluation.Verdict.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what an evaluation made of its rows, one sentence for each group: for people who look at it now, with values of rows;
 * for the store without.
 */
final class Reasons {

    // More would hide what there is to see.
    private static final int MOST_GROUPS = 10;

    private final Occurrence occurrence;
    private final boolean withValues;

    private Reasons(Occurrence occurrence, boolean withValues) {
        this.occurrence = occurrence;
        this.withValues = withValues;
    }

    /** {@return the sentences; empty of anything but a query rule} */
    static List<String> of(Occurrence occurrence, boolean withValues) {
        AlertRule rule = occurrence.why().rule();
        return rule == null ? List.of() : new Reasons(occurrence, withValues).all(rule);
    }

    private List<String> all(AlertRule rule) {
        List<Verdict> holding =
                occurrence.why().verdicts().stream().filter(Verdict::holds).toList();
        List<Verdict> others = occurrence.why().verdicts().stream()
                .filter(verdict -> !verdict.holds())
                .toList();
        List<String> sentences = new ArrayList<>();
        add(sentences, rule, holding, MOST_GROUPS, "whose trigger holds");
        // Without its values a group that has no alert cannot be told from another.
        boolean told = withValues
                || others.stream().allMatch(verdict -> verdict.labels().isEmpty());
        add(sentences, rule, others, told ? MOST_GROUPS : 0, "whose trigger does not hold");
        return sentences;
    }

    private void add(List<String> sentences, AlertRule rule, List<Verdict> verdicts, int most, String which) {
        verdicts.stream().limit(most).forEach(each -> sentences.add(sentence(rule, each)));
        int more = verdicts.size() - most;
        if (more > 0) {
            sentences.add((sentences.isEmpty() ? "" : "and ") + more + (more == 1 ? " group " : " groups ") + which);
        }
    }

    private String sentence(AlertRule rule, Verdict verdict) {
        String why = verdict.tried().isEmpty()
                ? rule.noDataSeverity().map(Severity::label).orElse("") + ", since no query gave a row"
                : verdict.tried().stream().map(tried -> clause(tried, verdict)).collect(Collectors.joining("; "));
        return subject(verdict) + outcome(rule, verdict) + ": " + why;
    }

    // Labels are values of rows.
    private String subject(Verdict verdict) {
        if (verdict.labels().isEmpty()) {
            return "";
        }
        return withValues
                ? verdict.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + Checks.printable(label.getValue()))
                        .collect(Collectors.joining(", ", "", " "))
                : "alert " + verdict.fingerprint() + " ";
    }

    private String outcome(AlertRule rule, Verdict verdict) {
        if (!verdict.holds()) {
            return "does not fire";
        }
        String fires = occurrence.alerts().stream()
                .filter(alert -> alert.fingerprint().equals(verdict.fingerprint()))
                .map(alert -> "fires since " + alert.fireTime())
                .findFirst()
                .orElse("does not fire yet");
        int inARow = verdict.inARow();
        return rule.threshold() == 1
                ? fires
                : "%s, after %s in a row where it takes %d"
                        .formatted(fires, inARow == 1 ? "1 evaluation" : inARow + " evaluations", rule.threshold());
    }

    private String clause(Tried tried, Verdict verdict) {
        boolean holds = verdict.holds() && tried == verdict.last();
        Branch branch = tried.branch();
        String needed = branch.countCondition() == null ? "" : ", and it takes " + branch.countCondition();
        return (holds ? "" : "not ") + branch.severity().label() + ", since " + found(tried, verdict.rows()) + needed;
    }

    private String found(Tried tried, int rows) {
        if (rows == 0) {
            return "there is no row";
        }
        if (tried.branch().condition() == null) {
            return rows == 1 ? "there is 1 row" : "there are " + rows + " rows";
        }
        String values =
                withValues && !tried.values().isEmpty() ? " (first " + Checks.printable(tried.values()) + ")" : "";
        return "'" + tried.branch().condition() + "' holds for " + tried.matching() + " of " + rows + " rows" + values;
    }
}
