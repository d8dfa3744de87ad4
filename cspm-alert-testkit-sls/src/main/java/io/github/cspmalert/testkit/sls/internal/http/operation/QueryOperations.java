package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.log.LogStatement;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Logstore;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import io.github.cspmalert.testkit.sls.internal.query.LogTable;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads logs: by search, by SQL, and as counts over time. */
public final class QueryOperations {

    private static final int MAX_LINE = 100;

    private final Catalog catalog;

    /**
     * Creates the operations.
     *
     * @param catalog the projects
     */
    public QueryOperations(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("GetLogs", "POST", "/logstores/{logstore}/logs", this::getLogs),
                Route.of("GetLogs", "GET", "/logstores/{logstore}", this::getLogsV1)
                        .when("type", "log"),
                Route.of("GetLogs", "GET", "/logstores/{logstore}/index", this::getLogsV1)
                        .when("type", "log"),
                Route.of("GetHistograms", "GET", "/logstores/{logstore}", this::getHistograms)
                        .when("type", "histogram"),
                Route.of("GetHistograms", "GET", "/logstores/{logstore}/index", this::getHistograms)
                        .when("type", "histogram"));
    }

    private SlsResponse getLogs(Call call) {
        LogTable table = table(call);
        ObjectNode body = Json.readBody(call.request().body());
        LogStatement statement =
                inTopic(body.path("query").asText(""), body.path("topic").asText(""));
        TimeRange range = new TimeRange(seconds(body, "from"), seconds(body, "to"));
        int line = number(body, "line", MAX_LINE);
        int offset = number(body, "offset", 0);
        boolean reverse = body.path("reverse").asBoolean();
        return SlsResponse.ok(run(table, statement, range, line, offset, reverse));
    }

    private SlsResponse getLogsV1(Call call) {
        LogTable table = table(call);
        LogStatement statement = inTopic(call.parameter("query"), call.parameter("topic"));
        int line = call.parameter("line", MAX_LINE);
        int offset = call.parameter("offset", 0);
        boolean reverse = Boolean.parseBoolean(call.parameter("reverse"));
        return SlsResponse.ok(
                run(table, statement, range(call), line, offset, reverse).asRows());
    }

    private SlsResponse getHistograms(Call call) {
        LogTable table = table(call);
        TimeRange range = range(call);
        LogStatement statement = inTopic(call.parameter("query"), call.parameter("topic"));
        return SlsResponse.ok(new HistogramAnswer(table.histogram(statement.text(), range.from(), range.to()), true));
    }

    private static QueryAnswer run(
            LogTable table, LogStatement statement, TimeRange range, int line, int offset, boolean reverse) {
        checkPage(statement, line, offset);
        int lines = statement.hasSql() ? 0 : Math.min(line, MAX_LINE);
        long start = System.nanoTime();
        QueryResult result = table.query(new Query(statement.text(), range.from(), range.to(), lines, offset, reverse));
        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new QueryAnswer(result, range.from(), true, elapsedMillis);
    }

    /** SQL pages with LIMIT: an offset is refused there, while {@code line} says nothing, and too many lines are cut. */
    private static void checkPage(LogStatement statement, int line, int offset) {
        if (statement.hasSql() && offset != 0) {
            throw SlsException.parameterInvalid(
                    "offset is not available for pagination in sql query, please use limit x,y syntax");
        }
        if (offset < 0) {
            throw SlsException.parameterInvalid("limit expression is required");
        }
        if (line < 0) {
            throw new SlsException(400, "InvalidLine", "line is invalid: it is " + line + ", below 0");
        }
    }

    /** A statement, for the logs of one topic if there is one. */
    private static LogStatement inTopic(String text, String topic) {
        LogStatement statement = LogStatement.of(text);
        if (topic.isEmpty()) {
            return statement;
        }
        String filter = "__topic__:\"" + topic.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        String search = statement.search().strip();
        boolean all = search.isEmpty() || search.equals("*");
        String inTopic = all ? filter : filter + " and (" + search + ")";
        return new LogStatement(statement.hasSql() ? inTopic + " " : inTopic, statement.sql());
    }

    private LogTable table(Call call) {
        Logstore logstore = catalog.project(call.project()).logstore(call.variable("logstore"));
        logstore.index();
        return logstore.table();
    }

    private static TimeRange range(Call call) {
        if (call.parameter("from").isEmpty() || call.parameter("to").isEmpty()) {
            throw new SlsException(400, "MissingParameter", "Missing query key : from and to must be given.");
        }
        return new TimeRange(call.parameter("from", 0), call.parameter("to", 0));
    }

    private static int seconds(ObjectNode body, String name) {
        if (!body.has(name)) {
            throw SlsException.parameterInvalid(name + " must be given, in epoch seconds.");
        }
        return number(body, name, 0);
    }

    private static int number(ObjectNode body, String name, int defaultValue) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return defaultValue;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw SlsException.parameterInvalid(name + " is " + value + "; it must be a whole number of 32 bits.");
        }
        return value.asInt();
    }
}
