package io.github.cspmalert.sls.internal.limits;

import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.log.LogStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The limits of rules. */
final class RuleLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'");
    private static final Pattern SCAN = Pattern.compile("(?is).*\\bset\\s+session\\s+mode\\s*=\\s*scan\\b.*");

    private final Violations violations;
    private final Map<String, Store> sources;

    RuleLimits(Violations violations, Map<String, Store> sources) {
        this.violations = violations;
        this.sources = sources;
    }

    void check(AlertRule rule) {
        String object = "rule '" + rule.id() + "'";
        List<String> unlocated = rule.queries().stream()
                .map(Query::source)
                .filter(source -> !sources.containsKey(source))
                .distinct()
                .toList();
        violations.require(
                unlocated.isEmpty(),
                object,
                "nobody says where the log sources %s lie; say it with source(..); located are %s"
                        .formatted(unlocated, sources.keySet()),
                Page.RULE);
        if (!unlocated.isEmpty()) {
            return;
        }
        violations.characters(object, "id", rule.id(), 4, 64, Page.RULE);
        violations.bytes(object, "displayName", rule.displayName(), 4, 100, Page.RULE);
        violations.bytes(object, "description", rule.description(), 0, 256, Page.RULE);
        if (rule.schedule() instanceof Schedule.FixedRate fixedRate) {
            violations.duration(
                    object, "interval", fixedRate.interval(), Duration.ofSeconds(60), Duration.ofDays(30), Page.RULE);
        }
        if (rule.schedule() instanceof Schedule.Cron cron) {
            violations.require(
                    cron.offset().isPresent(),
                    object,
                    "schedule is in the zone %s, which puts its clock forward and back; SLS takes offsets from UTC such as +01:00"
                            .formatted(cron.zone()),
                    Page.RULE);
        }
        violations.duration(object, "repeatInterval", rule.repeatInterval(), SECOND, Duration.ofDays(3650), Page.RULE);
        for (int i = 0; i < rule.queries().size(); i++) {
            check(object, i + 1, rule.queries().get(i));
        }
        violations.require(
                rule.groupEvaluation().type() != GroupEvaluation.Type.LABELS_AUTO
                        || rule.queries().stream().anyMatch(query -> type(query) == StoreType.METRIC),
                object,
                "groupEvaluation is by the labels of metrics, but no query reads a Metricstore",
                Page.GROUPS);
    }

    private void check(String object, int number, Query query) {
        String field = "query " + number;
        StoreType type = type(query);
        if (type == StoreType.META) {
            violations.require(
                    query.statement().isEmpty(),
                    object,
                    field + " reads resource data, but has a statement; SLS reads such a table whole",
                    Page.QUERIES);
            return;
        }
        violations.require(
                !query.statement().isBlank(), object, field + " has no statement; use * for everything", Page.QUERIES);
        violations.duration(object, "the time span of " + field, length(query.timeSpan()), SECOND, DAY, Page.LIMITS);
        LogStatement statement = LogStatement.of(query.statement());
        violations.require(
                !withoutTexts(statement.search()).contains("#\""),
                object,
                field + " searches a phrase, #\"..\"; SLS does not support that in alerts",
                Page.LIMITS);
        violations.require(
                statement.sql() == null
                        || !SCAN.matcher(withoutTexts(statement.sql())).matches(),
                object,
                field + " scans, set session mode = scan; SLS does not support that in alerts",
                Page.LIMITS);
    }

    private static String withoutTexts(String part) {
        return TEXT.matcher(part).replaceAll("''");
    }

    private StoreType type(Query query) {
        return Objects.requireNonNull(sources.get(query.source()), query::source)
                .type();
    }

    private static Duration length(TimeSpan timeSpan) {
        if (timeSpan instanceof TimeSpan.Relative relative) {
            return relative.length();
        }
        if (timeSpan instanceof TimeSpan.Custom custom) {
            return custom.from().minus(custom.to());
        }
        return timeSpan instanceof TimeSpan.Truncated truncated
                ? truncated.unit().getDuration().multipliedBy(truncated.count())
                : DAY;
    }

    /** The first branch that holds decides, so what stands after one that always holds never does; the service takes it. */
    static String advice(List<SeverityBranch> branches) {
        return branches.stream()
                .limit(branches.size() - 1L)
                .filter(branch -> branch.trigger().equals(Trigger.dataIsReturned()))
                .findFirst()
                .map(branch ->
                        "severity %s holds for any data and stands before others, which are never looked at; put it last"
                                .formatted(branch.severity()))
                .orElse("");
    }
}
