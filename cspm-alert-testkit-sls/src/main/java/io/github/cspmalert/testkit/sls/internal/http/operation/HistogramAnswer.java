package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.query.LogTable.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts over time, in the form of
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-gethistograms">GetHistograms</a>.
 *
 * @param buckets the counts
 * @param complete whether they are precise
 */
record HistogramAnswer(List<Bucket> buckets, boolean complete) implements Content {

    @Override
    public byte[] bytes() {
        List<Map<String, Object>> body = new ArrayList<>(buckets.size());
        for (Bucket bucket : buckets) {
            body.add(Map.of("from", bucket.from(), "to", bucket.to(), "count", bucket.count(), "progress", progress()));
        }
        return Json.write(body);
    }

    @Override
    public Map<String, String> headers() {
        long count = buckets.stream().mapToLong(Bucket::count).sum();
        return Map.of("x-log-progress", progress(), "x-log-count", Long.toString(count));
    }

    private String progress() {
        return complete ? "Complete" : "Incomplete";
    }

    @Override
    public Content incomplete() {
        return new HistogramAnswer(buckets, false);
    }
}
