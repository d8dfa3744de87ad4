package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.PostureNews;
import io.github.cspmalert.alert.PostureVariables;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.state.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes alerts of the news of a posture rule, which messages and templates are about. For one thread. */
final class PostureAlerts {

    private final PostureDecider.Parts parts;
    private final PostureDraft draft;

    PostureAlerts(PostureDecider.Parts parts, PostureDraft draft) {
        this.parts = parts;
        this.draft = draft;
    }

    /** {@return the alert} */
    Alert of(PostureNews news) {
        PostureRule rule = parts.rule();
        Instant at = draft.when().at();
        Map<String, String> labels = new LinkedHashMap<>(rule.labels());
        if (news.group().by() != FindingGrouping.ALL) {
            labels.put(news.group().by().word(), news.group().id());
        }
        List<LogRow> rows = news.changes().stream()
                .limit(PostureVariables.MOST_CHANGES)
                .map(PostureAlerts::row)
                .toList();
        LogResult result = new LogResult(origin(news), rows.isEmpty() ? List.of() : columns(rows), rows, Set.of());
        TimeRange range = new TimeRange(earlier(news.since(), at.minusSeconds(1)), at);
        return Alert.builder(rule.id())
                .name(rule.displayName())
                .severity(severity(news))
                .accountId(accountId())
                .project(result.origin().project())
                .region(result.origin().region())
                .alertTime(at)
                .nextEvalInterval(Duration.between(at, rule.schedule().next(at, at)))
                .actionPolicyId(rule.actionPolicy())
                .labels(labels)
                .annotations(rule.annotations())
                .results(List.of(new QueryData(search(), range, result)))
                .fireResults(rows)
                .build();
    }

    private static List<String> columns(List<LogRow> rows) {
        return List.copyOf(rows.get(0).values().keySet());
    }

    private static LogRow row(PostureNews.Item item) {
        Finding finding = item.finding();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("change", item.change().word());
        values.put("risk_level", finding.risk().map(RiskLevel::text).orElse(""));
        values.put("check_id", finding.key().checkId());
        values.put("check_item_name", finding.checkItemName());
        values.put("instance_type", finding.key().instanceType().text());
        values.put("instance_id", finding.key().instanceId());
        values.put("instance_name", finding.instanceName());
        values.put("region_id", finding.key().regionId());
        values.put("source", finding.key().source());
        return LogRow.of(values);
    }

    /** {@return whether a change ends what there was to do} */
    static boolean isClosing(FindingChange change) {
        return change == FindingChange.FIXED || change == FindingChange.EXEMPTED || change == FindingChange.UNOBSERVED;
    }

    private Severity severity(PostureNews news) {
        return news.changes().stream()
                .map(this::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.REPORT);
    }

    private Severity severity(PostureNews.Item item) {
        if (isClosing(item.change())) {
            return Severity.REPORT;
        }
        if (item.isOverdue(draft.when().at())) {
            return Severity.CRITICAL;
        }
        int base = item.finding()
                .risk()
                .map(PostureAlerts::severity)
                .orElse(Severity.HIGH)
                .ordinal();
        return Severity.values()[Math.min(base + item.reminder(), Severity.values().length - 1)];
    }

    private static Severity severity(RiskLevel risk) {
        return switch (risk.rank()) {
            case 1 -> Severity.LOW;
            case 2 -> Severity.MEDIUM;
            default -> Severity.HIGH;
        };
    }

    // The news of several sources have no common origin, and the fingerprint is not to depend on which they are.
    private LogOrigin origin(PostureNews news) {
        List<String> all = parts.sources().stream().map(CspmResults::name).toList();
        List<String> own = news.group().by() == FindingGrouping.ACCOUNT
                ? List.of(news.group().id())
                : all;
        return own.size() == 1
                ? draft.scope().source(own.get(0)).map(SourceState::origin).orElse(LogOrigin.UNKNOWN)
                : LogOrigin.UNKNOWN;
    }

    private String accountId() {
        return parts.sources().size() == 1 ? parts.sources().get(0).accountId() : "";
    }

    private String search() {
        return parts.sources().size() == 1 ? parts.sources().get(0).search() : CspmResults.SEARCH;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
