package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    /**
     * What https://help.aliyun.com/zh/sls/set-query-statistics-statement and https://www.alibabacloud.com/help/doc-detail/209188.htm
     * (the one of 10 seconds earlier) show or advise, evaluated at 12:03:30.
     */
    static List<Arguments> documented() {
        return List.of(
                Arguments.of(TimeSpan.relative(Duration.ofMinutes(1)), "12:02:30", "12:03:30"),
                Arguments.of(TimeSpan.custom(Duration.ofSeconds(70), Duration.ofSeconds(10)), "12:02:20", "12:03:20"),
                Arguments.of(TimeSpan.relative(Duration.ofSeconds(70)), "12:02:20", "12:03:30"),
                Arguments.of(TimeSpan.relative(Duration.ofSeconds(90)), "12:02:00", "12:03:30"),
                Arguments.of(TimeSpan.truncated(1, ChronoUnit.MINUTES), "12:02:00", "12:03:00"),
                Arguments.of(TimeSpan.truncated(5, ChronoUnit.MINUTES), "11:58:00", "12:03:00"),
                Arguments.of(TimeSpan.truncated(1, ChronoUnit.HOURS), "11:00:00", "12:00:00"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void timeSpan_ofTheDocumentation_isHalfOpen(TimeSpan span, String from, String to) {
        assertThat(span.at(Instant.parse("2026-11-23T12:03:30Z")))
                .isEqualTo(new TimeRange(
                        Instant.parse("2026-11-23T" + from + "Z"), Instant.parse("2026-11-23T" + to + "Z")));
    }

    @Test
    void relative_realPayload_hasItsTimes() {
        // A real event: alert_time 1665399547, start_time 1665399247, end_time 1665399547, 5 minutes.
        TimeRange range = TimeSpan.relative(Duration.ofMinutes(5)).at(Instant.ofEpochSecond(1665399547));

        assertThat(range.from().getEpochSecond()).isEqualTo(1665399247);
        assertThat(range.to().getEpochSecond()).isEqualTo(1665399547);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT-1M", "P3651D"})
    void relative_badLength_isRefusedNamingIt(Duration length) {
        assertThatThrownBy(() -> TimeSpan.relative(length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("length must be")
                .hasMessageContaining(length.toString());
    }

    /** The example of https://help.aliyun.com/zh/sls/set-query-statistics-statement, and by hand: days begin in UTC+8. */
    @ParameterizedTest
    @CsvSource({
        "1, MINUTES, 2026-11-23T12:03:30Z, 2026-11-23T12:02:00Z, 2026-11-23T12:03:00Z",
        "5, MINUTES, 2026-11-23T12:03:00Z, 2026-11-23T11:58:00Z, 2026-11-23T12:03:00Z",
        "30, SECONDS, 2026-11-23T12:03:30.9Z, 2026-11-23T12:03:00Z, 2026-11-23T12:03:30Z",
        "2, HOURS, 2026-11-23T12:03:30Z, 2026-11-23T10:00:00Z, 2026-11-23T12:00:00Z",
        "1, DAYS, 2026-11-23T12:03:30Z, 2026-11-21T16:00:00Z, 2026-11-22T16:00:00Z",
        "1, DAYS, 2026-11-23T16:00:00Z, 2026-11-22T16:00:00Z, 2026-11-23T16:00:00Z"
    })
    void truncated_at_isWholeUnits(int count, ChronoUnit unit, Instant evaluation, Instant from, Instant to) {
        assertThat(TimeSpan.truncated(count, unit).at(evaluation)).isEqualTo(new TimeRange(from, to));
    }

    @Test
    void custom_at_leavesTimeForLogsToArrive() {
        assertThat(TimeSpan.custom(Duration.ofSeconds(70), Duration.ofSeconds(10))
                        .at(Instant.parse("2026-11-23T12:03:30Z")))
                .isEqualTo(new TimeRange(Instant.parse("2026-11-23T12:02:20Z"), Instant.parse("2026-11-23T12:03:20Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:03:30Z, 2026-11-22T16:00:00Z, 2026-11-23T12:03:30Z",
        "2026-11-23T15:59:59Z, 2026-11-22T16:00:00Z, 2026-11-23T15:59:59Z",
        "2026-11-23T16:00:01Z, 2026-11-23T16:00:00Z, 2026-11-23T16:00:01Z",
        "2026-11-23T16:00:00Z, 2026-11-23T16:00:00Z, 2026-11-23T16:00:01Z" // a range is never empty
    })
    void today_at_isFromMidnightOfUtcPlus8(Instant evaluation, Instant from, Instant to) {
        assertThat(TimeSpan.today().at(evaluation)).isEqualTo(new TimeRange(from, to));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S, from", "PT1.5S, PT0S, from", "PT1M, PT1M, to", "PT1M, PT-87601H, to", "PT1M, PT0.5S, to"})
    void custom_badTimes_areRefusedNamingTheOne(Duration from, Duration to, String named) {
        assertThatThrownBy(() -> TimeSpan.custom(from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named + " must be");
    }

    @Test
    void custom_endAfterTheEvaluation_isLookedUpTo() {
        Instant evaluation = Instant.parse("2026-11-23T12:00:00Z");

        assertThat(TimeSpan.custom(Duration.ofSeconds(60), Duration.ofSeconds(-20))
                        .at(evaluation))
                .isEqualTo(new TimeRange(evaluation.minusSeconds(60), evaluation.plusSeconds(20)));
    }

    @Test
    void truncated_badParts_areRefused() {
        assertThatThrownBy(() -> TimeSpan.truncated(0, ChronoUnit.DAYS)).hasMessageStartingWith("count must be 1 to");
        assertThatThrownBy(() -> TimeSpan.truncated(1, ChronoUnit.WEEKS))
                .hasMessage("unit must be seconds, minutes, hours or days, but is Weeks");
    }
}
