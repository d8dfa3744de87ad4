package io.github.cspmalert.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

    @Test
    void create_fractionsOfSeconds_areCutOff() {
        TimeRange range =
                new TimeRange(Instant.parse("2026-11-23T12:00:00.999999999Z"), Instant.parse("2026-11-23T12:00:01Z"));

        assertThat(range.from()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(range.length()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void create_longerThanADay_isAllowed() {
        assertThat(new TimeRange(Instant.EPOCH, Instant.ofEpochSecond(Integer.MAX_VALUE)).length())
                .isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z",
        "2026-11-23T12:00:00Z, 2026-11-23T11:59:59Z",
        "2026-11-23T12:00:00.1Z, 2026-11-23T12:00:00.9Z"
    })
    void create_emptyOrInverted_isRefusedNamingBothEnds(Instant from, Instant to) {
        assertThatThrownBy(() -> new TimeRange(from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("to must be at least one second after from, but from is 2026-11-23T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"1969-12-31T23:59:59Z, 1970-01-01T00:00:01Z", "2026-01-01T00:00:00Z, 2038-01-19T03:14:08Z"})
    void create_beyondWhatSlsCanExpress_isRefused(Instant from, Instant to) {
        assertThatThrownBy(() -> new TimeRange(from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be between 1970-01-01T00:00:00Z and 2038-01-19T03:14:07Z");
    }
}
