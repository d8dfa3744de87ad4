package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.RenderedSql;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlColumn;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the result of an SQL part, as far as it fits the memory of this JVM. The driver hands over two thousand rows at
 * once, and brings the JVM down if they do not fit; so the engine itself refuses rows that are too large.
 */
final class ResultReader {

    private static final long BYTES_AT_ONCE = 96L << 20;
    private static final long ROWS_AT_ONCE = 2048;

    /** A cell and its place in a row, on a heap. */
    private static final int OVERHEAD = 64;

    private final CellFormatter cells;
    private final List<String> names = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<Map<String, String>> rows = new ArrayList<>();
    private final long mostBytes = Runtime.getRuntime().maxMemory() / 4;

    ResultReader(ZoneId zone) {
        cells = new CellFormatter(zone);
    }

    /** The rendered statement, made to fail for a row that is too large. */
    static String guarded(RenderedSql rendered) {
        List<String> sizes = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (SqlColumn column : rendered.columns()) {
            String place = "c" + places.size();
            places.add(place);
            items.add(place + " AS " + SqlText.identifier(column.name()));
            if (!column.type().isSimple()) {
                String size = column.type().kind() == Kind.VARCHAR
                        ? "strlen(" + place + ")"
                        : "4 * strlen(CAST(" + place + " AS VARCHAR))";
                sizes.add("coalesce(" + size + ", 0)");
            }
        }
        if (sizes.isEmpty() || !rendered.columnsKnown()) {
            return rendered.sql();
        }
        long most = BYTES_AT_ONCE / Math.max(1, Math.min(ROWS_AT_ONCE, rendered.limit()));
        return "SELECT " + String.join(", ", items) + " FROM (" + rendered.sql() + ") AS result("
                + String.join(", ", places) + ") WHERE CASE WHEN " + String.join(" + ", sizes) + " > " + most
                + " THEN CAST('a row of the result has more than " + most
                + " bytes, the most with this LIMIT; select less' || '' AS BOOLEAN) ELSE TRUE END";
    }

    void read(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnName(i));
            types.add(meta.getColumnTypeName(i));
        }
        long bytes = 0;
        while (result.next()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                String cell = cells.cell(result, i + 1, types.get(i));
                row.put(names.get(i), cell);
                bytes += OVERHEAD + cell.length();
            }
            rows.add(row);
            requireFits(bytes);
        }
    }

    private void requireFits(long bytes) {
        if (bytes > mostBytes) {
            throw QueryRejectedException.invalid("SQL: the result needs more than " + (mostBytes >> 20)
                    + " MB, a quarter of this JVM's heap; select less, or give the JVM more memory");
        }
    }

    List<String> names() {
        return names;
    }

    List<String> types() {
        return types.stream().map(PrestoTypes::name).toList();
    }

    List<Map<String, String>> rows() {
        return rows;
    }
}
