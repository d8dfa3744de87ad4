package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a query in the form of
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-getlogsv2">GetLogsV2</a>.
 *
 * @param result the result
 * @param from the start of the time range, which the service gives as the time of SQL rows
 * @param complete whether it is precise
 * @param elapsedMillis how long the query took
 */
record QueryAnswer(QueryResult result, int from, boolean complete, long elapsedMillis) implements Content {

    @Override
    public byte[] bytes() {
        return Json.write(Map.of("meta", meta(), "data", rows()));
    }

    private Map<String, Object> meta() {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("progress", progress());
        meta.put("aggQuery", result.sqlPart());
        meta.put("whereQuery", result.searchPart());
        meta.put("hasSQL", result.hasSql());
        meta.put("processedRows", result.processedRows());
        meta.put("elapsedMillisecond", elapsedMillis);
        meta.put("cpuSec", elapsedMillis / 1000.0);
        meta.put("cpuCores", 1);
        meta.put("keys", result.columns());
        meta.put("terms", List.of());
        meta.put("limited", result.limited());
        meta.put("mode", 0);
        meta.put("columnTypes", result.columnTypes());
        meta.put("count", result.rows().size());
        meta.put("isAccurate", complete);
        return meta;
    }

    String progress() {
        return complete ? "Complete" : "Incomplete";
    }

    List<Map<String, String>> rows() {
        if (!result.hasSql()) {
            return result.rows();
        }
        List<Map<String, String>> rows = new ArrayList<>(result.rows().size());
        for (Map<String, String> cells : result.rows()) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("__source__", "");
            row.put("__time__", Integer.toString(from));
            row.putAll(cells);
            rows.add(row);
        }
        return rows;
    }

    @Override
    public QueryAnswer incomplete() {
        return new QueryAnswer(result, from, false, elapsedMillis);
    }

    @Override
    public QueryAnswer cutTo(int rows) {
        QueryResult cut = new QueryResult(
                result.hasSql(),
                result.columns(),
                result.columnTypes(),
                result.rows().subList(0, Math.min(rows, result.rows().size())),
                result.processedRows(),
                result.hasSql() ? rows : result.limited(),
                result.searchPart(),
                result.sqlPart());
        return new QueryAnswer(cut, from, complete, elapsedMillis);
    }

    /** {@return the same result in the form of the first GetLogs: the rows alone, all else in headers} */
    Content asRows() {
        return new Rows(this);
    }

    private record Rows(QueryAnswer answer) implements Content {

        @Override
        public byte[] bytes() {
            return Json.write(answer.rows());
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(
                    "x-log-progress", answer.progress(),
                    "x-log-count", Integer.toString(answer.result().rows().size()),
                    "x-log-has-sql", Boolean.toString(answer.result().hasSql()),
                    "x-log-agg-query", oneLine(answer.result().sqlPart()),
                    "x-log-where-query", oneLine(answer.result().searchPart()),
                    "x-log-processed-rows", Long.toString(answer.result().processedRows()),
                    "x-log-elapsed-millisecond", Long.toString(answer.elapsedMillis()));
        }

        private static String oneLine(String text) {
            return text.replaceAll("[\\r\\n]+", " ");
        }

        @Override
        public Content incomplete() {
            return new Rows(answer.incomplete());
        }

        @Override
        public Content cutTo(int rows) {
            return new Rows(answer.cutTo(rows));
        }
    }
}
