package io.github.cspmalert.sls.internal.query;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.MalformedAnswerException;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.io.IOException;
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

    public static LogsAnswer parse(String text, boolean sql, @Nullable String requestId) {
        try (JsonParser json = JsonText.parser(text)) {
            return read(json, sql);
        } catch (IOException e) {
            // Neither the exception nor its message is kept: they may quote a log.
            throw new MalformedAnswerException(
                    "it is not JSON%s, %s long".formatted(where(e), Texts.count(text.length(), "character")),
                    requestId);
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswerException(String.valueOf(e.getMessage()), requestId);
        }
    }

    private static String where(IOException e) {
        return e instanceof JsonProcessingException syntax && syntax.getLocation() != null
                ? " at line %d, column %d"
                        .formatted(
                                syntax.getLocation().getLineNr(),
                                syntax.getLocation().getColumnNr())
                : "";
    }

    private static LogsAnswer read(JsonParser json, boolean sql) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "it is not an object");
        JsonNode meta = JsonText.EMPTY;
        List<Map<String, String>> data = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "meta" -> meta = JsonText.value(json);
                case "data" -> data = data(json);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "something follows");
        }
        return of(meta, data, sql);
    }

    private static List<Map<String, String>> data(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        require(json.currentToken() == JsonToken.START_ARRAY, "\"data\" is not a list");
        List<Map<String, String>> data = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "a row of \"data\" is not an object");
            Map<String, String> row = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String column = json.currentName();
                JsonToken value = json.nextToken();
                // A null cell has no value; what the service writes for SQL's NULL is the text.
                if (value != JsonToken.VALUE_NULL) {
                    row.put(column, value.isStructStart() ? JsonText.value(json).toString() : json.getText());
                }
            }
            data.add(row);
        }
        return data;
    }

    private static LogsAnswer of(JsonNode meta, List<Map<String, String>> data, boolean sql) {
        require(meta.isObject(), "it has no object \"meta\"");
        require(meta.path("progress").isTextual(), "\"meta\" has no text \"progress\"");
        Set<String> columns = new LinkedHashSet<>(sql ? selected(meta.path("keys"), data) : List.of());
        List<LogRow> rows = new ArrayList<>(data.size());
        for (Map<String, String> row : data) {
            if (!sql) {
                columns.addAll(row.keySet());
            }
            rows.add(LogRow.of(sql ? selectedValues(row, columns) : row));
        }
        return new LogsAnswer(
                columns,
                rows,
                meta.path("progress").asText().equals("Complete"),
                meta.path("isAccurate").asBoolean(true),
                meta.path("limited").asLong(0));
    }

    /** The columns selected; of an older service that does not tell them, those of the first row. */
    private static List<String> selected(JsonNode keys, List<Map<String, String>> data) {
        List<String> selected = new ArrayList<>();
        keys.forEach(key -> selected.add(key.asText()));
        if (selected.isEmpty() && !data.isEmpty()) {
            selected.addAll(data.get(0).keySet());
            selected.removeAll(List.of("__source__", "__time__"));
        }
        return selected;
    }

    private static Map<String, String> selectedValues(Map<String, String> row, Set<String> columns) {
        Map<String, String> values = new LinkedHashMap<>();
        columns.forEach(column -> {
            String value = row.get(column);
            if (value != null) {
                values.put(column, value);
            }
        });
        return values;
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
