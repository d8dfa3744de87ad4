package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cron expressions where clocks are put forward and back. In 2026 Berlin leaves out 02:00 to 03:00 on the 29th of March and
 * has it twice on the 25th of October, each at 01:00Z; New York leaves out 02:00 to 03:00 on the 8th of March, at 07:00Z, and
 * has 01:00 to 02:00 twice on the 1st of November, at 06:00Z; Lord Howe's clock is put by half an hour, Havana's at midnight.
 */
class CronZoneTest {

    private static final Instant ANCHOR = Instant.parse("2020-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // put forward: fixed times that are left out come once, when the gap is over
                "0 8 * * *    | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 29T06:00 30T06:00",
                "30 2 * * *   | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 29T01:00 30T00:30",
                "0,30 2 * * * | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 29T01:00 30T00:00 30T00:30",
                "30 2,3 * * * | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T01:00Z | 29T01:00 29T01:30 30T00:30",
                "0 2,3 * * *  | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 29T01:00 30T00:00 30T01:00",
                "0 3 * * *    | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 29T01:00 30T01:00",
                "*/30 2 * * * | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 29T01:00 30T00:00 30T00:30",
                "30 2 29 3 *  | Europe/Berlin | 2026-01-01T00:00Z | 2027-01-01T00:00Z | 29T01:00",
                "30 2 28 3 ?  | Europe/Berlin | 2027-01-01T00:00Z | 2028-01-01T00:00Z | 28T01:00",
                "0 18 * * *   | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-30T12:00Z | 28T17:00 29T16:00",
                "0 0 1 * *    | Europe/Berlin | 2026-03-15T00:00Z | 2026-05-15T00:00Z | 31T22:00 30T22:00",
                // put forward: every hour
                "0 0/1 * * *  | Europe/Berlin | 2026-03-28T23:30Z | 2026-03-29T02:30Z | 29T00:00 29T01:00 29T02:00",
                "15 * * * *   | Europe/Berlin | 2026-03-28T23:30Z | 2026-03-29T02:30Z | 29T00:15 29T01:15 29T02:15",
                // put back: fixed times come once, the first time
                "0 8 * * *    | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-26T12:00Z | 25T07:00 26T07:00",
                "30 2 * * *   | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-26T12:00Z | 25T00:30 26T01:30",
                "0,30 2 * * * | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-25T12:00Z | 25T00:00 25T00:30",
                "0 3 * * *    | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-26T12:00Z | 25T02:00 26T02:00",
                "0 0/2 * * *  | Europe/Berlin | 2026-10-24T21:30Z | 2026-10-25T04:30Z | 24T22:00 25T00:00 25T03:00",
                // put back: minutes with a step, and every hour
                "*/30 2 * * * | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-25T12:00Z | 25T00:00 25T00:30 25T01:00 25T01:30",
                "0/30 2 * * * | Europe/Berlin | 2026-10-25T00:30Z | 2026-10-26T01:00Z | 25T01:00 25T01:30 26T01:00",
                "0 0/1 * * *  | Europe/Berlin | 2026-10-24T23:30Z | 2026-10-25T02:30Z | 25T00:00 25T01:00 25T02:00",
                "0/20 * * * * | Europe/Berlin | 2026-10-25T00:30Z | 2026-10-25T02:00Z | 25T00:40 25T01:00 25T01:20 25T01:40 25T02:00",
                // asked in the second pass of what comes once
                "30 2 * * *   | Europe/Berlin | 2026-10-25T01:10Z | 2026-10-26T12:00Z | 26T01:30",
                // the same in the other zone
                "30 2 * * *   | America/New_York | 2026-03-07T18:00Z | 2026-03-09T18:00Z | 08T07:00 09T06:30",
                "0 8 * * 7    | America/New_York | 2026-03-01T18:00Z | 2026-03-15T18:00Z | 08T12:00 15T12:00",
                "0 0/1 * * *  | America/New_York | 2026-03-08T05:30Z | 2026-03-08T08:30Z | 08T06:00 08T07:00 08T08:00",
                "30 1 * * *   | America/New_York | 2026-10-31T18:00Z | 2026-11-02T18:00Z | 01T05:30 02T06:30",
                "0 2 * * *    | America/New_York | 2026-10-31T18:00Z | 2026-11-02T18:00Z | 01T07:00 02T07:00",
                "0/30 1 * * * | America/New_York | 2026-10-31T18:00Z | 2026-11-01T18:00Z | 01T05:00 01T05:30 01T06:00 01T06:30",
                // half an hour, and midnight
                "15 2 * * *   | Australia/Lord_Howe | 2026-10-03T00:00Z | 2026-10-04T20:00Z | 03T15:30 04T15:15",
                "45 1 * * *   | Australia/Lord_Howe | 2026-04-04T00:00Z | 2026-04-05T20:00Z | 04T14:45 05T15:15",
                "0 0 * * *    | America/Havana      | 2026-03-07T12:00Z | 2026-03-09T12:00Z | 08T05:00 09T04:00",
                "30 0 8 3 ?   | America/Havana      | 2026-03-07T12:00Z | 2026-03-09T12:00Z | 08T05:00",
            })
    void cron_zoneWithDaylightSaving_comesAsInUnix(
            String expression, String zone, String after, String until, String expected) {
        Schedule.Cron cron = Schedule.cron(expression, ZoneId.of(zone));
        Instant from = Instant.parse(after.replace("Z", ":00Z"));
        Instant to = Instant.parse(until.replace("Z", ":00Z"));

        List<Instant> forward = new ArrayList<>();
        for (Instant i = cron.next(ANCHOR, from); !i.isAfter(to); i = cron.next(ANCHOR, i)) {
            forward.add(i);
        }
        List<Instant> backward = new ArrayList<>();
        for (Instant i = cron.latest(ANCHOR, to); i.isAfter(from); i = cron.latest(ANCHOR, i.minusNanos(1))) {
            backward.add(0, i);
        }

        assertThat(forward).map(instant -> instant.toString().substring(8, 16)).containsExactly(expected.split(" "));
        assertThat(backward).isEqualTo(forward);
    }

    @Test
    void cron_randomExpressionsAroundTransitions_comeAsAMatcherFindsMinuteByMinute() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Instant> transitions = Stream.of(
                        "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-10-03T15:30:00Z", "2026-03-08T05:00:00Z")
                .map(Instant::parse)
                .toList();
        List<String> zones =
                List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Tokyo");
        for (int i = 0; i < 2_000; i++) {
            DrawnCron drawn = new DrawnCron(random);
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            Instant after = transitions.get(random.nextInt(4)).plusSeconds(random.nextInt(200_000) - 190_000);
            Schedule.Cron cron = Schedule.cron(drawn.expression(), zone);

            Instant next = cron.next(ANCHOR, after);

            assertThat(next)
                    .as("'%s' in %s after %s, seed %d", drawn.expression(), zone, after, seed)
                    .isEqualTo(drawn.next(after, zone));
            assertThat(cron.latest(ANCHOR, next)).as("seed %d", seed).isEqualTo(next);
            assertThat(cron.latest(ANCHOR, next.minusNanos(1)))
                    .as("'%s' in %s after %s, seed %d", drawn.expression(), zone, after, seed)
                    .isBeforeOrEqualTo(after)
                    .isEqualTo(cron.latest(ANCHOR, after));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, +08:00", // none since 1991
        "Asia/Tokyo, +09:00",
        "Asia/Kolkata, +05:30",
        "Etc/GMT-8, +08:00",
        "UTC, Z",
        "-03:30, -03:30",
        "Europe/Berlin, ",
        "America/New_York, ",
        "Africa/Casablanca, ", // changes for Ramadan, by a list of dates
    })
    void offset_zone_isThereIfNothingChanges(String zone, ZoneOffset offset) {
        assertThat(Schedule.cron("0 8 * * *", ZoneId.of(zone)).offset().orElse(null))
                .isEqualTo(offset);
    }

    @Test
    void dailyAndWeekly_ofAZone_areItsCronExpressions() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(Schedule.daily(8, berlin)).isEqualTo(Schedule.cron("0 8 * * *", berlin));
        assertThat(Schedule.weekly(DayOfWeek.SUNDAY, 23, berlin)).isEqualTo(Schedule.cron("0 23 * * 0", berlin));
        assertThat(Schedule.weekly(DayOfWeek.FRIDAY, 0, berlin).next(ANCHOR, Instant.parse("2026-11-23T12:00:00Z")))
                .isEqualTo("2026-11-26T23:00:00Z");
    }

    @Test
    void next_dayThatComesEveryEightYears_isFoundWithoutLookingLong() {
        Schedule.Cron cron = Schedule.cron("0 8 29 2 *", ZoneId.of("Europe/Berlin"));
        Instant before = Instant.parse("2096-02-29T07:00:00Z");

        assertThat(cron.next(ANCHOR, before)).isEqualTo("2104-02-29T07:00:00Z");
        assertThat(cron.latest(ANCHOR, before.plus(Duration.ofDays(8 * 365)))).isEqualTo(before);
    }
}
