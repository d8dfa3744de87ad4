package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertBuilder;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.decision.evaluation.RowSet.Row;
import io.github.cspmalert.internal.decision.evaluation.RuleExpressions.Branch;
import io.github.cspmalert.internal.expression.Fields;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.RuleState.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which alerts the rows of an evaluation mean: puts the rows of the queries together, divides them into groups, and
 * takes for each group the first severity whose trigger holds.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-trigger-conditions">SLS: trigger conditions</a>
 */
public final class AlertEvaluator {

    // As many rows of several queries are put into an alert, which shows as many.
    private static final int KEPT_ROWS = 100;

    private final AlertRule rule;
    private final RuleExpressions expressions;
    private final Instant at;
    private final String accountId;
    private final List<QueryData> data;
    private final RuleState state;

    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Integer> hits = new HashMap<>();
    private final Map<String, Firing> firing = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private AlertEvaluator(
            AlertRule rule,
            RuleExpressions expressions,
            Instant at,
            String accountId,
            List<QueryData> data,
            RuleState state) {
        this.rule = rule;
        this.expressions = expressions;
        this.at = at;
        this.accountId = accountId;
        this.data = data;
        this.state = state;
    }

    /**
     * What an evaluation means.
     *
     * @param alerts the alerts that fire
     * @param ended those that fired before and no longer do
     * @param resolved the same, if the rule tells their end
     * @param next what is remembered of the rule next
     * @param problems what was wrong with rows and expressions, one sentence each
     * @param verdicts what was made of each group of rows
     */
    public record Fired(
            List<Alert> alerts,
            List<Alert> ended,
            List<Alert> resolved,
            RuleState next,
            List<String> problems,
            List<Verdict> verdicts) {}

    /** Works out what rows mean, by what is remembered of the rule. */
    public static Fired evaluate(
            AlertRule rule,
            RuleExpressions expressions,
            Instant at,
            String accountId,
            List<QueryData> data,
            RuleState state) {
        return new AlertEvaluator(rule, expressions, at, accountId, data, state).evaluate();
    }

    private Fired evaluate() {
        RowSet rows = RowSets.fold(sets(), expressions.operations(), problems);
        RowGroups groups = RowGroups.of(rule.groupEvaluation(), rows, problems);
        List<BranchMatcher> matchers = expressions.branches().stream()
                .map(branch -> new BranchMatcher(branch, rows, problems))
                .toList();
        for (RowGroups.Group group : groups.groups()) {
            evaluate(group, rows, matchers);
        }
        matchers.forEach(BranchMatcher::tellUnknown);
        if (rows.rows().isEmpty()) {
            noData();
        }
        List<Alert> ended = ended();
        return new Fired(
                alerts,
                ended,
                rule.sendResolved() ? ended : List.of(),
                new RuleState(at, hits, firing),
                List.copyOf(problems),
                List.copyOf(verdicts));
    }

    private List<RowSet> sets() {
        List<RowSet> sets = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            QueryData each = data.get(i);
            sets.add(RowSet.of(i, each.result().columns(), EvaluatedRows.of(rule, each)));
        }
        return sets;
    }

    private void evaluate(RowGroups.Group group, RowSet rows, List<BranchMatcher> matchers) {
        List<Verdict.Tried> tried = new ArrayList<>();
        for (BranchMatcher matcher : matchers) {
            List<Row> matching = matcher.matching(group.rows());
            tried.add(matcher.tried(group.rows(), matching));
            if (matcher.branch().enough(matching.size())) {
                Alert alert = hit(group, rows, matcher, matching);
                judge(alert.fingerprint(), group, tried, hits.getOrDefault(alert.fingerprint(), 0));
                return;
            }
        }
        judge("", group, tried, 0);
    }

    private void judge(String fingerprint, RowGroups.Group group, List<Verdict.Tried> tried, int inARow) {
        verdicts.add(new Verdict(fingerprint, group.labels(), group.rows().size(), tried, inARow));
    }

    private Alert hit(RowGroups.Group group, RowSet rows, BranchMatcher matcher, List<Row> matching) {
        Branch branch = matcher.branch();
        Fields first = matching.isEmpty() ? field -> null : matcher.fields(matching.get(0));
        List<Row> kept = data.size() == 1 || matching.size() <= KEPT_ROWS ? matching : matching.subList(0, KEPT_ROWS);
        AlertBuilder builder = describe(branch.severity(), group.labels())
                .condition(branch.raw(), branch.filled(matching.size(), first))
                .fireResults(kept.stream().map(rows::shown).toList())
                .fireResultsCount(matching.size());
        return fireOrWait(builder, group, rows);
    }

    private Alert fireOrWait(AlertBuilder builder, RowGroups.Group group, RowSet rows) {
        Alert fresh = builder.build();
        int count = state.hits().getOrDefault(fresh.fingerprint(), 0) + 1;
        hits.put(fresh.fingerprint(), count);
        if (count >= rule.threshold()) {
            fire(
                    builder,
                    fresh,
                    new Annotations.Group(
                            group.rows().size(),
                            group.labels().keySet(),
                            group.rows().isEmpty()
                                    ? null
                                    : rows.shown(group.rows().get(0))));
        }
        return fresh;
    }

    private void fire(AlertBuilder builder, Alert fresh, Annotations.Group group) {
        Firing before = state.firing().get(fresh.fingerprint());
        // A clock that was set back, or another engine's clock, must not make the alert older than its evaluation.
        Instant since = before == null || before.since().isAfter(at) ? at : before.since();
        // Annotations may name the instance and are written last, since they see the alert as it is.
        Alert alert = builder.fireTime(since)
                .annotations(Annotations.of(rule, fresh, group, data))
                .build();
        alerts.add(alert);
        firing.put(alert.fingerprint(), new Firing(since, alert.severity(), alert.labels()));
    }

    private void noData() {
        Severity severity = rule.noDataSeverity().orElse(null);
        if (severity == null) {
            return;
        }
        int count = state.hits().getOrDefault(RuleState.NO_DATA, 0) + 1;
        hits.put(RuleState.NO_DATA, count);
        AlertBuilder builder = describe(severity, Map.of())
                .condition("Count:__count__ == 0; Condition:", "Count:[0] == 0; Condition:");
        Alert fresh = builder.build();
        verdicts.add(new Verdict(fresh.fingerprint(), Map.of(), 0, List.of(), count));
        if (count >= rule.threshold() && !firing.containsKey(fresh.fingerprint())) {
            fire(builder, fresh, new Annotations.Group(0, Set.of(), null));
        }
    }

    // A group that has no rows any more is over too.
    private List<Alert> ended() {
        return state.firing().entrySet().stream()
                .filter(each -> !firing.containsKey(each.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(each -> resolved(each.getValue()))
                .toList();
    }

    private Alert resolved(Firing before) {
        Instant since = before.since().isAfter(at) ? at : before.since();
        AlertBuilder builder = describe(before.severity(), before.labels())
                .status(AlertStatus.RESOLVED)
                .fireTime(since)
                .resolveTime(at);
        Set<String> grouped = new HashSet<>(before.labels().keySet());
        grouped.removeAll(rule.labels().keySet());
        return builder.annotations(Annotations.of(rule, builder.build(), new Annotations.Group(0, grouped, null), data))
                .build();
    }

    private AlertBuilder describe(Severity severity, Map<String, String> groupLabels) {
        LogOrigin origin = data.get(0).result().origin();
        Map<String, String> labels = new LinkedHashMap<>(rule.labels());
        labels.putAll(groupLabels);
        return Alert.builder(rule.id())
                .name(rule.displayName())
                .severity(severity)
                .accountId(accountId)
                .region(origin.region())
                .project(origin.project())
                .alertTime(at)
                .nextEvalInterval(Duration.between(at, rule.evaluations().next(at, at)))
                .repeatInterval(rule.repeatInterval())
                .alertPolicyId(rule.alertPolicy())
                .actionPolicyId(rule.actionPolicy().orElse(""))
                .labels(labels)
                .results(data);
    }
}
