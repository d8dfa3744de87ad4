package io.github.cspmalert.internal.statement;

import io.github.cspmalert.log.LogStatement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the names of a statement's columns, where it says them: every item of the outermost list is a field or has a name of
 * its own. A search without SQL, {@code *} and expressions without a name say nothing.
 */
public final class SelectedColumns {

    private static final Set<String> ENDS =
            Set.of("from", "where", "group", "having", "order", "limit", "union", "except", "intersect", ";");
    // Of the last words of an expression those that are no name.
    private static final Set<String> NO_NAMES = Set.of(
            "end",
            "null",
            "true",
            "false",
            "day",
            "hour",
            "minute",
            "second",
            "month",
            "year",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "distinct",
            "all");
    private static final Set<String> EXPRESSIONS = Set.of(
            "is", "in", "between", "like", "and", "or", "not", "at", "interval", "exists", "escape", "over", "filter");

    private final Set<String> columns = new LinkedHashSet<>();

    private SelectedColumns() {}

    /** {@return the names of all columns, or empty if the statement does not say them} */
    public static Optional<Set<String>> of(String statement) {
        String sql = LogStatement.of(statement).sql();
        return sql == null ? Optional.empty() : new SelectedColumns().read(SqlToken.allOf(sql));
    }

    private Optional<Set<String>> read(List<SqlToken> tokens) {
        if (tokens.isEmpty() || !tokens.get(0).is("select")) {
            return Optional.empty();
        }
        List<SqlToken> item = new ArrayList<>();
        int depth = 0;
        for (SqlToken token : tokens.subList(1, tokens.size())) {
            depth += token.depth();
            boolean end = depth == 0 && token.isAnyOf(ENDS);
            if (end || depth == 0 && token.is(",")) {
                if (!isNamed(item)) {
                    return Optional.empty();
                } else if (end) {
                    return Optional.of(columns);
                }
                item.clear();
            } else {
                item.add(token);
            }
        }
        return depth == 0 && isNamed(item) ? Optional.of(columns) : Optional.empty();
    }

    // A field, perhaps of a table; or an expression with a name behind it.
    private boolean isNamed(List<SqlToken> item) {
        while (!item.isEmpty() && (item.get(0).is("distinct") || item.get(0).is("all"))) {
            item.remove(0);
        }
        int size = item.size();
        if (size == 0 || !item.get(size - 1).name() || item.get(size - 1).isAnyOf(NO_NAMES)) {
            return false;
        }
        String name = item.get(size - 1).text();
        SqlToken before = size > 1 ? item.get(size - 2) : null;
        boolean field =
                before == null || size == 3 && before.is(".") && item.get(0).name();
        boolean as = before != null && before.is("as");
        boolean behind = before != null
                && (before.name() || before.is(")") || before.is("]"))
                && item.stream().noneMatch(token -> token.isAnyOf(EXPRESSIONS));
        if (field || as || behind) {
            columns.add(name);
        }
        return field || as || behind;
    }
}
