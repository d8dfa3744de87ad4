package io.github.cspmalert.posture;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.log.LogStatement;
import java.time.Duration;
import java.util.Objects;

/**
 * Where a ledger reads the records of CSPM, and how: one Logstore of one account. Assets in the Chinese mainland and outside it
 * have Logstores of their own, as has each account; give each of them a name. Immutable, and thread-safe if the log source is;
 * its {@linkplain Builder builder} is neither.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class CspmResults {

    /** The search for the records of CSPM in a Logstore that holds several topics: {@value}. */
    public static final String SEARCH = "__topic__: \"sas-cspm-log\"";

    private final String name;
    private final LogSource source;
    private final String search;
    private final String accountId;
    private final Schedule schedule;
    private final Duration lag;
    private final Duration overlap;
    private final Duration quietTime;
    private final Duration longestRun;
    private final Duration lookBack;
    private final Duration expectedWithin;
    private final int scanCycles;
    private final Duration keepClosed;

    private CspmResults(Builder builder) {
        this.name = builder.name;
        this.source = builder.source;
        this.search = builder.search;
        this.accountId = builder.accountId;
        this.schedule = builder.schedule;
        this.lag = builder.lag;
        this.overlap = builder.overlap;
        this.quietTime = builder.quietTime;
        this.longestRun = builder.longestRun;
        this.lookBack = builder.lookBack;
        this.expectedWithin = builder.expectedWithin;
        this.scanCycles = builder.scanCycles;
        this.keepClosed = builder.keepClosed;
    }

    /**
     * Begins with a log source.
     *
     * @param name what people call it, such as the account or the region; part of what findings are told apart by, so it is not
     *     to change: 2 to 64 lower-case letters, digits, {@code -} and {@code _}
     * @param source the log source
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the name is malformed
     */
    public static Builder builder(String name, LogSource source) {
        return new Builder(name, source);
    }

    /**
     * Creates one with the defaults.
     *
     * @param name what people call it
     * @param source the log source
     * @return the results
     * @throws IllegalArgumentException if the name is malformed
     */
    public static CspmResults of(String name, LogSource source) {
        return builder(name, source).build();
    }

    /**
     * Reads records.
     *
     * @param range the range of log time
     * @param atMost how many records at most; if there are more, the result says so
     * @return the records
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer
     */
    public LogResult read(TimeRange range, int atMost) {
        return source.query(new LogQuery(search, range, atMost));
    }

    /**
     * Looks for a log of any topic.
     *
     * @param range the range of log time
     * @return one log, or none if there is none
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer
     */
    public LogResult readAnything(TimeRange range) {
        return source.query(new LogQuery("*", range, 1));
    }

    /** {@return what people call it} */
    public String name() {
        return name;
    }

    /** {@return the search that finds the records} */
    public String search() {
        return search;
    }

    /** {@return the id of the account; empty if it is not known} */
    public String accountId() {
        return accountId;
    }

    /** {@return when it is read} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return how far the end of what is read stays behind the present} */
    public Duration lag() {
        return lag;
    }

    /** {@return how much of what was read is read again} */
    public Duration overlap() {
        return overlap;
    }

    /** {@return after how long without a record a run has settled} */
    public Duration quietTime() {
        return quietTime;
    }

    /** {@return after how long a run is told of although it has not settled} */
    public Duration longestRun() {
        return longestRun;
    }

    /** {@return how far back the first read begins} */
    public Duration lookBack() {
        return lookBack;
    }

    /** {@return within which time a record is expected} */
    public Duration expectedWithin() {
        return expectedWithin;
    }

    /** {@return after how many whole runs without it a finding is no longer observed} */
    public int scanCycles() {
        return scanCycles;
    }

    /** {@return how long what is not open is kept after it was seen last} */
    public Duration keepClosed() {
        return keepClosed;
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return "CspmResults[" + name + "]";
    }

    /** Sets up {@link CspmResults}. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final LogSource source;
        private String search = SEARCH;
        private String accountId = "";
        private Schedule schedule = Schedule.fixedRate(Duration.ofMinutes(5));
        private Duration lag = Duration.ofMinutes(2);
        private Duration overlap = Duration.ofMinutes(10);
        private Duration quietTime = Duration.ofMinutes(30);
        private Duration longestRun = Duration.ofHours(12);
        private Duration lookBack = Duration.ofDays(30);
        private Duration expectedWithin = Duration.ofDays(8);
        private int scanCycles = 3;
        private Duration keepClosed = Duration.ofDays(90);

        private Builder(String name, LogSource source) {
            this.name = Checks.id("name of results", name);
            this.source = Objects.requireNonNull(source, "source");
        }

        /**
         * Sets the search that finds the records; by default {@value CspmResults#SEARCH}. A Logstore of Log Management that holds
         * nothing else needs {@code *}.
         *
         * @param search the search, without SQL
         * @return this
         */
        public Builder search(String search) {
            this.search = Objects.requireNonNull(search, "search");
            return this;
        }

        /**
         * Sets the id of the account, which no record tells.
         *
         * @param accountId the id
         * @return this
         */
        public Builder accountId(String accountId) {
            this.accountId = Objects.requireNonNull(accountId, "accountId");
            return this;
        }

        /**
         * Sets when it is read; by default every 5 minutes.
         *
         * @param schedule the schedule
         * @return this
         */
        public Builder schedule(Schedule schedule) {
            this.schedule = Objects.requireNonNull(schedule, "schedule");
            return this;
        }

        /**
         * Sets how far the end of what is read stays behind the present, since records can be found only some time after they
         * were written. The default is 2 minutes.
         *
         * @param lag the time; up to a day
         * @return this
         */
        public Builder lag(Duration lag) {
            this.lag = Objects.requireNonNull(lag, "lag");
            return this;
        }

        /**
         * Sets how much of what was read is read again, for records that could be found late. The default is 10 minutes.
         *
         * @param overlap the time; up to a day
         * @return this
         */
        public Builder overlap(Duration overlap) {
            this.overlap = Objects.requireNonNull(overlap, "overlap");
            return this;
        }

        /**
         * Sets after how long without a record a run has settled and is told of. The default is 30 minutes.
         *
         * @param quietTime the time; up to a day, zero to tell at once
         * @return this
         */
        public Builder quietTime(Duration quietTime) {
            this.quietTime = Objects.requireNonNull(quietTime, "quietTime");
            return this;
        }

        /**
         * Sets after how long a run is told of although records still come. The default is 12 hours.
         *
         * @param longestRun the time; not shorter than the quiet time
         * @return this
         */
        public Builder longestRun(Duration longestRun) {
            this.longestRun = Objects.requireNonNull(longestRun, "longestRun");
            return this;
        }

        /**
         * Sets how far back the first read begins. The default is 30 days, so that it holds several runs.
         *
         * @param lookBack the time; up to 180 days, for which CSPM's logs are kept
         * @return this
         */
        public Builder lookBack(Duration lookBack) {
            this.lookBack = Objects.requireNonNull(lookBack, "lookBack");
            return this;
        }

        /**
         * Sets within which time a record is expected, before it is told that CSPM has gone quiet. The default is 8 days, a
         * weekly run and a day.
         *
         * @param expectedWithin the time
         * @return this
         */
        public Builder expectedWithin(Duration expectedWithin) {
            this.expectedWithin = Objects.requireNonNull(expectedWithin, "expectedWithin");
            return this;
        }

        /**
         * Sets after how many whole runs without it an open finding is no longer observed. The default is 3. A run is whole if
         * it looked at half as much as the largest of those before.
         *
         * @param scanCycles 1 to 100
         * @return this
         */
        public Builder scanCycles(int scanCycles) {
            this.scanCycles = scanCycles;
            return this;
        }

        /**
         * Sets how long a finding that is not open is kept after it was seen last. The default is 90 days.
         *
         * @param keepClosed the time; at least a day
         * @return this
         */
        public Builder keepClosed(Duration keepClosed) {
            this.keepClosed = Objects.requireNonNull(keepClosed, "keepClosed");
            return this;
        }

        /**
         * Builds the value. The builder stays as it is.
         *
         * @return the results; nothing is read yet
         * @throws io.github.cspmalert.common.AlertConfigurationException if a value is out of its bounds, or the search has SQL. The
         *     message names all of it
         */
        public CspmResults build() {
            Problems problems = new Problems();
            within(problems, "lag", lag, Duration.ZERO, Duration.ofDays(1));
            within(problems, "overlap", overlap, Duration.ZERO, Duration.ofDays(1));
            within(problems, "quietTime", quietTime, Duration.ZERO, Duration.ofDays(1));
            within(problems, "longestRun", longestRun, quietTime, Duration.ofDays(30));
            within(problems, "lookBack", lookBack, Duration.ofMinutes(1), Duration.ofDays(180));
            within(problems, "expectedWithin", expectedWithin, Duration.ofMinutes(1), Duration.ofDays(3650));
            within(problems, "keepClosed", keepClosed, Duration.ofDays(1), Duration.ofDays(3650));
            problems.require(
                    scanCycles >= 1 && scanCycles <= 100, "scanCycles is " + scanCycles + "; it must be 1 to 100");
            problems.require(
                    !search.isBlank() && !LogStatement.of(search).hasSql(),
                    "search is '%s'; it must be a search without SQL, such as %s"
                            .formatted(Checks.printable(search), SEARCH));
            problems.throwIfAny("results '" + name + "'");
            return new CspmResults(this);
        }

        private static void within(Problems problems, String field, Duration value, Duration least, Duration most) {
            problems.require(
                    value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                    "%s is %s; it must be %s to %s".formatted(field, value, least, most));
        }
    }
}
