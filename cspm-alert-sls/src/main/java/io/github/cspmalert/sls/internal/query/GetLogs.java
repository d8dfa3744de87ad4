package io.github.cspmalert.sls.internal.query;

import com.aliyun.openservices.log.request.GetLogsRequest;
import com.aliyun.openservices.log.response.GetLogsResponse;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.sls.internal.client.Deadline;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.Target;
import java.time.Duration;

/** Sends GetLogs requests for one Logstore, and asks again for what the service has not finished. */
public final class GetLogs {

    /** The service goes on with a query between the requests for it, so the pauses are short. */
    private static final Backoff UNTIL_COMPLETE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final SlsCalls calls;
    private final Target target;
    private final LogOrigin origin;
    private final Options options;

    /**
     * How queries are run.
     *
     * @param dedicatedSql whether SQL runs on Dedicated SQL
     * @param exactSql whether the service computes exact figures
     * @param maxRepeats how often a query that the service has not finished is asked for again
     * @param pageSize how many rows of SQL without a limit one request asks for
     */
    public record Options(boolean dedicatedSql, boolean exactSql, int maxRepeats, int pageSize) {}

    public GetLogs(SlsCalls calls, LogOrigin origin, Options options) {
        this.calls = calls;
        this.target = new Target("query", origin.project(), origin.store(), "log:GetLogStoreLogs");
        this.origin = origin;
        this.options = options;
    }

    /**
     * Runs a query, page after page.
     *
     * @throws io.github.cspmalert.log.LogQueryException if the service cannot answer, or not in time
     */
    public LogResult run(LogQuery query) {
        return new PagedQuery(this, SlsStatement.parse(query.statement()), query, options.pageSize()).run();
    }

    public LogOrigin origin() {
        return origin;
    }

    Deadline start() {
        return calls.start();
    }

    /** A page of logs, the newest first. */
    LogsAnswer search(String statement, TimeRange range, int offset, int lines, Deadline deadline) {
        GetLogsRequest request = request(statement, range);
        request.SetOffset(offset);
        request.SetLine(lines);
        request.SetReverse(true);
        return complete(request, false, deadline);
    }

    /** The rows of SQL, as many as it limits itself to. */
    LogsAnswer sql(String statement, TimeRange range, Deadline deadline) {
        GetLogsRequest request = request(statement, range);
        if (options.dedicatedSql()) {
            request.SetPowerSql(true);
        }
        if (options.exactSql()) {
            request.SetAccurate(true);
        }
        return complete(request, true, deadline);
    }

    private GetLogsRequest request(String statement, TimeRange range) {
        return new GetLogsRequest(
                target.project(),
                origin.store(),
                Math.toIntExact(range.from().getEpochSecond()),
                Math.toIntExact(range.to().getEpochSecond()),
                "",
                statement);
    }

    private LogsAnswer complete(GetLogsRequest request, boolean sql, Deadline deadline) {
        LogsAnswer answer = once(request, sql, deadline);
        for (int repeat = 1; !answer.complete() && repeat <= options.maxRepeats(); repeat++) {
            if (!calls.pause(calls.jittered(UNTIL_COMPLETE, repeat), target, deadline)) {
                return answer;
            }
            answer = once(request, sql, deadline);
        }
        return answer;
    }

    private LogsAnswer once(GetLogsRequest request, boolean sql, Deadline deadline) {
        return calls.call(target, deadline, client -> {
            GetLogsResponse response = client.GetRawLogs(request);
            return LogsAnswer.parse(response.getRawQueryResult(), sql, response.GetRequestId());
        });
    }
}
