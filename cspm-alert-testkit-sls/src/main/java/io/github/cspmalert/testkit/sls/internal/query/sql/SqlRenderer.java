package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.parser.ParsingException;
import com.facebook.presto.sql.parser.ParsingOptions;
import com.facebook.presto.sql.parser.ParsingOptions.DecimalLiteralTreatment;
import com.facebook.presto.sql.parser.SqlParser;
import com.facebook.presto.sql.tree.Query;
import com.facebook.presto.sql.tree.Statement;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.time.ZoneId;
import java.util.List;

/**
 * Renders the SQL part of a statement for the engine.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/nested-subquery">Nested sub-query</a>
 */
public final class SqlRenderer {

    // Presto's numbers with a point are decimals today and were doubles once; the service computes 1.0 as a double.
    private static final ParsingOptions OPTIONS = ParsingOptions.builder()
            .setDecimalLiteralTreatment(DecimalLiteralTreatment.AS_DOUBLE)
            .build();

    private final List<SqlColumn> log;
    private final ZoneId zone;

    /**
     * Creates a renderer.
     *
     * @param log the columns of the table {@code log}
     * @param zone the time zone that times are printed in
     */
    public SqlRenderer(List<SqlColumn> log, ZoneId zone) {
        this.log = List.copyOf(log);
        this.zone = zone;
    }

    /**
     * Renders a statement.
     *
     * @param sql the SQL part
     * @return the same for the engine
     * @throws QueryRejectedException if it is malformed, or is one that is not served
     */
    public RenderedSql render(String sql) {
        Paging paging = Paging.of(sql);
        Nesting.requireShallow(SqlTokens.of(paging.sql()));
        if (parsed(paging.sql()) instanceof Query query) {
            Nesting.requireShallow(query);
            return rendered(query, paging);
        }
        throw QueryRejectedException.invalid("the SQL part must be a SELECT; anything else is not served");
    }

    private RenderedSql rendered(Query query, Paging paging) {
        try {
            return new QueryRenderer(zone, Bounds.of(query)).statement(query, paging, Scope.ofLog(log));
        } catch (StackOverflowError e) {
            throw Nesting.tooDeep(e);
        } catch (QueryRejectedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw QueryRejectedException.invalid("SQL: EmbeddedSls cannot run this statement", e);
        }
    }

    /** The parser fails in more ways than it declares: of a lambda in GROUP BY, say. */
    private static Statement parsed(String sql) {
        try {
            return new SqlParser().createStatement(sql, OPTIONS);
        } catch (ParsingException e) {
            throw QueryRejectedException.invalid("SQL, " + e.getMessage() + hint(sql), e);
        } catch (StackOverflowError e) {
            throw Nesting.tooDeep(e);
        } catch (RuntimeException e) {
            throw QueryRejectedException.invalid("SQL: " + e.getMessage(), e);
        }
    }

    private static String hint(String sql) {
        List<SqlTokens.Token> tokens = SqlTokens.of(sql);
        if (tokens.isEmpty()) {
            return "; write a SELECT after '|'";
        }
        SqlTokens.Token first = tokens.get(0);
        if (first.is("set")) {
            return "; 'set session' is not served by EmbeddedSls";
        }
        if (!first.is("select") && !first.is("with") && !first.is("(")) {
            return "; EmbeddedSls serves SQL after '|', not SPL, and it begins with SELECT or WITH";
        }
        return tokens.get(tokens.size() - 1).is(";") ? "; end the statement without ';'" : "";
    }
}
