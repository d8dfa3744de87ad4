package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.util.Objects;

/**
 * One query of a rule.
 *
 * @param source the name of the log source that answers it
 * @param statement the statement, {@code search} or {@code search | SQL}; empty for resource data, which is read as a whole
 * @param timeSpan the range of log time that it looks at; has no effect on resource data
 * @param powerSqlMode whether SLS runs it with Dedicated SQL
 * @param roleArn the RAM role that SLS reads the store with, such as {@code acs:ram::1234567890:role/reader}; empty for the
 *     service's own role, which reads stores of the same account
 * @param dashboardId the dashboard that messages link to; empty for none
 * @param chartTitle the chart of the dashboard; empty for none
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: query statistics</a>
 */
public record Query(
        String source,
        String statement,
        TimeSpan timeSpan,
        PowerSqlMode powerSqlMode,
        String roleArn,
        String dashboardId,
        String chartTitle) {

    /** Whether SLS runs a statement with Dedicated SQL, which is billed. */
    public enum PowerSqlMode {
        /** When the standard kind is at its limits. */
        AUTO,
        /** Always. */
        ENABLE,
        /** Never. */
        DISABLE
    }

    /**
     * Checks the parts.
     *
     * @param source the name of the log source
     * @param statement the statement
     * @param timeSpan the range of log time
     * @param powerSqlMode whether SLS runs it with Dedicated SQL
     * @param roleArn the RAM role that SLS reads the store with
     * @param dashboardId the dashboard that messages link to
     * @param chartTitle the chart of the dashboard
     * @throws IllegalArgumentException if the source is blank
     */
    public Query {
        Checks.notBlank("source", source);
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(timeSpan, "timeSpan");
        Objects.requireNonNull(powerSqlMode, "powerSqlMode");
        Checks.oneLine("roleArn", roleArn);
        Checks.oneLine("dashboardId", dashboardId);
        Checks.oneLine("chartTitle", chartTitle);
    }

    /**
     * Creates a query of the default source.
     *
     * @param statement the statement
     * @param timeSpan the range of log time that it looks at
     * @return the query
     */
    public static Query of(String statement, TimeSpan timeSpan) {
        return of(AlertRule.DEFAULT_SOURCE, statement, timeSpan);
    }

    /**
     * Creates a query.
     *
     * @param source the name of the log source that answers it
     * @param statement the statement
     * @param timeSpan the range of log time that it looks at
     * @return the query
     * @throws IllegalArgumentException if the source is blank
     */
    public static Query of(String source, String statement, TimeSpan timeSpan) {
        return new Query(source, statement, timeSpan, PowerSqlMode.AUTO, "", "", "");
    }

    /**
     * Creates a query that reads a whole table of resource data.
     *
     * @param source the name of the source
     * @return the query
     * @throws IllegalArgumentException if the source is blank
     */
    public static Query ofResourceData(String source) {
        return of(source, "", TimeSpan.relative(Duration.ofMinutes(1)));
    }

    /**
     * Sets whether SLS runs it with Dedicated SQL.
     *
     * @param mode when it does
     * @return the query with that mode
     */
    public Query withPowerSqlMode(PowerSqlMode mode) {
        return new Query(source, statement, timeSpan, mode, roleArn, dashboardId, chartTitle);
    }

    /**
     * Sets the RAM role that SLS reads the store with.
     *
     * @param role the role
     * @return the query with that role
     * @throws IllegalArgumentException if the role is not one line
     */
    public Query withRoleArn(String role) {
        return new Query(source, statement, timeSpan, powerSqlMode, role, dashboardId, chartTitle);
    }

    /**
     * Sets what messages link to.
     *
     * @param dashboard the dashboard; empty for none
     * @param chart its chart; empty for none
     * @return the query with that link
     * @throws IllegalArgumentException if one of them is not one line
     */
    public Query withChart(String dashboard, String chart) {
        return new Query(source, statement, timeSpan, powerSqlMode, roleArn, dashboard, chart);
    }
}
