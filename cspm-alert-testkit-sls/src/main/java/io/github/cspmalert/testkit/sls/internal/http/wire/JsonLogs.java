package io.github.cspmalert.testkit.sls.internal.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads logs that are written as JSON. */
public final class JsonLogs {

    private JsonLogs() {}

    /**
     * Reads a log group of the form that the SDK sends with content type {@code application/json}.
     *
     * @param bytes the unpacked body
     * @param now the time of a log that has none
     * @return its logs
     * @throws SlsException with {@code PostBodyInvalid} if the bytes are not such a group
     */
    public static List<LogEntry> readGroup(byte[] bytes, Instant now) {
        ObjectNode group = Json.readBody(bytes);
        if (!group.path("__logs__").isArray()) {
            throw SlsException.postBodyInvalid("__logs__ must be an array of logs.");
        }
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put("__topic__", group.path("__topic__").asText(""));
        shared.put("__source__", group.path("__source__").asText(""));
        group.path("__tags__").properties().forEach(tag -> shared.put("__tag__:" + tag.getKey(), text(tag.getValue())));
        List<LogEntry> logs = new ArrayList<>();
        for (JsonNode log : group.path("__logs__")) {
            Map<String, String> flat = new LinkedHashMap<>(shared);
            flat.putAll(flat(log));
            logs.add(entry(flat, now));
        }
        return logs;
    }

    private static LogEntry entry(Map<String, String> flat, Instant now) {
        try {
            return FlatLogs.read(flat, now);
        } catch (IllegalArgumentException e) {
            throw new SlsException(400, "InvalidTimestamp", "Invalid timestamps are in logs: " + e.getMessage() + ".");
        }
    }

    /**
     * Reads one line of a JSON Lines file as a flat log: numbers and booleans become text, arrays and objects their JSON
     * text, and null is left out.
     *
     * @param line the line
     * @return the fields in the order of the line
     * @throws IOException if the line is not a JSON object
     */
    public static Map<String, String> readLine(String line) throws IOException {
        return flat(Json.object(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> flat(JsonNode object) {
        Map<String, String> flat = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                flat.put(field.getKey(), text(field.getValue()));
            }
        });
        return flat;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
