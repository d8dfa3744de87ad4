package io.github.cspmalert.oracle;

import com.facebook.presto.Session;
import com.facebook.presto.common.type.TimeZoneKey;
import com.facebook.presto.testing.LocalQueryRunner;
import com.facebook.presto.testing.MaterializedResult;
import com.facebook.presto.testing.TestingSession;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import io.github.cspmalert.testkit.sls.internal.query.duckdb.DuckDbLogTable;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The same rows in both engines. */
final class Oracle implements AutoCloseable {

    private final LocalQueryRunner presto;
    private final DuckDbLogTable embedded;

    Oracle(CspmRows rows, ZoneId zone) {
        Session session = TestingSession.testSessionBuilder()
                .setCatalog("cspm")
                .setSchema("default")
                .setTimeZoneKey(TimeZoneKey.getTimeZoneKey(zone.getId()))
                .setSystemProperty("parse_decimal_literals_as_double", "true")
                .setSystemProperty("offset_clause_enabled", "true")
                .build();
        presto = new LocalQueryRunner(session);
        presto.createCatalog("cspm", new LogConnector(rows), Map.of());
        embedded = DuckDbLogTable.open(rows.index(), zone, null);
        embedded.append(rows.logs());
    }

    Answer presto(String sql) {
        MaterializedResult result = presto.execute(sql);
        List<String> types = result.getTypes().stream()
                .map(type -> Answer.baseType(type.getDisplayName()))
                .toList();
        return Answer.of(
                types,
                result.getMaterializedRows().stream()
                        .map(row -> Cells.ofPresto(row.getFields(), types))
                        .toList());
    }

    Answer embedded(String sql) {
        QueryResult result = embedded.query(new Query("* | " + sql, CspmRows.START, CspmRows.END, 0, 0, false));
        List<String> types = result.columnTypes().stream().map(Answer::baseType).toList();
        return Answer.of(
                types,
                result.rows().stream()
                        .map(row -> Cells.ofEmbedded(
                                result.columns().stream().map(row::get).toList(), types))
                        .toList());
    }

    @Override
    public void close() {
        presto.close();
        embedded.close();
    }
}
