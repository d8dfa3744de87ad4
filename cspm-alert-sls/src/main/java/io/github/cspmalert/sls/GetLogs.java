package io.github.cspmalert.sls;

import com.aliyun.openservices.log.request.GetLogsRequest;
import com.aliyun.openservices.log.response.GetLogsResponse;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.sls.internal.client.Deadline;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.Target;
import io.github.cspmalert.sls.internal.query.LogsAnswer;
import java.time.Duration;

/** Sends GetLogs requests for one Logstore, and asks again for what the service has not finished. */
final class GetLogs {

    /** The service goes on with a query between the requests for it, so the pauses are short. */
    private static final Backoff UNTIL_COMPLETE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final SlsCalls calls;
    private final Target target;
    private final LogOrigin origin;
    private final boolean dedicatedSql;
    private final boolean exactSql;
    private final int maxRepeats;

    GetLogs(SlsLogSource.Builder settings) {
        calls = settings.connection.calls();
        target = new Target("query", settings.project, settings.logstore, "log:GetLogStoreLogs");
        origin = new LogOrigin(settings.connection.region(), settings.project, settings.logstore);
        dedicatedSql = settings.dedicatedSql;
        exactSql = settings.exactSql;
        maxRepeats = settings.maxIncompleteRepeats;
    }

    Target target() {
        return target;
    }

    LogOrigin origin() {
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
        if (dedicatedSql) {
            request.SetPowerSql(true);
        }
        if (exactSql) {
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
        for (int repeat = 1; !answer.complete() && repeat <= maxRepeats; repeat++) {
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
