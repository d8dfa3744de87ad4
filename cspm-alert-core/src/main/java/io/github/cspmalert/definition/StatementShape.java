package io.github.cspmalert.definition;

import io.github.cspmalert.internal.statement.SqlToken;
import io.github.cspmalert.log.LogStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement says of its result, as far as it can be told without reading all of SQL. */
final class StatementShape {

    private static final Set<String> AGGREGATES = Set.of(
            ("count count_if sum avg min max min_by max_by approx_distinct approx_percentile arbitrary any_value array_agg"
                            + " bool_and bool_or every checksum geometric_mean histogram map_agg stddev stddev_pop stddev_samp"
                            + " variance var_pop var_samp corr covar_pop covar_samp regr_slope regr_intercept")
                    .split(" "));
    private static final Set<String> COUNTS = Set.of("count", "count_if", "sum");
    private static final Set<String> LATEST =
            Set.of("max_by", "min_by", "arg_max", "row_number", "rank", "dense_rank", "last_value", "first_value");
    private static final Set<String> SETS = Set.of("union", "intersect", "except");

    private final LogStatement statement;
    private final int start;
    private final List<SqlToken> sql;
    private final List<SqlToken> outermost = new ArrayList<>();

    StatementShape(String text) {
        this.statement = LogStatement.of(text);
        String after = statement.sql();
        this.start = statement.search().length() + 1;
        this.sql = after == null ? List.of() : SqlToken.allOf(after);
        int depth = 0;
        for (SqlToken token : sql) {
            depth += token.depth();
            if (depth == 0) {
                outermost.add(token);
            }
        }
    }

    /** {@return whether it is a search without SQL} */
    boolean isSearch() {
        return !statement.hasSql();
    }

    /** {@return whether it is a query, and no other language that may follow the bar} */
    boolean isQuery() {
        return !sql.isEmpty() && (sql.get(0).is("select") || sql.get(0).is("with"));
    }

    /** {@return where a token stands in the whole statement} */
    int offset(SqlToken token) {
        return start + token.at();
    }

    /** {@return the offset of the outermost LIMIT, or of the end where there is none} */
    int limitOffset() {
        int at = outermost("limit");
        return at < 0 ? statement.text().length() : offset(outermost.get(at));
    }

    /** {@return the rows that the outermost LIMIT leaves; of two numbers the first says how many are skipped} */
    OptionalInt limit() {
        int at = outermost("limit");
        String number = at < 0 ? "" : text(at + 1);
        if (at >= 0 && text(at + 2).equals(",")) {
            number = text(at + 3);
        }
        return number.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    /** {@return whether the rows have an order} */
    boolean isOrdered() {
        int at = outermost("order");
        return at >= 0 && text(at + 1).toLowerCase(Locale.ROOT).equals("by");
    }

    /** {@return whether it gives one row at most, since it aggregates without groups} */
    boolean givesOneRow() {
        boolean one = isQuery()
                && sql.get(0).is("select")
                && outermost("group") < 0
                && outermost.stream().noneMatch(token -> token.isAnyOf(SETS) || token.is("over"));
        return one && selects(AGGREGATES);
    }

    /** {@return whether it always gives that row} */
    boolean alwaysGivesOneRow() {
        return givesOneRow() && outermost("having") < 0 && limit().orElse(1) > 0;
    }

    /** {@return what counts records one by one; null if nothing does, or something picks the latest of each} */
    @Nullable SqlToken countOfRecords() {
        if (sql.stream().anyMatch(token -> token.isAnyOf(LATEST))) {
            return null;
        }
        for (int i = 0; i + 2 < sql.size(); i++) {
            if (sql.get(i).isAnyOf(COUNTS)
                    && sql.get(i + 1).is("(")
                    && !sql.get(i + 2).is("distinct")) {
                return sql.get(i);
            }
        }
        return null;
    }

    /** {@return whether it reads the check results of Security Center's CSPM} */
    boolean readsCspm() {
        return statement.text().toLowerCase(Locale.ROOT).contains("sas-cspm-log");
    }

    // In the outermost list, but not in a subquery, which gives a value of each row.
    private boolean selects(Set<String> functions) {
        int depth = 0;
        int query = -1;
        for (int i = 1; i < sql.size(); i++) {
            SqlToken token = sql.get(i);
            depth += token.depth();
            if (depth == 0 && token.is("from")) {
                return false;
            }
            if (query < 0 && token.is("select")) {
                query = depth;
            } else if (query >= 0 && depth < query) {
                query = -1;
            }
            boolean call = i + 1 < sql.size() && sql.get(i + 1).is("(");
            if (query < 0 && call && token.isAnyOf(functions)) {
                return true;
            }
        }
        return false;
    }

    private int outermost(String word) {
        for (int i = 0; i < outermost.size(); i++) {
            if (outermost.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    private String text(int i) {
        return i < outermost.size() ? outermost.get(i).text() : "";
    }
}
