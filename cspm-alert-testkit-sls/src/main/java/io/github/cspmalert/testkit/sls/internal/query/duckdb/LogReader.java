package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogColumns.Field;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.Packed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads logs from the table as they were written. */
final class LogReader {

    private final LogColumns columns;

    LogReader(LogColumns columns) {
        this.columns = columns;
    }

    /** The columns that a log is read from. */
    String select() {
        Stream<String> fixed = Stream.of(
                LogColumns.TIME,
                LogColumns.TOPIC,
                LogColumns.SOURCE,
                LogColumns.TAGS,
                LogColumns.KEYS,
                LogColumns.REST);
        return Stream.concat(fixed, columns.fields().stream().map(Field::text))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + LogColumns.TABLE));
    }

    LogEntry read(ResultSet row) throws SQLException {
        Map<String, String> tags = new LinkedHashMap<>();
        Iterator<String> packed = Packed.texts(row.getString(LogColumns.TAGS)).iterator();
        while (packed.hasNext()) {
            tags.put(packed.next(), packed.next());
        }
        return new LogEntry(
                row.getInt(LogColumns.TIME),
                row.getString(LogColumns.TOPIC),
                row.getString(LogColumns.SOURCE),
                tags,
                fields(row));
    }

    private Map<String, String> fields(ResultSet row) throws SQLException {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> rest = Packed.texts(row.getString(LogColumns.REST));
        Iterator<String> unindexed = rest.iterator();
        for (String key : Packed.texts(row.getString(LogColumns.KEYS))) {
            fields.put(
                    key,
                    columns.has(key)
                            ? row.getString(columns.searchable(key).get(0).text())
                            : unindexed.next());
        }
        return fields;
    }
}
