package io.github.cspmalert.sls;

import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Query.PowerSqlMode;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.sls.SlsAlertVerification.Evaluation;
import io.github.cspmalert.sls.SlsAlertVerification.Preview;
import io.github.cspmalert.sls.SlsAlertVerification.QueryView;
import io.github.cspmalert.sls.SlsAlertVerification.RuleView;
import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.Failure;
import io.github.cspmalert.sls.internal.client.Target;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.provision.Live;
import io.github.cspmalert.sls.internal.provision.ServiceObjects;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.provision.Wanted;
import io.github.cspmalert.sls.internal.provision.WantedObjects;
import io.github.cspmalert.sls.internal.verify.Checked;
import io.github.cspmalert.sls.internal.verify.MatchCheck;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import io.github.cspmalert.sls.internal.wire.RuleSwitches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at all that alerts in the service depend on. For one thread, once. */
final class AlertVerifier {

    /** Where the service keeps how evaluations went. */
    static final String HISTORY = "internal-alert-history";

    private static final String NO_HISTORY =
            "the project '%s' has no Logstore %s, so nobody can see how evaluations went; open Alerts once in the console"
                    + " of the project, or call the action AnalyzeProductLog with CloudProduct sls.alert"
                    + " (https://www.alibabacloud.com/help/en/sls/user-guide/fields-in-alert-rule-evaluation-logs)";
    private static final Duration HISTORY_WINDOW = Duration.ofDays(1);
    private static final int LAST_EVALUATIONS = 5;

    private final SlsConnection connection;
    private final String project;
    private final ServiceObjects objects;
    private final AlertDefinitions definitions;
    private final Instant now;
    private final List<Observation> observations = new ArrayList<>();
    private final MessagePreviews previews;

    AlertVerifier(
            SlsConnection connection,
            String project,
            ServiceObjects objects,
            AlertDefinitions definitions,
            TemplateRenderer renderer) {
        this.connection = connection;
        this.project = project;
        this.objects = objects;
        this.definitions = definitions;
        this.now = connection.clock().instant();
        this.previews = new MessagePreviews(definitions, renderer, now, observations);
    }

    SlsAlertVerification verify() {
        references();
        boolean history = history();
        List<RuleView> rules =
                definitions.rules().stream().map(rule -> view(rule, history)).toList();
        return new SlsAlertVerification(observations, rules);
    }

    private void references() {
        List<Wanted> wanted = WantedObjects.of(definitions);
        Set<ObjectKey> keys = wanted.stream().map(Wanted::key).collect(Collectors.toCollection(LinkedHashSet::new));
        keys.addAll(definitions.existing());
        ObjectTypes.all().forEach(type -> type.named(definitions).forEach(keys::add));
        Snapshot snapshot = objects.read(keys);
        List<String> missing = new ArrayList<>();
        for (ObjectKey key : keys) {
            if (snapshot.unread().containsKey(key)) {
                add("references", Verdict.WARNING, key + " " + snapshot.unreadWords(key));
            } else if (!snapshot.found().containsKey(key)) {
                missing.add(key.toString());
            }
        }
        add(
                "references",
                missing.isEmpty() ? Verdict.OK : Verdict.PROBLEM,
                missing.isEmpty()
                        ? keys.size() + " objects exist"
                        : "do not exist, so alerts are dropped silently; apply the definitions: "
                                + String.join(", ", missing));
        definitions.rules().forEach(rule -> enabled(rule, snapshot));
    }

    private void enabled(AlertRule rule, Snapshot snapshot) {
        Live live = snapshot.found().get(new ObjectKey(ObjectKind.RULE, rule.id()));
        if (live == null) {
            return;
        }
        RuleSwitches switches = RuleSwitches.of(live.json().orElseGet(JsonText::object));
        Instant mutedUntil = switches.mutedUntil().orElse(Instant.EPOCH);
        if (switches.disabled()) {
            add("enabled", Verdict.PROBLEM, "rule '%s' is disabled; enable it with enable(..)".formatted(rule.id()));
        } else if (mutedUntil.isAfter(now)) {
            add(
                    "enabled",
                    Verdict.WARNING,
                    "rule '%s' is muted until %s; unmute it with unmute(..)".formatted(rule.id(), mutedUntil));
        } else {
            add("enabled", Verdict.OK, "rule '" + rule.id() + "'");
        }
    }

    private boolean history() {
        Target target = new Target("look up", project, HISTORY, "log:GetLogStore");
        var outcome = connection.calls().attempt(target, connection.calls().start(), client -> {
            client.GetLogStore(project, HISTORY);
            return true;
        });
        Failure failure = outcome.failure();
        if (failure == null) {
            add("history", Verdict.OK, HISTORY);
        } else if (failure.kind() == Failure.Kind.LOGSTORE) {
            add("history", Verdict.WARNING, NO_HISTORY.formatted(project, HISTORY));
        } else {
            add("history", Verdict.WARNING, "not looked at: " + failure.reason());
        }
        return failure == null;
    }

    private RuleView view(AlertRule rule, boolean history) {
        List<QueryView> queries = new ArrayList<>();
        for (int i = 0; i < rule.queries().size(); i++) {
            run(rule, i, queries);
        }
        List<Preview> messages = queries.size() == rule.queries().size() ? previews.of(rule, queries) : List.of();
        return new RuleView(rule.id(), queries, messages, history ? lastEvaluations(rule) : List.of());
    }

    private void run(AlertRule rule, int index, List<QueryView> queries) {
        Query query = rule.queries().get(index);
        Store store = Objects.requireNonNull(definitions.sources().get(query.source()));
        String what = "query %d of rule '%s'".formatted(index + 1, rule.id());
        if (store.type() != StoreType.LOG) {
            add("queries", Verdict.SKIPPED, what + " reads no Logstore, and is not run");
            return;
        }
        try {
            TimeRange range = query.timeSpan().at(now);
            LogResult result = source(store, query).query(new LogQuery(query.statement(), range));
            queries.add(new QueryView(query.statement(), range, result));
            int rows = result.rows().size();
            add("queries", Verdict.OK, "%s gave %s over %s".formatted(what, Texts.count(rows, "row"), range.length()));
            // An aggregate gives a row for nothing too.
            Checked matches = MatchCheck.look(source(store, query), query.statement(), range);
            if (matches.outcome() == Checked.Outcome.WARNING) {
                add("matches", Verdict.WARNING, "%s over %s: %s".formatted(what, range.length(), matches.message()));
            }
        } catch (CspmAlertException | IllegalArgumentException e) {
            add("queries", Verdict.PROBLEM, what + ": " + e.getMessage());
        }
    }

    private LogSource source(Store store, Query query) {
        SlsLogSource.Builder source =
                SlsLogSource.builder(connection.in(store.region()), store.project(), store.name());
        return query.powerSqlMode() == PowerSqlMode.ENABLE
                ? source.dedicatedSql().build()
                : source.build();
    }

    private List<Evaluation> lastEvaluations(AlertRule rule) {
        TimeRange day = new TimeRange(now.minus(HISTORY_WINDOW), now.plusSeconds(1));
        try {
            List<Evaluation> last = SlsLogSource.of(connection, project, HISTORY)
                    .query(new LogQuery("AlertName:\"" + rule.id() + "\"", day, LAST_EVALUATIONS))
                    .rows()
                    .stream()
                    .map(AlertVerifier::evaluation)
                    .toList();
            add(
                    "evaluations",
                    last.isEmpty() ? Verdict.WARNING : Verdict.OK,
                    last.isEmpty()
                            ? "rule '%s' was not evaluated in the last day".formatted(rule.id())
                            : "rule '%s' was last evaluated at %s: %s"
                                    .formatted(
                                            rule.id(),
                                            last.get(0).at(),
                                            last.get(0).status()));
            return last;
        } catch (CspmAlertException e) {
            add("evaluations", Verdict.WARNING, "not looked at: " + e.getMessage());
            return List.of();
        }
    }

    private static Evaluation evaluation(LogRow row) {
        return new Evaluation(
                Instant.ofEpochSecond(Long.parseLong(value(row, "__time__", "0"))),
                value(row, "AlertStatus", ""),
                value(row, "Reason", ""),
                value(row, "NotifyStatus", ""));
    }

    private static String value(LogRow row, String column, String absent) {
        String value = row.values().get(column);
        return value == null || value.isEmpty() ? absent : value;
    }

    private void add(String check, Verdict verdict, String message) {
        observations.add(new Observation(check, verdict, message));
    }
}
