package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T11:00:00Z, 2026-11-23T12:00:00Z", // not due yet
        "2026-11-23T12:00:00Z, 2026-11-23T12:15:00Z",
        "2026-11-23T12:00:00.000000001Z, 2026-11-23T12:15:00Z",
        "2026-11-23T12:14:59.999999999Z, 2026-11-23T12:15:00Z",
        "2026-11-23T12:15:00Z, 2026-11-23T12:30:00Z", // strictly after
        "2026-11-23T14:20:00Z, 2026-11-23T14:30:00Z", // ticks were missed
        "2036-11-23T12:00:00Z, 2036-11-23T12:15:00Z" // ten years of them
    })
    void fixedRate_next_isTheFirstTickAfterNow(Instant now, Instant expected) {
        Schedule.FixedRate schedule = Schedule.fixedRate(Duration.ofMinutes(15));

        assertThat(schedule.next(Instant.parse("2026-11-23T12:00:00Z"), now)).isEqualTo(expected);
    }

    @Test
    void fixedRate_next_isAlwaysOnTheGridAndAtMostOneIntervalAway() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Duration interval = Duration.ofSeconds(1 + random.nextInt(100_000), random.nextInt(1_000_000_000));
            Instant due = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            Instant now = due.plusMillis(random.nextLong(1_000_000_000_000L));

            Instant next = Schedule.fixedRate(interval).next(due, now);

            assertThat(next).as("seed %d", seed).isAfter(now).isBeforeOrEqualTo(now.plus(interval));
            Duration fromDue = Duration.between(due, next);
            assertThat(interval.multipliedBy(fromDue.dividedBy(interval)))
                    .as("seed %d", seed)
                    .isEqualTo(fromDue);
        }
    }

    @Test
    void interval_fixedRate_isItsOwn() {
        assertThat(Schedule.fixedRate(Duration.ofMinutes(5)).interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999999999S", "PT-1H"})
    void fixedRate_lessThanASecond_isRefused(Duration interval) {
        assertThatThrownBy(() -> Schedule.fixedRate(interval))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interval must be")
                .hasMessageContaining(interval.toString());
    }

    @Test
    void fixedRate_centuries_isRefused() {
        assertThatThrownBy(() -> Schedule.fixedRate(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("interval must be at most 3650 days");
    }

    @ParameterizedTest
    @CsvSource({"0/5 * * * *, +08:00", "0 8 ? * MON-FRI, Z", "'0 0 1,15 * *', -12:00", "0 0 31 * *, +14:00"})
    void cron_withinTheBounds_isTaken(String expression, String zone) {
        assertThat(Schedule.cron(expression, ZoneOffset.of(zone)).expression()).isEqualTo(expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "* * * * * *", "0/5\t* * * *", "* * * * *\n", "0 0 0 0 $"})
    void cron_badExpression_isRefusedOnOneLine(String expression) {
        assertThatThrownBy(() -> Schedule.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cron expression must have five fields and at most 64 characters")
                .message()
                .doesNotContain("\n", "\t");
    }

    @Test
    void cron_expression_isAtMost64CharactersLong() {
        String fits = "0".repeat(56) + " * * * *";

        assertThat(Schedule.cron(fits, ZoneOffset.UTC).expression()).hasSize(64);
        assertThatThrownBy(() -> Schedule.cron("0" + fits, ZoneOffset.UTC)).hasMessageContaining("at most 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12:01", "+14:01", "+18:00", "+08:00:01"})
    void cron_zoneOutOfBounds_isRefusedNamingIt(String zone) {
        assertThatThrownBy(() -> Schedule.cron("* * * * *", ZoneOffset.of(zone)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zone must be whole minutes between -12:00 and +14:00, but is " + zone);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 24})
    void hour_outOfTheDay_isRefused(int hour) {
        assertThatThrownBy(() -> Schedule.daily(hour)).hasMessage("hour must be 0 to 23, but is " + hour);
        assertThatThrownBy(() -> Schedule.weekly(DayOfWeek.MONDAY, hour))
                .hasMessage("hour must be 0 to 23, but is " + hour);
    }
}
