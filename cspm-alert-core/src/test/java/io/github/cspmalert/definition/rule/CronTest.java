package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cron expressions. The 23rd of November 2026 is a Monday. */
class CronTest {

    private static final Instant ANCHOR = Instant.parse("2020-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // https://www.alibabacloud.com/help/en/log-service/latest/create-an-alert-monitoring-rule-for-logs
                "0/5 * * * *     | Z      | 2026-11-23T12:00:00Z    | 2026-11-23T12:05:00Z",
                "0/5 * * * *     | Z      | 2026-11-23T23:55:00Z    | 2026-11-24T00:00:00Z",
                "0 0/1 * * *     | Z      | 2026-11-23T12:00:01Z    | 2026-11-23T13:00:00Z",
                "0 18 * * *      | +08:00 | 2026-11-23T09:59:59.9Z  | 2026-11-23T10:00:00Z",
                "0 18 * * *      | +08:00 | 2026-11-23T10:00:00Z    | 2026-11-24T10:00:00Z",
                "0 0 1 * *       | +08:00 | 2026-11-23T12:00:00Z    | 2026-11-30T16:00:00Z",
                // every other form
                "* * * * *       | Z      | 2026-11-23T12:00:59.99Z | 2026-11-23T12:01:00Z",
                "*/20 * * * *    | Z      | 2026-11-23T12:00:00Z    | 2026-11-23T12:20:00Z",
                "3-59/20 * * * * | Z      | 2026-11-23T12:43:00Z    | 2026-11-23T13:03:00Z",
                "10/20 * * * *   | Z      | 2026-11-23T12:50:00Z    | 2026-11-23T13:10:00Z",
                "30 9,17 * * *   | Z      | 2026-11-23T09:30:00Z    | 2026-11-23T17:30:00Z",
                "0 8 ? * MON-FRI | Z      | 2026-11-27T08:00:00Z    | 2026-11-30T08:00:00Z",
                "0 8 * * 1-5     | +05:30 | 2026-11-27T12:00:00Z    | 2026-11-30T02:30:00Z",
                "0 8 ? * fri-sun | Z      | 2026-11-28T08:00:00Z    | 2026-11-29T08:00:00Z",
                "0 8 * * 6-7     | Z      | 2026-11-28T08:00:00Z    | 2026-11-29T08:00:00Z",
                "0 8 * * 7       | Z      | 2026-11-23T08:00:00Z    | 2026-11-29T08:00:00Z",
                "0 8 * * 0       | Z      | 2026-11-23T08:00:00Z    | 2026-11-29T08:00:00Z",
                "0 8 ? * */2     | Z      | 2026-11-24T08:00:00Z    | 2026-11-26T08:00:00Z",
                "0 0 1 JAN,JUL ? | -12:00 | 2026-11-23T08:00:00Z    | 2027-01-01T12:00:00Z",
                "0 0 1 */5 *     | Z      | 2026-07-01T00:00:00Z    | 2026-11-01T00:00:00Z",
                // both days are restricted: either will do
                "0 0 25 * MON    | Z      | 2026-11-23T00:00:00Z    | 2026-11-25T00:00:00Z",
                "0 0 25 * MON    | Z      | 2026-11-25T00:00:00Z    | 2026-11-30T00:00:00Z",
                // months of which some days are missing
                "0 0 31 * *      | Z      | 2026-10-31T00:00:00Z    | 2026-12-31T00:00:00Z",
                "0 0 29 2 *      | Z      | 2026-11-23T00:00:00Z    | 2028-02-29T00:00:00Z",
                "0 0 29 2 *      | Z      | 2096-02-29T00:00:00Z    | 2104-02-29T00:00:00Z",
                "0 0 30 2 MON    | Z      | 2026-11-23T00:00:00Z    | 2027-02-01T00:00:00Z",
            })
    void next_expression_isTheFirstMinuteAfterThatItNames(String expression, String zone, Instant after, Instant next) {
        assertThat(Schedule.cron(expression, ZoneOffset.of(zone)).next(ANCHOR, after))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/5 * * * *     | Z      | 2026-11-23T12:04:59Z | 2026-11-23T12:00:00Z",
                "0/5 * * * *     | Z      | 2026-11-23T12:05:00Z | 2026-11-23T12:05:00Z",
                "30 9,17 * * *   | Z      | 2026-11-23T09:29:00Z | 2026-11-22T17:30:00Z",
                "30 9,17 * * *   | Z      | 2026-11-23T17:10:00Z | 2026-11-23T09:30:00Z",
                "0 8 ? * MON-FRI | +08:00 | 2026-11-29T12:00:00Z | 2026-11-27T00:00:00Z",
                "0 0 29 2 *      | Z      | 2104-02-28T23:59:59Z | 2096-02-29T00:00:00Z",
                // none after the anchor
                "0 0 1 1 *       | Z      | 2020-12-31T23:59:59Z | 2020-01-01T00:00:00Z",
                "0 0 1 1 *       | +08:00 | 2020-12-31T15:59:59Z | 2020-01-01T00:00:00Z",
                "0 0 1 1 *       | +08:00 | 2020-12-31T16:00:00Z | 2020-12-31T16:00:00Z",
            })
    void latest_expression_isTheLastMinuteThatHasCome(String expression, String zone, Instant now, Instant latest) {
        assertThat(Schedule.cron(expression, ZoneOffset.of(zone)).latest(ANCHOR, now))
                .isEqualTo(latest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *      | minute '60'; it must be 0 to 59",
                "* 24 * * *      | hour '24'; it must be 0 to 23",
                "* * 0 * *       | day of month '0'; it must be 1 to 31",
                "* * * 13 *      | month '13'; it must be 1 to 12",
                "* * * * 8       | day of week '8'; it must be 0 to 7",
                "*/0 * * * *     | minute '*/0'; a step is 1 at least",
                "1/ * * * *      | minute '1/'; it must be made of",
                "1, * * * *      | minute ''; it must be made of",
                "1-2-3 * * * *   | minute '2-3'; it must be made of",
                "* 22-6 * * *    | hour '22-6'; a range runs upwards; name its two halves with a comma between",
                "? * * * *       | minute '?'; it must be made of",
                "* * * MAI *     | month 'MAI'; it must be made of *, numbers, names such as FEB",
                "* * * * MONDAY  | day of week 'MONDAY'; it must be made of *, numbers, names such as MON",
                // what Quartz knows and SLS does not document
                "* * L * *       | day of month 'L'; it must be made of",
                "* * 15W * *     | day of month '15W'; it must be made of",
                "* * * * 2#1     | day of week '2#1'; it must be made of",
            })
    void cron_fieldThatCannotBeRead_isRefusedNamingIt(String expression, String problem) {
        assertThatThrownBy(() -> Schedule.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cron expression '%s' has the %s".formatted(expression, problem));
    }

    @ParameterizedTest
    @CsvSource({"0 0 31 2 *", "0 0 30-31 FEB ?", "'0 0 31 4,6,9,11 *'", "'0 0 30,31 2 ?'"})
    void cron_dayThatNoMonthHas_isRefused(String expression) {
        assertThatThrownBy(() -> Schedule.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cron expression '" + expression
                        + "' names days that no month has, so it would never come; correct day or month");
    }

    @Test
    void next_randomExpressions_isWhatAMatcherFindsMinuteByMinute() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            DrawnCron drawn = new DrawnCron(random);
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(26 * 60 + 1) - 12 * 60));
            Instant after = Instant.parse("2026-01-01T00:00:00Z")
                    .plusSeconds(random.nextInt(4 * 366 * 24 * 3600))
                    .plusNanos(random.nextInt(2) * 999_999_999L);
            Schedule.Cron cron = Schedule.cron(drawn.expression(), zone);

            Instant next = cron.next(ANCHOR, after);

            assertThat(next)
                    .as("'%s' in %s after %s, seed %d", drawn.expression(), zone, after, seed)
                    .isEqualTo(drawn.next(after, zone));
            assertThat(cron.latest(ANCHOR, next)).as("seed %d", seed).isEqualTo(next);
            assertThat(cron.latest(ANCHOR, next.minusNanos(1)))
                    .as("seed %d", seed)
                    .isBeforeOrEqualTo(after)
                    .isEqualTo(cron.latest(ANCHOR, after));
        }
    }
}
