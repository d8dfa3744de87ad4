package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Logs, an index and tables for tests. */
final class CspmLogs {

    static final ZoneOffset UTC_8 = ZoneOffset.ofHours(8);
    static final String DELIMITERS = ", '\";=()[]{}?@&<>/:\n\t\r";
    static final int START = 1_719_472_200;

    private CspmLogs() {}

    static Key text() {
        return new Key(Type.TEXT, true, false, DELIMITERS, "");
    }

    static Key of(Type type) {
        return new Key(type, true, false, type == Type.TEXT || type == Type.JSON ? DELIMITERS : "", "");
    }

    static LogstoreIndex index() {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (String field : List.of("check_id", "check_item_name", "instance_id", "instance_type", "status")) {
            keys.put(field, text());
        }
        keys.put("start_time", of(Type.LONG));
        return new LogstoreIndex(null, keys);
    }

    static LogstoreIndex index(FullText line, Object... namesAndKeys) {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (int i = 0; i < namesAndKeys.length; i += 2) {
            keys.put((String) namesAndKeys[i], (Key) namesAndKeys[i + 1]);
        }
        return new LogstoreIndex(line, keys);
    }

    static LogEntry log(int time, String... keysAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new LogEntry(time, "sas-cspm-log", "log_service", Map.of(), fields);
    }

    static LogEntry result(int time, String type, String item, String instance, String status) {
        return log(
                time,
                "check_item_name",
                item,
                "instance_type",
                type,
                "instance_id",
                instance,
                "status",
                status,
                "start_time",
                Integer.toString(time - 1));
    }

    static DuckDbLogTable table(LogstoreIndex index, LogEntry... logs) {
        DuckDbLogTable table = DuckDbLogTable.open(index, UTC_8, null);
        table.append(List.of(logs));
        return table;
    }
}
