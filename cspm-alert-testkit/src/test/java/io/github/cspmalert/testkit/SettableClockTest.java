package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettableClockTest {

    private final SettableClock clock = SettableClock.at("2026-11-23T08:00:00Z");

    @Test
    void instant_untouched_standsStill() {
        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void advance_duration_movesAndGivesTheNewInstant() {
        assertThat(clock.advance(Duration.ofMinutes(90)))
                .isEqualTo(clock.instant())
                .isEqualTo(Instant.parse("2026-11-23T09:30:00Z"));
    }

    @Test
    void set_earlier_goesBack() {
        clock.set(Instant.EPOCH);

        assertThat(clock.millis()).isZero();
    }

    @Test
    void withZone_other_movesTogether() {
        Clock shanghai = clock.withZone(ZoneId.of("Asia/Shanghai"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(shanghai.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(shanghai.instant()).isEqualTo(Instant.parse("2026-11-23T08:00:01Z"));
    }

    @Test
    void advance_severalThreads_losesNothing() {
        IntStream.range(0, 1_000).parallel().forEach(i -> clock.advance(Duration.ofSeconds(1)));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-23T08:16:40Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void advance_notPositive_isRefused(String by) {
        assertThatThrownBy(() -> clock.advance(Duration.parse(by)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("by must be positive, but is " + by + "; use set to go back");
    }
}
