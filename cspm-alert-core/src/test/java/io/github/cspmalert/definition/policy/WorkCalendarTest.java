package io.github.cspmalert.definition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    // China's National Day of 2026: the 1st of October, a Thursday; the 10th, a Saturday, is worked instead.
    private final WorkCalendar china = WorkCalendar.builder()
            .addHolidays(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2))
            .addWorkdays(LocalDate.of(2026, 10, 10))
            .build();

    @ParameterizedTest
    @CsvSource({
        "2026-09-30T01:00:00Z, WORKTIME, true",
        "2026-09-30T00:59:59Z, WORKTIME, false",
        "2026-09-30T10:00:00Z, WORKTIME, false",
        "2026-09-30T10:00:00Z, NON_WORKTIME, true",
        "2026-09-30T10:00:00Z, WORKDAY, true",
        "2026-09-30T16:00:00Z, WORKDAY, false",
        "2026-10-01T02:00:00Z, WORKDAY, false",
        "2026-10-01T02:00:00Z, NON_WORKDAY, true",
        "2026-10-01T02:00:00Z, WORKTIME, false",
        "2026-10-03T02:00:00Z, NON_WORKTIME, true",
        "2026-10-10T02:00:00Z, WORKTIME, true",
        "2026-10-03T02:00:00Z, ANY, true"
    })
    void admits_anInstant_byItsLocalDayAndHour(Instant at, Period period, boolean admitted) {
        assertThat(china.admits(period, at)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30T10:00:00Z, WORKTIME, 2026-10-05T01:00:00Z",
        "2026-09-30T02:00:00Z, WORKTIME, 2026-09-30T02:00:00Z",
        "2026-09-30T02:00:00Z, NON_WORKTIME, 2026-09-30T10:00:00Z",
        "2026-09-30T02:00:00Z, NON_WORKDAY, 2026-09-30T16:00:00Z",
        "2026-10-01T02:00:00Z, WORKDAY, 2026-10-04T16:00:00Z"
    })
    void opens_aPeriod_atItsFirstInstant(Instant from, Period period, Instant opens) {
        assertThat(china.opens(period, from)).contains(opens);
    }

    @Test
    void opens_whereNoDayIsWorked_never() {
        assertThat(WorkCalendar.builder().workdays().build().opens(Period.WORKTIME, Instant.EPOCH))
                .isEmpty();
    }

    // On the 29th of March 2026 the clocks of Berlin go from two to three.
    @Test
    void opens_inTheHourThatSummerTimeSkips_isTheNextMoment() {
        WorkCalendar berlin = WorkCalendar.builder()
                .zone(ZoneId.of("Europe/Berlin"))
                .workdays(DayOfWeek.SUNDAY)
                .hours(LocalTime.of(2, 30), LocalTime.of(4, 0))
                .build();

        assertThat(berlin.opens(Period.WORKTIME, Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void hours_thatEndBeforeTheyBegin_areRefused() {
        assertThatThrownBy(() -> WorkCalendar.builder().hours(LocalTime.of(18, 0), LocalTime.of(9, 0)))
                .hasMessage("hours must end later than they begin (18:00), but end at 09:00");
    }
}
