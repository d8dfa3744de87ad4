package io.github.cspmalert.benchmarks;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The article's query over many records: through the SDK, HTTP and EmbeddedSls, beside a loop over objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QueryBenchmark {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final int BATCH = 10_000;

    @Param("1000000")
    public int records;

    private final List<CheckResult> results = new ArrayList<>();
    private final Instant start = Instant.parse("2026-11-01T00:00:00Z");
    private EmbeddedSls server;
    private SlsConnection connection;
    private SlsLogSource source;
    private LogQuery query;

    @Setup
    public void load() {
        server = EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
        List<Map<String, String>> batch = new ArrayList<>(BATCH);
        CheckResultGenerator.builder().seed(1).build().stream(records, start, Duration.ofHours(6))
                .forEach(result -> {
                    results.add(result);
                    batch.add(result.toRow());
                    if (batch.size() == BATCH) {
                        server.put(PROJECT, "sas-log", batch);
                        batch.clear();
                    }
                });
        server.put(PROJECT, "sas-log", batch);
        connection = SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .build();
        source = SlsLogSource.of(connection, PROJECT, "sas-log");
        query = new LogQuery(ArticleAlert.QUERY, new TimeRange(start, start.plus(Duration.ofDays(20))));
        if (embeddedSls().rows().size() != handWrittenLoop().size()) {
            throw new IllegalStateException("both sides must find the same groups");
        }
    }

    @TearDown
    public void close() {
        connection.close();
        server.close();
    }

    @Benchmark
    public LogResult embeddedSls() {
        return source.query(query);
    }

    @Benchmark
    public Map<List<String>, Long> handWrittenLoop() {
        Map<List<String>, Long> counts = new HashMap<>();
        for (CheckResult result : results) {
            if (result.status().equals(CheckStatus.NOT_PASS)) {
                counts.merge(List.of(result.instanceType().toString(), result.checkItemName()), 1L, Long::sum);
            }
        }
        return counts;
    }
}
