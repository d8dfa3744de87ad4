package io.github.cspmalert.sls.internal.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.MalformedAnswerException;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one GetLogs request. It is read from the JSON itself, since the SDK's own classes lose the order of the
 * columns, whether figures are exact, and rows that they cannot read.
 *
 * @param columns the columns, in the order selected
 * @param rows the rows
 * @param complete whether the service finished the query
 * @param accurate whether the figures are exact
 * @param limited the limit that the service applied, or 0 if it names none
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-getlogsv2">SLS: GetLogsV2</a>
 */
public record LogsAnswer(Set<String> columns, List<LogRow> rows, boolean complete, boolean accurate, long limited) {

    public static LogsAnswer parse(String json, boolean sql, @Nullable String requestId) {
        try {
            return parse(JsonText.parse(json), sql);
        } catch (JsonProcessingException e) {
            // Neither the exception nor its message is kept: they may quote a log.
            throw new MalformedAnswerException(
                    "it is not JSON%s, %s long".formatted(where(e), Texts.count(json.length(), "character")),
                    requestId);
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswerException(String.valueOf(e.getMessage()), requestId);
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static LogsAnswer parse(JsonNode answer, boolean sql) {
        JsonNode meta = answer.path("meta");
        require(answer.isObject(), "it is not an object");
        require(meta.isObject(), "it has no object \"meta\"");
        require(meta.path("progress").isTextual(), "\"meta\" has no text \"progress\"");
        JsonNode data = answer.path("data");
        require(data.isArray() || data.isMissingNode() || data.isNull(), "\"data\" is not a list");
        List<String> selected = sql ? selected(meta.path("keys"), data) : List.of();
        Set<String> columns = new LinkedHashSet<>(selected);
        List<LogRow> rows = new ArrayList<>(data.size());
        for (JsonNode row : data) {
            require(row.isObject(), "a row of \"data\" is not an object");
            Map<String, String> values = sql ? selectedValues(row, columns) : allValues(row);
            columns.addAll(values.keySet());
            rows.add(LogRow.of(values));
        }
        return new LogsAnswer(
                columns,
                rows,
                meta.path("progress").asText().equals("Complete"),
                meta.path("isAccurate").asBoolean(true),
                meta.path("limited").asLong(0));
    }

    /** The columns selected; of an older service that does not tell them, those of the first row. */
    private static List<String> selected(JsonNode keys, JsonNode data) {
        List<String> selected = new ArrayList<>();
        keys.forEach(key -> selected.add(text(key)));
        if (selected.isEmpty() && data.size() > 0) {
            data.get(0).properties().forEach(field -> selected.add(field.getKey()));
            selected.removeAll(List.of("__source__", "__time__"));
        }
        return selected;
    }

    private static Map<String, String> selectedValues(JsonNode row, Set<String> columns) {
        Map<String, String> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column, text(row.path(column))));
        return values;
    }

    private static Map<String, String> allValues(JsonNode row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.properties().forEach(field -> values.put(field.getKey(), text(field.getValue())));
        return values;
    }

    /** SQL's NULL is the text {@code null}, as the service writes it. */
    private static String text(JsonNode cell) {
        if (cell.isMissingNode()) {
            return "null";
        }
        return cell.isContainerNode() ? cell.toString() : cell.asText();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Tells whether no row can come after those of this page, for which so many were asked. */
    public boolean isLastPage(int asked) {
        long granted = limited > 0 ? Math.min(limited, asked) : asked;
        return rows.isEmpty() || rows.size() < granted;
    }
}
