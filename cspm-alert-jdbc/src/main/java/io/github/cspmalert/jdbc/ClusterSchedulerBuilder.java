package io.github.cspmalert.jdbc;

import io.github.cspmalert.common.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/** Sets up a {@link ClusterScheduler}. Not thread-safe. */
public final class ClusterSchedulerBuilder {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final DataSource dataSource;
    private String schema = "";
    private String tablePrefix = TableNames.DEFAULT_PREFIX;
    private Duration heartbeat = Duration.ofSeconds(15);
    private Duration pollInterval = Duration.ofSeconds(2);
    private Backoff retryBackoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));
    private Clock clock = Clock.systemUTC();
    private int threads = 10;

    ClusterSchedulerBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Sets the schema of the tables; see {@link JdbcStoreBuilder#schema(String)}.
     *
     * @param schema the schema; that of the connection by default
     * @return this builder
     */
    public ClusterSchedulerBuilder schema(String schema) {
        this.schema = Objects.requireNonNull(schema, "schema");
        return this;
    }

    /**
     * Sets what the names of all tables begin with; see {@link JdbcStoreBuilder#tablePrefix(String)}. All replicas have the same
     * one.
     *
     * @param tablePrefix the prefix; {@code cspm_alert_} by default
     * @return this builder
     */
    public ClusterSchedulerBuilder tablePrefix(String tablePrefix) {
        this.tablePrefix = Objects.requireNonNull(tablePrefix, "tablePrefix");
        return this;
    }

    /**
     * Sets how often a replica says that it is still evaluating. After four times of silence, looked for every second time, its
     * evaluations are taken over. Clocks of replicas must not differ by more than two heartbeats.
     *
     * @param heartbeat the time: 1 second to 10 minutes; 15 seconds by default
     * @return this builder
     */
    public ClusterSchedulerBuilder heartbeat(Duration heartbeat) {
        this.heartbeat = Objects.requireNonNull(heartbeat, "heartbeat");
        return this;
    }

    /**
     * Sets how often a replica looks for evaluations that are due.
     *
     * @param pollInterval the time: 100 milliseconds to 10 minutes; 2 seconds by default
     * @return this builder
     */
    public ClusterSchedulerBuilder pollInterval(Duration pollInterval) {
        this.pollInterval = Objects.requireNonNull(pollInterval, "pollInterval");
        return this;
    }

    /**
     * Sets the pauses after which an evaluation that failed is tried again, if the next one is not due sooner.
     *
     * @param retryBackoff the pauses; 10 seconds growing to 10 minutes by default
     * @return this builder
     */
    public ClusterSchedulerBuilder retryBackoff(Backoff retryBackoff) {
        this.retryBackoff = Objects.requireNonNull(retryBackoff, "retryBackoff");
        return this;
    }

    /**
     * Sets how many rules a replica evaluates at once.
     *
     * @param threads the number: 1 to 200; 10 by default
     * @return this builder
     */
    public ClusterSchedulerBuilder threads(int threads) {
        this.threads = threads;
        return this;
    }

    /**
     * Sets the clock; the same one as that of the engine.
     *
     * @param clock the clock; the system's by default
     * @return this builder
     */
    public ClusterSchedulerBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Makes the scheduler. The database is not touched before it is started.
     *
     * @return the scheduler
     * @throws IllegalArgumentException if a name, a time or the number is not as it must be
     */
    public ClusterScheduler build() {
        check("heartbeat", heartbeat, Duration.ofSeconds(1), "1 second");
        check("pollInterval", pollInterval, Duration.ofMillis(100), "100 milliseconds");
        if (threads < 1 || threads > 200) {
            throw new IllegalArgumentException("threads must be 1 to 200, but is " + threads);
        }
        return new ClusterScheduler(new ClusterSettings(
                dataSource,
                new TableNames(schema, tablePrefix),
                heartbeat,
                pollInterval,
                retryBackoff,
                clock,
                threads));
    }

    private static void check(String name, Duration value, Duration least, String leastInWords) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be %s to 10 minutes, but is %s".formatted(name, leastInWords, value));
        }
    }
}
