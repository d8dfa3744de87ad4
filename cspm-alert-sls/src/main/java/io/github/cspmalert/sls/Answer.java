package io.github.cspmalert.sls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cspmalert.query.LogQueryException;
import io.github.cspmalert.query.LogRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The service's answer to a query, read in full and in order, which the SDK's own reading loses.
 *
 * @param columns the columns in the order selected
 * @param rows the rows
 * @param complete whether the service finished
 * @param exact whether the service calls its figures exact
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-getlogsv2">SLS:
 *     GetLogsV2</a>
 */
record Answer(List<String> columns, List<LogRow> rows, boolean complete, boolean exact) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NULL = "null";

    static Answer read(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // The cause's message quotes the answer, which may hold log lines.
            throw unreadable("it is not JSON");
        }
        JsonNode meta = root.path("meta");
        JsonNode data = root.path("data");
        if (!meta.path("progress").isTextual()) {
            throw unreadable("meta.progress is missing");
        }
        if (!data.isArray() && !data.isNull() && !data.isMissingNode()) {
            throw unreadable("data is not a list");
        }
        List<String> keys = new ArrayList<>();
        meta.path("keys").forEach(key -> keys.add(key.asText()));
        List<LogRow> rows = new ArrayList<>(data.size());
        data.forEach(row -> rows.add(row(row, keys)));
        return new Answer(
                columns(keys, rows),
                rows,
                meta.path("progress").asText().equals("Complete"),
                meta.path("isAccurate").asBoolean(true));
    }

    private static LogRow row(JsonNode row, List<String> keys) {
        if (!row.isObject()) {
            throw unreadable("a row is not an object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys) {
            if (row.has(key)) {
                values.put(key, text(row.get(key)));
            }
        }
        row.properties().stream()
                .filter(field -> keys.isEmpty() || !isReserved(field.getKey()))
                .forEach(field -> values.putIfAbsent(field.getKey(), text(field.getValue())));
        return LogRow.of(values);
    }

    // The service puts these into the rows of SQL too, where they are no columns.
    private static boolean isReserved(String name) {
        return name.equals("__time__") || name.equals("__source__") || name.equals("__topic__");
    }

    private static String text(JsonNode value) {
        return value.isNull() ? NULL : value.isValueNode() ? value.asText() : value.toString();
    }

    private static List<String> columns(List<String> keys, List<LogRow> rows) {
        if (!keys.isEmpty()) {
            return keys;
        }
        Set<String> found = new LinkedHashSet<>();
        rows.forEach(row -> found.addAll(row.values().keySet()));
        return List.copyOf(found);
    }

    private static LogQueryException unreadable(String why) {
        return new LogQueryException("the service's answer cannot be read: " + why, true, "BadResponse", null, null);
    }
}
