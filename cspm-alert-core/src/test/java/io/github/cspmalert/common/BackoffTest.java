package io.github.cspmalert.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "4, 60", "5, 60", "1000000, 60", "2147483647, 60"})
    void pause_doublesUpToTheLongest_lessAtMostHalfOfIt(int failures, long fullSeconds) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Duration full = Duration.ofSeconds(fullSeconds);
        Duration shortest = full;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1_000; i++) {
            Duration pause = backoff.pause(failures, random);
            shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }

        assertThat(shortest)
                .as("seed %d", seed)
                .isBetween(full.dividedBy(2), full.multipliedBy(6).dividedBy(10));
        assertThat(longest).as("seed %d", seed).isBetween(full.multipliedBy(9).dividedBy(10), full);
    }

    @Test
    void pause_noFailure_isRefused() {
        assertThatThrownBy(() -> backoff.pause(0, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("failures must be 1 or more, but is 0");
    }

    @Test
    void pause_oneNanosecond_isOne() {
        Backoff shortest = new Backoff(Duration.ofNanos(1), Duration.ofNanos(1));

        assertThat(shortest.pause(1, new Random(1))).isEqualTo(Duration.ofNanos(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1S, 'first must be positive, but is PT0S'",
        "PT-1S, PT1S, 'first must be positive, but is PT-1S'",
        "PT2S, PT1S, 'longest must be at least first (PT2S), but is PT1S'",
        "PT2S, P366D, 'longest must be at most 365 days, but is PT8784H'"
    })
    void create_badBounds_isRefused(Duration first, Duration longest, String message) {
        assertThatThrownBy(() -> new Backoff(first, longest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
