package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogColumns.Field;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Packed;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Writes logs into the table, through the engine's bulk interface: INSERT is two hundred times slower. */
final class LogWriter {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final LogColumns columns;
    private final List<Field> fields;

    LogWriter(LogColumns columns) {
        this.columns = columns;
        this.fields = columns.fields();
    }

    void write(LogEntry log, DuckDBAppender appender) throws SQLException {
        StringBuilder tags = new StringBuilder();
        log.tags().forEach((key, value) -> {
            Packed.add(key, tags);
            Packed.add(value, tags);
        });
        StringBuilder keys = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        log.fields().forEach((key, value) -> {
            Packed.add(key, keys);
            if (!columns.has(key)) {
                Packed.add(value, rest);
            }
        });
        appender.beginRow();
        appender.append((long) log.time()).append(log.topic()).append(log.source());
        appender.append(tags.toString()).append(keys.toString()).append(rest.toString());
        for (Field field : fields) {
            write(field, value(log, field.name()), appender);
        }
        appender.endRow();
    }

    private static @Nullable String value(LogEntry log, String name) {
        Map<String, String> values = log.fields();
        return name.startsWith(LogColumns.TAG_PREFIX) && !values.containsKey(name)
                ? log.tags().get(name.substring(LogColumns.TAG_PREFIX.length()))
                : values.get(name);
    }

    private static void write(Field field, @Nullable String value, DuckDBAppender appender) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
        if (field.key().type() == Type.LONG) {
            appender.append(wholeNumber(value));
        } else if (field.key().type() == Type.DOUBLE) {
            appender.append(number(value));
        }
    }

    private static @Nullable Long wholeNumber(@Nullable String value) {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double number(@Nullable String value) {
        return value == null || !NUMBER.matcher(value).matches() ? null : Double.valueOf(value);
    }
}
