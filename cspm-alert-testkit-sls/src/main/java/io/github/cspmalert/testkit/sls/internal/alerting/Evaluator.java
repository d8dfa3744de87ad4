package io.github.cspmalert.testkit.sls.internal.alerting;

import io.github.cspmalert.testkit.sls.internal.alerting.EventVariables.Evaluation;
import io.github.cspmalert.testkit.sls.internal.alerting.EventVariables.Said;
import io.github.cspmalert.testkit.sls.internal.alerting.Rule.Branch;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of an alert: set operations, groups, severities, threshold, missing data, recovery.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-trigger-conditions">Trigger conditions</a>
 */
final class Evaluator {

    private static final int MOST_GROUPS = 100;
    private static final String NO_DATA = "";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)}");

    private final Evaluation evaluation;
    private final Rule rule;
    private final Memory memory;

    private final Map<String, Integer> hits = new HashMap<>();
    private final Map<String, Event> firing = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private boolean pending;

    private Evaluator(Evaluation evaluation, Memory memory) {
        this.evaluation = evaluation;
        this.rule = evaluation.rule();
        this.memory = memory;
    }

    /** What is known of an alert from its evaluation before: how often in a row each fingerprint held, and what fires. */
    record Memory(Map<String, Integer> hits, Map<String, Event> firing) {

        static final Memory NOTHING = new Memory(Map.of(), Map.of());
    }

    /** What came of an evaluation: what fires, what is over, and remarks on expressions. */
    record Result(List<Event> events, boolean pending, Memory memory, Set<String> remarks) {

        String status() {
            boolean fires = events.stream().anyMatch(event -> !event.resolved());
            return fires ? "firing" : pending ? "pending" : "inactive";
        }
    }

    static Result run(Evaluation evaluation, Memory memory) {
        return new Evaluator(evaluation, memory).run();
    }

    private Result run() {
        Table table = Table.of(0, evaluation.fetched().get(0), rule);
        for (int i = 1; i < evaluation.fetched().size(); i++) {
            table = table.join(
                    rule.joins().get(i - 1), i, Table.of(i, evaluation.fetched().get(i), rule));
        }
        for (Map.Entry<Map<String, String>, List<Map<String, String>>> group :
                groups(table).entrySet()) {
            look(table, group.getKey(), group.getValue());
        }
        if (table.rows().isEmpty()) {
            missing();
        }
        recover();
        return new Result(List.copyOf(events), pending, new Memory(hits, firing), remarks);
    }

    // Of more groups the service takes any hundred; these are the first.
    private Map<Map<String, String>, List<Map<String, String>>> groups(Table table) {
        Map<Map<String, String>, List<Map<String, String>>> groups = new LinkedHashMap<>();
        List<String> fields = rule.groupFields();
        if (fields == null) {
            groups.put(Map.of(), table.rows());
            return groups;
        }
        for (Map<String, String> row : table.rows()) {
            Map<String, String> key = new LinkedHashMap<>();
            for (String field : fields) {
                String value = table.seen(row).value(field);
                key.put(field, value == null ? "" : value);
            }
            if (groups.size() < MOST_GROUPS || groups.containsKey(key)) {
                groups.computeIfAbsent(key, each -> new ArrayList<>()).add(row);
            }
        }
        return groups;
    }

    private void look(Table table, Map<String, String> group, List<Map<String, String>> rows) {
        for (Branch branch : rule.branches()) {
            Condition condition = branch.condition();
            List<Map<String, String>> matching = condition == null
                    ? rows
                    : rows.stream()
                            .filter(row -> condition.holds(table.seen(row)))
                            .toList();
            remark(condition);
            remark(branch.countCondition());
            if (branch.enough(matching.size())) {
                Condition.Row first = matching.isEmpty() ? field -> null : table.seen(matching.get(0));
                hit(new Hit(
                        group,
                        branch.severity(),
                        rows.size(),
                        matching.stream().map(table::shown).toList(),
                        rows.isEmpty() ? null : table.shown(rows.get(0)),
                        branch.with(matching.size(), first),
                        branch.raw()));
                return;
            }
        }
    }

    private void remark(@Nullable Condition condition) {
        if (condition != null && !condition.isTruth()) {
            remarks.add("result type is not bool");
        }
    }

    /** A group whose trigger holds. */
    private record Hit(
            Map<String, String> group,
            int severity,
            int rows,
            List<Map<String, String>> matching,
            @Nullable Map<String, String> first,
            String condition,
            String rawCondition) {}

    private void hit(Hit hit) {
        String fingerprint = Event.fingerprint(evaluation.account(), rule, labels(hit.group()));
        int count = memory.hits().getOrDefault(fingerprint, 0) + 1;
        hits.put(fingerprint, count);
        if (count >= rule.threshold()) {
            fire(fingerprint, hit);
        } else {
            pending = true;
        }
    }

    private void fire(String fingerprint, Hit hit) {
        Event before = memory.firing().get(fingerprint);
        Instant since = before == null ? evaluation.at() : before.fireTime();
        List<Map<String, String>> kept =
                evaluation.fetched().size() > 1 && hit.matching().size() > 100
                        ? hit.matching().subList(0, 100)
                        : hit.matching();
        Said said = new Said(
                fingerprint,
                hit.severity(),
                since,
                false,
                labels(hit.group()),
                annotations(fingerprint, hit),
                kept,
                hit.matching().size(),
                hit.condition(),
                hit.rawCondition());
        Event event = event(said);
        events.add(event);
        firing.put(fingerprint, event);
    }

    private void missing() {
        if (rule.noDataSeverity() == 0) {
            return;
        }
        int count = memory.hits().getOrDefault(NO_DATA, 0) + 1;
        hits.put(NO_DATA, count);
        String fingerprint = Event.fingerprint(evaluation.account(), rule, labels(Map.of()));
        if (count < rule.threshold()) {
            pending = true;
        } else if (!firing.containsKey(fingerprint)) {
            fire(
                    fingerprint,
                    new Hit(
                            Map.of(),
                            rule.noDataSeverity(),
                            0,
                            List.of(),
                            null,
                            "Count:[0] == 0; Condition:",
                            "Count:__count__ == 0; Condition:"));
        }
    }

    private void recover() {
        if (!rule.sendResolved()) {
            return;
        }
        new TreeMap<>(memory.firing()).forEach((fingerprint, before) -> {
            if (!firing.containsKey(fingerprint)) {
                Map<String, String> group = new LinkedHashMap<>(before.labels());
                group.keySet().removeAll(rule.labels().keySet());
                Hit over = new Hit(group, before.severity(), 0, List.of(), null, "", "");
                events.add(event(new Said(
                        fingerprint,
                        before.severity(),
                        before.fireTime(),
                        true,
                        before.labels(),
                        annotations(fingerprint, over),
                        List.of(),
                        0,
                        "",
                        "")));
            }
        });
    }

    private Event event(Said said) {
        return new Event(
                rule,
                evaluation.at(),
                said.fingerprint(),
                said.severity(),
                said.resolved(),
                said.fireTime(),
                said.labels(),
                EventVariables.of(evaluation, said));
    }

    private Map<String, String> labels(Map<String, String> group) {
        Map<String, String> labels = new LinkedHashMap<>(rule.labels());
        labels.putAll(group);
        return labels;
    }

    // A column has the value of the first row.
    private Map<String, String> annotations(String fingerprint, Hit hit) {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<String, String> first =
                hit.matching().isEmpty() ? hit.first() : hit.matching().get(0);
        if (first != null) {
            first.forEach((name, value) -> columns.put(name, Table.cut(value)));
        }
        Map<String, String> known = new HashMap<>(columns);
        known.putAll(hit.group());
        known.put("__count__", String.valueOf(hit.rows()));
        known.put("__pass_count__", String.valueOf(hit.matching().size()));
        for (int i = 0; i < evaluation.fetched().size(); i++) {
            known.put(
                    "__" + i + "_count__",
                    String.valueOf(evaluation.fetched().get(i).rows().size()));
        }
        known.put("aliuid", evaluation.account());
        known.put("alert_instance_id", EventVariables.instanceId(fingerprint, evaluation.at()));
        known.put("alert_id", rule.name());
        known.put("alert_name", rule.displayName());
        known.put("project", rule.project());
        Map<String, String> annotations = new LinkedHashMap<>();
        rule.annotations().forEach((key, text) -> annotations.put(key, filled(text, known)));
        if (rule.autoAnnotation()) {
            columns.keySet().removeAll(hit.group().keySet());
            columns.forEach(annotations::putIfAbsent);
            annotations.putIfAbsent("__count__", String.valueOf(hit.rows()));
        }
        return annotations;
    }

    private static String filled(String text, Map<String, String> known) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        known.getOrDefault(variable.group(1).strip(), "")));
    }
}
