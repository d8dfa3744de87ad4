package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.alerting.Evaluator.Memory;
import io.github.cspmalert.testkit.sls.internal.alerting.Evaluator.Result;
import io.github.cspmalert.testkit.sls.internal.alerting.EventVariables.Evaluation;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Project;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the alerts of all projects, in order of time, as far as its caller says. Thread-safe. */
public final class AlertRuns {

    private static final int LOGS = 100;

    private final Catalog catalog;
    private final String account;
    private final String region;
    private final Hub hub;
    private final HistoryLog history;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    // What several alerts ask at one instant is asked once.
    private final Map<List<Object>, QueryResult> answers = new HashMap<>();
    private final List<Evaluated> evaluations = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private Instant now;

    /**
     * Creates it.
     *
     * @param catalog the projects and records
     * @param account the id of the account
     * @param region the region of the projects
     * @param begin when it begins
     * @param renderer renders templates
     */
    public AlertRuns(Catalog catalog, String account, String region, Instant begin, Renderer renderer) {
        this.catalog = catalog;
        this.account = account;
        this.region = region;
        this.now = begin.truncatedTo(ChronoUnit.SECONDS);
        this.history = new HistoryLog(catalog);
        Directory directory = new Directory(catalog.resources());
        this.hub = new Hub(directory, new Teller(directory, renderer, sent, dropped), dropped);
    }

    /** An alert, as it is stored, with when it is evaluated next. */
    private static final class Run {

        private final ObjectNode json;
        private final Rule rule;
        private final Instant anchor;
        private Instant next;
        private Memory memory = Memory.NOTHING;

        Run(ObjectNode json, Rule rule, Instant anchor, Instant next) {
            this.json = json;
            this.rule = rule;
            this.anchor = anchor;
            this.next = next;
        }
    }

    /** {@return up to when alerts were run} */
    public synchronized Instant now() {
        return now;
    }

    /** {@return the evaluations, in order} */
    public synchronized List<Evaluated> evaluations() {
        return List.copyOf(evaluations);
    }

    /** {@return the notifications, in order} */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** {@return what was to be told and was not, and why, one sentence each} */
    public synchronized List<String> dropped() {
        return List.copyOf(dropped);
    }

    /**
     * Runs alerts up to an instant, and what is due at it.
     *
     * @param until the instant
     */
    public synchronized void runUntil(Instant until) {
        readAlerts();
        try {
            for (Optional<Instant> due = due(); due.isPresent() && !due.get().isAfter(until); due = due()) {
                now = due.get();
                runDue();
            }
            now = until;
        } finally {
            history.flush();
        }
    }

    private void readAlerts() {
        Set<String> present = new HashSet<>();
        for (Project project : catalog.projects()) {
            for (ObjectNode alert : project.alerts().all()) {
                String key = project.name() + "/" + alert.path("name").asText();
                if (alert.path("state").asText("Enabled").equalsIgnoreCase("Enabled")) {
                    present.add(key);
                    runs.compute(key, (each, before) -> run(project.name(), alert, before));
                }
            }
        }
        runs.keySet().retainAll(present);
    }

    private Run run(String project, ObjectNode alert, @Nullable Run before) {
        if (before != null && before.json.equals(alert)) {
            return before;
        }
        Rule rule = rule(project, alert);
        Instant next = rule.runImmediately() ? now : rule.timetable().next(now, now);
        Run run = new Run(alert, rule, now, next);
        if (before != null) {
            run.memory = before.memory;
            run.next = rule.timetable().next(now, now);
        }
        return run;
    }

    private Rule rule(String project, ObjectNode alert) {
        try {
            return RuleReader.read(project, region, alert);
        } catch (IllegalArgumentException e) {
            throw NotRun.refused(
                    "alert '" + alert.path("name").asText() + "'", "an expression", String.valueOf(e.getMessage()));
        }
    }

    private Optional<Instant> due() {
        Optional<Instant> evaluation =
                runs.values().stream().map(run -> run.next).min(Comparator.naturalOrder());
        Optional<Instant> look = hub.next();
        return evaluation.isPresent() && (look.isEmpty() || !evaluation.get().isAfter(look.get())) ? evaluation : look;
    }

    // What is evaluated at an instant is in the sets that are looked at then.
    private void runDue() {
        answers.clear();
        runs.values().stream().filter(run -> !run.next.isAfter(now)).toList().forEach(this::evaluate);
        hub.look(now);
    }

    private void evaluate(Run run) {
        Rule rule = run.rule;
        run.next = rule.timetable().next(run.anchor, now);
        List<Fetched> fetched = new ArrayList<>();
        try {
            for (LogQuery query : rule.queries()) {
                fetched.add(fetch(rule, query));
            }
        } catch (SlsException | QueryRejectedException e) {
            String reason = String.valueOf(e.getMessage());
            evaluations.add(new Evaluated(now, rule.project(), rule.name(), "error", List.of(), reason));
            history.add(new HistoryLog.Entry(rule, now, "error", List.of(), List.of(), reason));
            return;
        }
        Instant following = rule.timetable().next(now, now);
        Result result = Evaluator.run(new Evaluation(account, region, rule, now, following, fetched), run.memory);
        run.memory = result.memory();
        tell(rule, fetched, result);
    }

    private void tell(Rule rule, List<Fetched> fetched, Result result) {
        String reason = !result.remarks().isEmpty()
                ? String.join("; ", result.remarks())
                : result.status().equals("inactive") ? "Alert condition not met" : "";
        List<Map<String, Object>> alerts =
                result.events().stream().map(Event::variables).toList();
        evaluations.add(new Evaluated(now, rule.project(), rule.name(), result.status(), alerts, reason));
        history.add(new HistoryLog.Entry(rule, now, result.status(), result.events(), fetched, reason));
        if (rule.told() && !rule.isMuted(now)) {
            hub.take(rule, now, result.events());
        }
    }

    private Fetched fetch(Rule rule, LogQuery query) {
        LogQuery.Window window = query.window(rule.what(), now);
        QueryResult result = answers.computeIfAbsent(
                List.of(query.project(), query.store(), query.statement(), window), asked -> ask(query, window));
        return new Fetched(query, window, result.columns(), result.rows(), result.hasSql());
    }

    private QueryResult ask(LogQuery query, LogQuery.Window window) {
        int from = Math.toIntExact(window.from().getEpochSecond());
        int to = Math.toIntExact(window.to().getEpochSecond());
        return catalog.project(query.project())
                .logstore(query.store())
                .table()
                .query(new Query(query.statement(), from, to, LOGS, 0, true));
    }
}
