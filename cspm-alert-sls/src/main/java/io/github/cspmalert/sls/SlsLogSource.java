package io.github.cspmalert.sls;

import com.aliyun.openservices.log.request.GetLogsRequest;
import io.github.cspmalert.query.Cut;
import io.github.cspmalert.query.LogOrigin;
import io.github.cspmalert.query.LogQuery;
import io.github.cspmalert.query.LogResult;
import io.github.cspmalert.query.LogRow;
import io.github.cspmalert.query.LogSource;
import io.github.cspmalert.query.TimeRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The logs of one Logstore. Thread-safe.
 *
 * <ul>
 *   <li>A search without SQL gives the newest logs first, fetched in pages of 100, the most that the service gives at once.
 *   <li>SQL without a {@code LIMIT} of its own is given one, for one row more than wanted, so that a cut is known for
 *       certain. More than 10,000 rows are fetched in pages; give such a statement an {@code ORDER BY}, since pages of an
 *       unordered result may overlap.
 *   <li>SQL with a {@code LIMIT} of its own goes out as it is, and a result that reaches it is reported as cut.
 *   <li>A result that the service calls incomplete is asked for again, up to ten times, and then reported as such; one
 *       that it calls inexact is reported too.
 * </ul>
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/limit-clause">SLS: LIMIT</a>
 */
public final class SlsLogSource implements LogSource {

    private static final int SEARCH_PAGE = 100;
    private static final int SQL_PAGE = 10_000;
    private static final int MAX_REPEATS = 10;

    private final SlsConnection connection;
    private final String project;
    private final String logstore;
    private final LogOrigin origin;

    private SlsLogSource(SlsConnection connection, String project, String logstore) {
        this.connection = connection;
        this.project = project;
        this.logstore = logstore;
        this.origin = new LogOrigin(connection.region(), project, logstore);
    }

    /**
     * Opens a Logstore. Nothing is contacted; {@link #verify} does that.
     *
     * @param connection the connection to the Logstore's region; not closed with this source
     * @param project the project; not blank
     * @param logstore the Logstore; not blank
     * @return the source
     * @throws IllegalArgumentException if the project or the Logstore is blank
     */
    public static SlsLogSource of(SlsConnection connection, String project, String logstore) {
        if (project.isBlank() || logstore.isBlank()) {
            throw new IllegalArgumentException(
                    "project and logstore must not be blank, but are '" + project + "' and '" + logstore + "'");
        }
        return new SlsLogSource(connection, project, logstore);
    }

    /**
     * Finds out what is wrong before an alert depends on this Logstore.
     *
     * @param statements statements whose fields are looked up in the index; may be none
     * @return what was found
     * @throws IllegalStateException if the connection is closed
     */
    public SlsVerification verify(String... statements) {
        return connection.verify(project, logstore, statements);
    }

    @Override
    public LogResult query(LogQuery query) {
        Statement statement = Statement.parse(query.statement());
        if (!statement.hasSql()) {
            return search(query);
        }
        OptionalLong ownLimit = statement.ownLimit();
        return ownLimit.isPresent() ? sql(query, ownLimit.getAsLong()) : pagedSql(query, statement);
    }

    private LogResult search(LogQuery query) {
        Rows rows = new Rows();
        int wanted = query.maxRows() + 1;
        boolean more = true;
        while (more && rows.size() < wanted) {
            int line = Math.min(SEARCH_PAGE, wanted - rows.size());
            GetLogsRequest request = request(query.statement(), query.range());
            request.SetLine(line);
            request.SetOffset(rows.size());
            request.SetReverse(true);
            more = rows.add(ask(request)) == line;
        }
        return rows.cutTo(query.maxRows());
    }

    private LogResult sql(LogQuery query, long ownLimit) {
        Rows rows = new Rows();
        rows.add(ask(request(query.statement(), query.range())));
        if (rows.size() >= ownLimit) {
            rows.cuts.add(Cut.LIMIT);
        }
        return rows.toResult();
    }

    private LogResult pagedSql(LogQuery query, Statement statement) {
        Rows rows = new Rows();
        int wanted = query.maxRows() + 1;
        boolean more = true;
        while (more && rows.size() < wanted) {
            int count = Math.min(SQL_PAGE, wanted - rows.size());
            more = rows.add(ask(request(statement.withLimit(rows.size(), count), query.range()))) == count;
        }
        return rows.cutTo(query.maxRows());
    }

    private GetLogsRequest request(String statement, TimeRange range) {
        return new GetLogsRequest(
                project,
                logstore,
                (int) range.from().getEpochSecond(),
                (int) range.to().getEpochSecond(),
                "",
                statement);
    }

    private Answer ask(GetLogsRequest request) {
        Answer answer = askOnce(request);
        for (int i = 0; i < MAX_REPEATS && !answer.complete(); i++) {
            answer = askOnce(request);
        }
        return answer;
    }

    private Answer askOnce(GetLogsRequest request) {
        return connection.call(
                "query of Logstore %s/%s".formatted(project, logstore),
                client -> Answer.read(client.GetRawLogs(request).getRawQueryResult()));
    }

    /** {@return the project and the Logstore} */
    @Override
    public String toString() {
        return "SlsLogSource[project=%s, logstore=%s]".formatted(project, logstore);
    }

    /** Rows that come in page by page. */
    private final class Rows {

        private final Set<String> columns = new LinkedHashSet<>();
        private final List<LogRow> rows = new ArrayList<>();
        private final Set<Cut> cuts = EnumSet.noneOf(Cut.class);

        int size() {
            return rows.size();
        }

        int add(Answer answer) {
            columns.addAll(answer.columns());
            rows.addAll(answer.rows());
            if (!answer.complete()) {
                cuts.add(Cut.INCOMPLETE);
            }
            if (!answer.exact()) {
                cuts.add(Cut.INEXACT);
            }
            return answer.rows().size();
        }

        LogResult cutTo(int maxRows) {
            if (rows.size() > maxRows) {
                cuts.add(Cut.MAX_ROWS);
                rows.subList(maxRows, rows.size()).clear();
            }
            return toResult();
        }

        LogResult toResult() {
            return new LogResult(origin, List.copyOf(columns), rows, cuts);
        }
    }
}
