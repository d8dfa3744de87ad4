package io.github.cspmalert.benchmarks;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Ten scans of 100,000 check items on resources folded into the ledger, beside a map that keeps the newest record of each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class LedgerBenchmark {

    private static final int FINDINGS = 100_000;
    private static final int SCANS = 10;
    private static final int PORTION = 5_000;
    private static final Instant FIRST = Instant.parse("2026-11-02T02:00:00Z");

    private final List<CheckResult> records = new ArrayList<>(FINDINGS * SCANS);

    @Setup
    public void makeRecords() {
        for (int scan = 0; scan < SCANS; scan++) {
            for (int i = 0; i < FINDINGS; i++) {
                Instant at = FIRST.plusSeconds(86_400L * scan + i / 50);
                CheckStatus status = (i + scan) % 17 == 0 ? CheckStatus.NOT_PASS : CheckStatus.PASS;
                records.add(Fixtures.checkResult(i, status, at)
                        .standardId("1")
                        .logTime(at.plusSeconds(1))
                        .build());
            }
        }
    }

    @Benchmark
    public Map<FindingKey, Finding> ledger() {
        Map<FindingKey, Finding> ledger = new HashMap<>();
        for (int from = 0; from < records.size(); from += PORTION) {
            List<CheckResult> portion = records.subList(from, from + PORTION);
            Ledger.fold("prod", portion, ledger::get).findings().forEach(each -> ledger.put(each.key(), each));
        }
        return ledger;
    }

    @Benchmark
    public Map<FindingKey, CheckResult> newestInAMap() {
        Map<FindingKey, CheckResult> newest = new HashMap<>();
        for (CheckResult record : records) {
            newest.merge(
                    FindingKey.of("prod", record),
                    record,
                    (one, other) ->
                            one.time().orElseThrow().isAfter(other.time().orElseThrow()) ? one : other);
        }
        return newest;
    }
}
