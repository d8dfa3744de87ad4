package io.github.cspmalert.testkit.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.SlsService;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Records;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.wire.FlatLogs;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads and writes what an endpoint holds, without HTTP. */
abstract class SlsContents {

    private static final int BATCH = 10_000;

    final SlsService service;

    SlsContents(SlsService service) {
        this.service = service;
    }

    /**
     * Writes logs without HTTP, for the fast loading of fixtures. They are visible to queries when this returns. If a log
     * is refused, those before it may have been written.
     *
     * @param project the name of the project
     * @param logstore the name of the Logstore
     * @param logs the logs: the fields by name, among them, if wanted, {@code __time__} in epoch seconds (now, if absent),
     *     {@code __topic__}, {@code __source__} and {@code __tag__:...}
     * @return the number of logs written
     * @throws IllegalArgumentException if there is no such project or Logstore, {@code __time__} is not a whole number, or
     *     a name or value is null
     */
    public long put(String project, String logstore, Iterable<? extends Map<String, String>> logs) {
        Objects.requireNonNull(logs, "logs");
        return existing(
                () -> append(catalog().project(project).logstore(logstore).table(), logs));
    }

    private long append(LogTable table, Iterable<? extends Map<String, String>> logs) {
        long count = 0;
        List<LogEntry> batch = new ArrayList<>();
        for (Map<String, String> log : logs) {
            batch.add(FlatLogs.read(log, service.now()));
            count++;
            if (batch.size() == BATCH) {
                table.append(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            table.append(batch);
        }
        return count;
    }

    /**
     * Stores an alert unchecked and unchanged, such as one that an older console made. It replaces the alert of the
     * same name.
     *
     * @param project the name of the project
     * @param json the alert as the service would give it, with its {@code name}
     * @throws IllegalArgumentException if there is no such project, or the text is not that of a JSON object with a
     *     {@code name}
     */
    public void putAlert(String project, String json) {
        ObjectNode alert = named(json, "name");
        existing(() -> {
            catalog().project(project).alerts().put(alert.path("name").asText(), alert);
            return true;
        });
    }

    /**
     * Gives an alert as it is stored.
     *
     * @param project the name of the project
     * @param name the name of the alert
     * @return its JSON text, or nothing if there is no such alert
     * @throws IllegalArgumentException if there is no such project
     */
    public Optional<String> alert(String project, String name) {
        return existing(() -> catalog().project(project).alerts().find(name).map(ObjectNode::toString));
    }

    /**
     * Stores a record unchecked and unchanged, such as one that a console made. It replaces the record of the same id.
     * Its value may be anything, even no JSON.
     *
     * @param resource the name of its resource, such as {@code sls.alert.action_policy}
     * @param json the record as the service would give it: an object with its {@code id}, {@code tag} and {@code value}
     * @throws IllegalArgumentException if there is no such resource, or the text is not that of a JSON object with an
     *     {@code id}
     */
    public void putRecord(String resource, String json) {
        ObjectNode record = named(json, "id");
        existing(() -> {
            records(resource).put(record.path("id").asText(), record);
            return true;
        });
    }

    private static ObjectNode named(String json, String field) {
        return Json.parse(json)
                .filter(object -> !object.path(field).asText("").isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "json must be the text of a JSON object with a field \"" + field + "\""));
    }

    /**
     * Gives the value of a record as it is stored.
     *
     * @param resource the name of its resource
     * @param id the id of the record
     * @return the text of its value, or nothing if there is no such record, or it is built in
     * @throws IllegalArgumentException if there is no such resource
     */
    public Optional<String> record(String resource, String id) {
        return existing(() -> records(resource).find(id, false).map(record -> {
            JsonNode value = record.path("value");
            return value.isTextual() ? value.asText() : value.toString();
        }));
    }

    private Records records(String resource) {
        return catalog().resources().resource(resource).records();
    }

    private Catalog catalog() {
        return service.catalog();
    }

    private static <T> T existing(Supplier<T> action) {
        try {
            return action.get();
        } catch (SlsException e) {
            throw new IllegalArgumentException(e.getMessage() + "; create it first", e);
        }
    }
}
