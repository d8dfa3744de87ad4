package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryLogSourceTest {

    private static final Instant FROM = Instant.ofEpochSecond(1_000);
    private static final LogQuery QUERY = new LogQuery("* | SELECT 1", new TimeRange(FROM, FROM.plusSeconds(10)), 3);

    private final InMemoryLogSource source = new InMemoryLogSource();

    @Test
    void query_rowsAroundTheRange_givesThoseWithin() {
        source.add(List.of(row(999), row(1_000), row(1_009), row(1_010)));

        assertThat(source.query(QUERY).rows()).containsExactly(row(1_000), row(1_009));
        assertThat(source.queries()).containsExactly(QUERY);
    }

    @Test
    void query_rowsWithoutTime_givesThemAlways() {
        LogRow timeless = LogRow.of(Map.of("cnt", "3"));
        LogRow malformed = LogRow.of(Map.of("__time__", "yesterday"));
        source.add(List.of(timeless, malformed));

        assertThat(source.query(QUERY).rows()).containsExactly(timeless, malformed);
    }

    @Test
    void query_moreRowsThanWanted_isCutAndSaysSo() {
        source.add(List.of(row(1_000), row(1_001), row(1_002), row(1_003)));
        LogResult result = source.query(QUERY);

        assertThat(result.rows()).hasSize(3);
        assertThat(result.cuts()).containsExactly(Cut.MAX_ROWS);
    }

    @Test
    void query_asManyRowsAsWanted_isNotCut() {
        source.add(List.of(row(1_000), row(1_001), row(1_002)));

        assertThat(source.query(QUERY).isCut()).isFalse();
    }

    @Test
    void query_function_makesTheRowsOfTheAnswer() {
        InMemoryLogSource counting = new InMemoryLogSource(
                (query, rows) -> List.of(LogRow.of(Map.of("cnt", Integer.toString(rows.size())))));
        counting.add(List.of(row(1_000), row(1_001), row(2_000)));
        LogResult result = counting.query(QUERY);

        assertThat(result.rows()).containsExactly(LogRow.of(Map.of("cnt", "2")));
        assertThat(result.columns()).containsExactly("cnt");
    }

    @Test
    void query_scripted_failsThenAnswersThenGoesOn() {
        LogQueryException failure = new LogQueryException("busy", true, null);
        LogResult incomplete = new LogResult(LogOrigin.UNKNOWN, List.of(), List.of(), Set.of(Cut.INCOMPLETE));
        source.add(List.of(row(1_000))).failNext(failure).answerNext(query -> incomplete);

        assertThatThrownBy(() -> source.query(QUERY)).isSameAs(failure);
        assertThat(source.query(QUERY)).isEqualTo(incomplete);
        assertThat(source.query(QUERY).rows()).containsExactly(row(1_000));
    }

    @Test
    void query_origin_isTheOneSet() {
        LogOrigin origin = new LogOrigin("cn-hangzhou", "p", "s");

        assertThat(source.query(QUERY).origin()).isEqualTo(LogOrigin.UNKNOWN);
        assertThat(source.origin(origin).query(QUERY).origin()).isEqualTo(origin);
    }

    @Test
    void query_null_throwsNamingIt() {
        assertThatNullPointerException().isThrownBy(() -> source.query(null)).withMessage("query");
    }

    @Test
    void addResults_generated_areFoundByTheirTime() {
        Instant start = Instant.parse("2026-11-23T00:00:00Z");
        Duration slot = Duration.ofHours(6);
        List<CheckResult> run =
                CheckResultGenerator.builder().resources(50).build().run(start, slot);
        source.addResults(run);
        LogQuery query = new LogQuery("*", new TimeRange(start, start.plus(slot)), 1_000_000);

        assertThat(source.query(query).rows())
                .extracting(row -> CheckResult.fromRow(row.values()))
                .isEqualTo(run);
        source.clear();
        assertThat(source.query(query).rows()).isEmpty();
    }

    @Test
    void close_severalTimes_isCounted() {
        source.close();
        source.close();

        assertThat(source.timesClosed()).isEqualTo(2);
    }

    private static LogRow row(long time) {
        return LogRow.of(Map.of("__time__", Long.toString(time)));
    }
}
