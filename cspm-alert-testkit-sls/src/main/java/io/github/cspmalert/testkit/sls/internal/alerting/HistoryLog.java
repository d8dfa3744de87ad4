package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Project;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The evaluation logs that a project has in its Logstore {@code internal-alert-history}: one for each alert that an evaluation
 * tells of, or one if there is none.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/fields-in-alert-rule-evaluation-logs">Evaluation logs</a>
 */
final class HistoryLog {

    private static final String LOGSTORE = "internal-alert-history";
    private static final List<String> FIELDS = List.of(
            "AlertID",
            "AlertName",
            "AlertDisplayName",
            "AlertStatus",
            "Status",
            "Fired",
            "FireCount",
            "Condition",
            "Severity",
            "Labels",
            "Dashboard",
            "NotifyStatus",
            "Reason",
            "Results");

    private final Catalog catalog;
    private final Map<String, List<LogEntry>> waiting = new TreeMap<>();

    HistoryLog(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What an evaluation came to. */
    record Entry(Rule rule, Instant at, String status, List<Event> events, List<Fetched> fetched, String reason) {}

    void add(Entry entry) {
        List<LogEntry> logs = waiting.computeIfAbsent(entry.rule().project(), each -> new ArrayList<>());
        List<Event> firing =
                entry.events().stream().filter(event -> !event.resolved()).toList();
        if (firing.isEmpty()) {
            logs.add(log(entry, fields(entry)));
        }
        for (Event event : firing) {
            Map<String, String> fields = fields(entry);
            fields.put("Fired", "true");
            fields.put("AlertID", String.valueOf(event.variables().get("alert_instance_id")));
            fields.put("FireCount", String.valueOf(event.variables().get("fire_results_count")));
            fields.put("Condition", String.valueOf(event.variables().get("condition")));
            fields.put("Severity", String.valueOf(event.severity()));
            fields.put("Labels", json(event.labels()));
            boolean told = entry.rule().told() && !entry.rule().isMuted(entry.at());
            fields.put("NotifyStatus", told ? "Success" : "NotNotified");
            logs.add(log(entry, fields));
        }
    }

    private static Map<String, String> fields(Entry entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELDS.forEach(field -> fields.put(field, ""));
        fields.put("AlertID", EventVariables.instanceId(entry.rule().name(), entry.at()));
        fields.put("AlertName", entry.rule().name());
        fields.put("AlertDisplayName", entry.rule().displayName());
        fields.put("AlertStatus", entry.status());
        fields.put("Status", entry.status().equals("error") ? "Failed" : "Success");
        fields.put("Fired", "false");
        fields.put("FireCount", "0");
        fields.put("Severity", "0");
        fields.put("Labels", json(entry.rule().labels()));
        fields.put("Dashboard", entry.rule().dashboard());
        fields.put("NotifyStatus", "NotNotified");
        fields.put("Reason", entry.reason());
        fields.put(
                "Results", json(entry.fetched().stream().map(HistoryLog::result).toList()));
        return fields;
    }

    private static Map<String, Object> result(Fetched fetched) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("Project", fetched.query().project());
        result.put("Region", fetched.query().region());
        result.put("Store", fetched.query().store());
        result.put("StoreType", "log");
        result.put("Query", fetched.query().statement());
        result.put("StartTime", fetched.window().from().getEpochSecond());
        result.put("EndTime", fetched.window().to().getEpochSecond());
        result.put("RawResultCount", fetched.rows().size());
        return result;
    }

    private static LogEntry log(Entry entry, Map<String, String> fields) {
        return new LogEntry(Math.toIntExact(entry.at().getEpochSecond()), "", "", Map.of(), fields);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    /** Writes what was added. */
    void flush() {
        waiting.forEach((name, logs) -> {
            if (catalog.has(name)) {
                Project project = catalog.project(name);
                if (!project.has(LOGSTORE)) {
                    project.create(
                                    LOGSTORE,
                                    Json.newObject()
                                            .put("logstoreName", LOGSTORE)
                                            .put("ttl", 30))
                            .createIndex(index());
                }
                project.logstore(LOGSTORE).table().append(logs);
            }
        });
        waiting.clear();
    }

    private static ObjectNode index() {
        ObjectNode index = Json.newObject();
        ObjectNode keys = index.putObject("keys");
        for (String field : FIELDS) {
            keys.putObject(field)
                    .put("type", "text")
                    .put("doc_value", true)
                    .putArray("token")
                    .add(" ");
        }
        return index;
    }
}
