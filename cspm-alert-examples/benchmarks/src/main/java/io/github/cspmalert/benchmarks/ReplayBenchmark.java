package io.github.cspmalert.benchmarks;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.replay.ReplayReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A month of checks of every minute over a source in memory, which has one row for each and a peak of five minutes in each hour:
 * evaluations a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReplayBenchmark {

    private static final int EVALUATIONS = 30 * 24 * 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = FROM.plus(MINUTE.multipliedBy(EVALUATIONS));

    private final LogResult low = counting(1);
    private final LogResult high = counting(20);
    private final LogSource source = query -> query.range().from().getEpochSecond() / 60 % 60 < 5 ? high : low;
    private final AlertDefinitions definitions = AlertDefinitions.builder()
            .addUser(User.builder(ArticleAlert.RECIPIENT)
                    .addEmail("sec-ops@example.com")
                    .build())
            .addTemplate(ArticleAlert.template())
            .addActionPolicy(ArticleAlert.policy())
            .addRule(AlertRule.builder("every-minute")
                    .query("status:NOT_PASS | SELECT count(*) AS cnt")
                    .timeSpan(TimeSpan.relative(MINUTE))
                    .schedule(Schedule.fixedRate(MINUTE))
                    .addSeverity(Severity.HIGH, Trigger.matches("cnt > 10"))
                    .threshold(2)
                    .actionPolicy(ArticleAlert.POLICY)
                    .build())
            .build();

    private static LogResult counting(int count) {
        LogRow row = LogRow.of(Map.of("cnt", String.valueOf(count)));
        return new LogResult(LogOrigin.UNKNOWN, List.of("cnt"), List.of(row), Set.of());
    }

    @Benchmark
    @OperationsPerInvocation(EVALUATIONS)
    public ReplayReport month() {
        return CspmAlerts.replay(definitions, FROM, TO).source(source).run();
    }
}
