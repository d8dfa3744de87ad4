package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogColumns.Field;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlColumn;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What SQL sees of the logs: the reserved fields, and the fields whose index has statistics ({@code doc_value}), by name
 * and by alias. A text is cut at 2,048 bytes, as the service analyses no more of it by default. Names differ by more than
 * case, or the first one wins.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/why-are-field-values-truncated-when-i-query-and-analyze-logs">Why
 *     are field values truncated</a>
 */
final class LogView {

    private final List<SqlColumn> columns = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    LogView(LogColumns layout) {
        add("__time__", SqlType.BIGINT, LogColumns.TIME);
        add("__topic__", SqlType.VARCHAR, LogColumns.TOPIC);
        add("__source__", SqlType.VARCHAR, LogColumns.SOURCE);
        for (Field outer : layout.fields()) {
            for (Field field : layout.withInner(outer)) {
                if (field.key().docValue()) {
                    addWithAlias(field);
                }
            }
        }
    }

    private void addWithAlias(Field field) {
        add(field, field.name());
        if (!field.key().alias().isEmpty()) {
            add(field, field.key().alias());
        }
    }

    private void add(Field field, String name) {
        switch (field.key().type()) {
            case LONG -> add(name, SqlType.BIGINT, field.number());
            case DOUBLE -> add(name, SqlType.DOUBLE, field.number());
            default -> add(name, SqlType.VARCHAR, "analysed_text(" + field.text() + ")");
        }
    }

    private void add(String name, SqlType type, String value) {
        if (names.add(name.toLowerCase(Locale.ROOT))) {
            columns.add(new SqlColumn(name, type));
            items.add(value + " AS " + SqlText.identifier(name));
        }
    }

    List<SqlColumn> columns() {
        return columns;
    }

    /** The WITH query that the rest of the statement knows as log. */
    String sql(String condition) {
        return "\"log\" AS NOT MATERIALIZED (SELECT " + String.join(", ", items) + " FROM " + LogColumns.TABLE
                + " WHERE " + condition + ")";
    }
}
