package io.github.cspmalert.sls;

import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.query.GetLogs;
import io.github.cspmalert.sls.internal.query.GetLogs.Options;
import io.github.cspmalert.sls.internal.verify.LogstoreVerifier;
import io.github.cspmalert.sls.internal.verify.RamPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Answers queries from a Logstore of Simple Log Service.
 *
 * <p><b>How many rows.</b> Without a limit of its own the service gives SQL 100 rows and a search 100 logs, and says
 * nothing of the rest. Here a query without a limit gets as many rows as {@link LogQuery#maxRows()} wants, and one more is
 * asked for, so that it is known whether there are more ({@link io.github.cspmalert.log.Cut#MAX_ROWS}). A statement
 * with a {@code LIMIT} of its own is sent as it is; if as many rows come as it allows, there may be more
 * ({@link io.github.cspmalert.log.Cut#LIMIT}). The newest logs come first in a search.
 *
 * <p><b>Pages.</b> A search is read in pages of 100 logs, which is all that the service gives at once. SQL is read in pages
 * of {@link Builder#pageSize(int)} rows, by default 10,000, so that nearly always one request is enough. The service runs the
 * statement anew for each page, and without {@code ORDER BY} the order may differ from page to page, so that rows come
 * twice or not at all: for more rows than a page holds, write {@code ORDER BY} over all columns that tell rows apart, or a
 * {@code LIMIT} of up to 1,000,000.
 *
 * <p><b>Figures.</b> What the service has not finished is asked for again, up to
 * {@link Builder#maxIncompleteRepeats(int)} times; if it is still not finished then, the rows come with
 * {@link io.github.cspmalert.log.Cut#INCOMPLETE}. Figures that the service calls inexact come with
 * {@link io.github.cspmalert.log.Cut#INEXACT}.
 *
 * <p>Immutable and thread-safe. The connection stays with whoever built it; closing the source does nothing.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-getlogsv2">SLS: GetLogsV2</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/limit-clause">SLS: LIMIT clause</a>
 */
public final class SlsLogSource implements LogSource {

    /** CSPM runs once a week or more often; a day more allows for a run that takes long. */
    private static final Duration RECORDS_WINDOW = Duration.ofDays(8);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(3_650);

    // The SDK lets more pass, but the name is a label of the host that is asked.
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern LOGSTORE = Pattern.compile("[0-9a-z][0-9a-z_-]{0,78}[0-9a-z]");

    private final SlsConnection connection;
    private final GetLogs getLogs;

    private SlsLogSource(Builder settings) {
        connection = settings.connection;
        getLogs = new GetLogs(
                connection.calls(),
                new LogOrigin(connection.region(), settings.project, settings.logstore),
                new Options(
                        settings.dedicatedSql, settings.exactSql, settings.maxIncompleteRepeats, settings.pageSize));
    }

    /**
     * Creates a source with the defaults.
     *
     * @param connection the connection to the project's region
     * @param project the project, such as {@code sas-log-1234567890-cn-hangzhou}
     * @param logstore the Logstore, such as {@code sas-log}
     * @return the source; nothing is sent yet
     * @throws IllegalArgumentException if the project or the Logstore is no possible name
     */
    public static SlsLogSource of(SlsConnection connection, String project, String logstore) {
        return builder(connection, project, logstore).build();
    }

    /**
     * Starts to set up a source.
     *
     * @param connection the connection to the project's region
     * @param project the project
     * @param logstore the Logstore
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the project or the Logstore is no possible name
     */
    public static Builder builder(SlsConnection connection, String project, String logstore) {
        return new Builder(connection, project, logstore);
    }

    /**
     * Runs a query. See the description of the class for what comes back.
     *
     * @param query the statement, its time range and the number of rows wanted
     * @return the rows
     * @throws io.github.cspmalert.log.LogQueryException if the service cannot answer, or not in time; the message says
     *     what to do, and for a statement that it cannot run repeats its words, with line and column
     * @throws IllegalStateException if the connection is closed
     */
    @Override
    public LogResult query(LogQuery query) {
        return getLogs.run(query);
    }

    /**
     * Finds out what is wrong before an alert depends on this Logstore, looking for records in the last 8 days.
     *
     * @param statements the statements of the alerts; may be none
     * @return what was found
     * @throws IllegalStateException if the connection is closed
     * @see #verify(Duration, List)
     */
    public SlsVerification verify(String... statements) {
        return verify(RECORDS_WINDOW, List.of(statements));
    }

    /**
     * Finds out what is wrong before an alert depends on this Logstore: whether the service answers, the credentials are
     * accepted, the project, the Logstore and its index exist, the statements' fields are indexed (with statistics, if SQL
     * uses them), the service can run the statements (over the last hour), how many logs their searches match (in the window)
     * and, if none, which term of a search never hits and which values its field has, and when the last record of topic
     * {@code sas-cspm-log} arrived, whatever its status. Such problems are reported, not thrown.
     *
     * <p>In SQL only names that are surely fields are looked up: those in the index, and the documented fields of CSPM's
     * records.
     *
     * @param window how far back to look for records; longer than the time between two runs of CSPM
     * @param statements the statements of the alerts; may be none
     * @return what was found
     * @throws IllegalArgumentException if the window is shorter than a second or longer than 3,650 days, the longest time
     *     that the service keeps logs for unless it keeps them for ever
     * @throws IllegalStateException if the connection is closed
     */
    public SlsVerification verify(Duration window, List<String> statements) {
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be 1 second to 3650 days, but is " + window);
        }
        LogstoreVerifier verifier =
                new LogstoreVerifier(this, connection.calls(), getLogs.origin(), connection.clock());
        List<Observation> observations = verifier.run(window, List.copyOf(statements)).stream()
                .map(Observation::of)
                .toList();
        return new SlsVerification(observations, verifier.lastRecord());
    }

    /**
     * Gives the least RAM policy with which this source works: the first statement is all that queries need, the others are for
     * what {@link #verify(String...)} looks up. Nothing is sent.
     *
     * @return the policy as JSON, for a custom policy of RAM
     */
    public String ramPolicy() {
        return RamPolicy.toQuery(getLogs.origin());
    }

    /** {@return the project and the Logstore} */
    @Override
    public String toString() {
        return "SlsLogSource[" + getLogs.origin().project() + "/"
                + getLogs.origin().store() + ", " + connection + "]";
    }

    static String project(String project) {
        if (!PROJECT.matcher(project).matches()) {
            throw new IllegalArgumentException(
                    "project is '%s'; it must be 3 to 63 lower-case letters, digits and '-', and begin and end with a letter or digit"
                            .formatted(Texts.printable(project)));
        }
        return project;
    }

    static String logstore(String logstore) {
        if (!LOGSTORE.matcher(logstore).matches()) {
            throw new IllegalArgumentException(
                    "logstore is '%s'; it must be 2 to 80 lower-case letters, digits, '-' and '_', and begin and end with a letter or digit"
                            .formatted(Texts.printable(logstore)));
        }
        return logstore;
    }

    /** Sets up an {@link SlsLogSource}. Not thread-safe. */
    public static final class Builder {

        /** The most rows that {@code LIMIT offset,count} gives. */
        private static final int LARGEST_PAGE = 10_000;

        private final SlsConnection connection;
        private final String project;
        private final String logstore;
        private boolean dedicatedSql;
        private boolean exactSql;
        private int maxIncompleteRepeats = 10;
        private int pageSize = LARGEST_PAGE;

        private Builder(SlsConnection connection, String project, String logstore) {
            this.connection = Objects.requireNonNull(connection, "connection");
            this.project = project(project);
            this.logstore = logstore(logstore);
        }

        /**
         * Runs SQL on Dedicated SQL ({@code powerSql}), which scans more and runs more at once, for a charge. The default
         * is standard SQL.
         *
         * @return this
         * @see <a href="https://www.alibabacloud.com/help/en/sls/dedicated-sql/">SLS: Dedicated SQL</a>
         */
        public Builder dedicatedSql() {
            this.dedicatedSql = true;
            return this;
        }

        /**
         * Has the service compute exact figures ({@code accurate}) however much it must scan, or fail after 55 seconds. Only
         * 5 such queries of a project run at once, and they run on Dedicated SQL. The default leaves figures inexact where
         * a query scans too much, and tells so.
         *
         * @return this
         * @see <a href="https://help.aliyun.com/en/sls/sql-completely-accurate">SLS: completely accurate mode</a>
         */
        public Builder exactSql() {
            this.exactSql = true;
            return this;
        }

        /**
         * Sets how often a query that the service has not finished is asked for again. The default is 10.
         *
         * @param maxIncompleteRepeats 0 to 100
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxIncompleteRepeats(int maxIncompleteRepeats) {
            if (maxIncompleteRepeats < 0 || maxIncompleteRepeats > 100) {
                throw new IllegalArgumentException(
                        "maxIncompleteRepeats must be 0 to 100, but is " + maxIncompleteRepeats);
            }
            this.maxIncompleteRepeats = maxIncompleteRepeats;
            return this;
        }

        /**
         * Sets how many rows of SQL without a limit one request asks for. The default is 10,000, the most that the service
         * gives with an offset.
         *
         * @param pageSize 1 to 10,000
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder pageSize(int pageSize) {
            if (pageSize < 1 || pageSize > LARGEST_PAGE) {
                throw new IllegalArgumentException("pageSize must be 1 to " + LARGEST_PAGE + ", but is " + pageSize);
            }
            this.pageSize = pageSize;
            return this;
        }

        /**
         * Builds the source. Nothing is sent yet; the builder stays as it is.
         *
         * @return the source
         */
        public SlsLogSource build() {
            return new SlsLogSource(this);
        }
    }
}
