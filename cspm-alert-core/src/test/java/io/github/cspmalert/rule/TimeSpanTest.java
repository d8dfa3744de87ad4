package io.github.cspmalert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @Test
    void relative_documentedExample_isHalfOpenUpToTheEvaluation() {
        // https://help.aliyun.com/zh/sls/set-query-statistics-statement: 1 minute, evaluated at 12:03:30
        assertThat(TimeSpan.relative(Duration.ofMinutes(1)).at(Instant.parse("2026-11-23T12:03:30Z")))
                .isEqualTo(new TimeRange(Instant.parse("2026-11-23T12:02:30Z"), Instant.parse("2026-11-23T12:03:30Z")));
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
}
