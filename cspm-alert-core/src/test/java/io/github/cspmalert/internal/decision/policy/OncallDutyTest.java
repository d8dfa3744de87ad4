package io.github.cspmalert.internal.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.DutyHours;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.OncallGroup.Substitute;
import io.github.cspmalert.definition.recipient.OncallGroup.Target;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OncallDutyTest {

    private static final WorkCalendar SHANGHAI = WorkCalendar.ofDefaults();
    private static final WorkCalendar BERLIN =
            WorkCalendar.builder().zone(ZoneId.of("Europe/Berlin")).build();

    private static final Target A = Target.user("a");
    private static final Target B = Target.user("b");
    private static final Target C = Target.user("c");
    private static final Target D = Target.user("d");

    // The documented record: two targets by turns, every day at 12:00, on workdays, from 1633017600 on, which is
    // 2021-10-01T00:00+08:00, a Friday.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2021-09-30T23:59, ''
                    2021-10-01T00:00, a
                    2021-10-01T11:59, a
                    2021-10-01T12:00, b
                    2021-10-01T23:59, b
                    2021-10-02T12:00, ''
                    2021-10-03T23:59, ''
                    2021-10-04T00:00, b
                    2021-10-04T12:00, a
                    2021-10-05T12:00, b
                    """)
    void daily_onWorkdays_asTheDocumentedRecordSays(String local, String onCall) {
        Rotation rotation = Rotation.of(Shift.daily(LocalTime.NOON), Instant.ofEpochSecond(1_633_017_600), A, B)
                .hours(DutyHours.on(DutyHours.Days.WORKDAY));

        assertThat(onCall(SHANGHAI, local, rotation)).isEqualTo(onCall);
    }

    // Documented: A, B, C and D change every week on its first day, in July 2024.
    @ParameterizedTest
    @CsvSource({
        "2024-07-01T00:00, a",
        "2024-07-07T23:59, a",
        "2024-07-08T00:00, b",
        "2024-07-15T00:00, c",
        "2024-07-22T00:00, d",
        "2024-07-29T00:00, a"
    })
    void weekly_asDocumented(String local, String onCall) {
        Rotation rotation = Rotation.of(
                Shift.weekly(DayOfWeek.MONDAY, LocalTime.MIDNIGHT), at(SHANGHAI, "2024-07-01T00:00"), A, B, C, D);

        assertThat(onCall(SHANGHAI, local, rotation)).isEqualTo(onCall);
    }

    // Documented: A, B and C change every 8 hours.
    @ParameterizedTest
    @CsvSource({
        "2024-07-01T00:00, a",
        "2024-07-01T07:59, a",
        "2024-07-01T08:00, b",
        "2024-07-01T16:00, c",
        "2024-07-02T00:00, a"
    })
    void hourly_asDocumented(String local, String onCall) {
        Rotation rotation = Rotation.of(Shift.hourly(Duration.ofHours(8)), at(SHANGHAI, "2024-07-01T00:00"), A, B, C);

        assertThat(onCall(SHANGHAI, local, rotation)).isEqualTo(onCall);
    }

    // Documented: A and B change every day at the start of working hours, on call in working hours of workdays only.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2024-07-01T08:59, ''
                    2024-07-01T09:00, a
                    2024-07-01T17:59, a
                    2024-07-01T18:00, ''
                    2024-07-02T09:00, b
                    2024-07-06T12:00, ''
                    """)
    void daily_inWorkingHours_asDocumented(String local, String onCall) {
        Rotation rotation = Rotation.of(Shift.daily(LocalTime.of(9, 0)), at(SHANGHAI, "2024-07-01T09:00"), A, B)
                .hours(DutyHours.on(DutyHours.Days.WORKDAY).between(LocalTime.of(9, 0), LocalTime.of(18, 0)));

        assertThat(onCall(SHANGHAI, local, rotation)).isEqualTo(onCall);
    }

    // Documented: B is away from July 22 to 28, and C stands in; A and B change every week.
    @ParameterizedTest
    @CsvSource({
        "2024-07-15T00:00, a",
        "2024-07-08T00:00, b",
        "2024-07-21T23:59, a",
        "2024-07-22T00:00, c",
        "2024-07-28T23:59, c",
        "2024-08-05T00:00, b"
    })
    void substitute_asDocumented(String local, String onCall) {
        OncallGroup group = OncallGroup.of(
                        "g",
                        Rotation.of(
                                Shift.weekly(DayOfWeek.MONDAY, LocalTime.MIDNIGHT),
                                at(SHANGHAI, "2024-07-01T00:00"),
                                A,
                                B))
                .substitutes(Substitute.of(B, C, at(SHANGHAI, "2024-07-22T00:00"), at(SHANGHAI, "2024-07-29T00:00")));

        assertThat(onCall(SHANGHAI, local, group)).isEqualTo(onCall);
    }

    // Clocks are put forward in Berlin on 2026-03-29 at 02:00, and back on 2026-10-25 at 03:00.
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T02:30+01:00, b",
        "2026-03-29T01:59+01:00, b",
        "2026-03-29T03:29+02:00, b",
        "2026-03-29T03:30+02:00, a",
        "2026-03-30T02:29+02:00, a",
        "2026-03-30T02:30+02:00, b",
        "2026-10-24T02:30+02:00, b",
        "2026-10-25T02:29+02:00, b",
        "2026-10-25T02:30+02:00, a",
        "2026-10-25T02:10+01:00, a",
        "2026-10-25T02:45+01:00, a",
        "2026-10-26T02:30+01:00, b"
    })
    void daily_whereClocksArePutForwardAndBack_changesOnceADay(String instant, String onCall) {
        Rotation rotation = Rotation.of(Shift.daily(LocalTime.of(2, 30)), at(BERLIN, "2026-03-27T02:30"), A, B);

        assertThat(new OncallDuty(OncallGroup.of("g", rotation), BERLIN)
                        .at(ZonedDateTime.parse(instant).toInstant()))
                .extracting(Target::id)
                .containsExactly(onCall);
    }

    // From 22:00 to 06:00 on workdays: Friday's night ends on Saturday at 06:00, and Sunday has none.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2024-07-05T21:59, ''
                    2024-07-05T22:00, a
                    2024-07-06T05:59, a
                    2024-07-06T06:00, ''
                    2024-07-06T22:00, ''
                    2024-07-08T05:59, ''
                    2024-07-08T22:00, a
                    """)
    void hours_overMidnight_areThoseOfTheDayOnWhichTheyBegin(String local, String onCall) {
        Rotation rotation = Rotation.of(Shift.daily(LocalTime.NOON), at(SHANGHAI, "2024-07-01T00:00"), A)
                .hours(DutyHours.on(DutyHours.Days.WORKDAY).between(LocalTime.of(22, 0), LocalTime.of(6, 0)));

        assertThat(onCall(SHANGHAI, local, rotation)).isEqualTo(onCall);
    }

    @Test
    void hours_ofDaysOfTheWeekAndOfHolidays_areThoseOfTheCalendar() {
        WorkCalendar holiday = WorkCalendar.builder()
                .addHolidays(LocalDate.parse("2024-07-01"))
                .build();
        Rotation off = Rotation.of(Shift.daily(LocalTime.NOON), at(SHANGHAI, "2024-01-01T00:00"), A)
                .hours(DutyHours.on(DutyHours.Days.NON_WORKDAY));
        Rotation tuesday = Rotation.of(Shift.daily(LocalTime.NOON), at(SHANGHAI, "2024-01-01T00:00"), B)
                .hours(DutyHours.on(DayOfWeek.TUESDAY));

        assertThat(onCall(holiday, "2024-07-01T10:00", off, tuesday)).isEqualTo("a");
        assertThat(onCall(SHANGHAI, "2024-07-01T10:00", off, tuesday)).isEmpty();
        assertThat(onCall(holiday, "2024-07-02T10:00", off, tuesday)).isEqualTo("b");
    }

    @Test
    void rotations_severalAtATime_haveAllOnCall_eachOnce() {
        Rotation one = Rotation.of(Shift.daily(LocalTime.NOON), at(SHANGHAI, "2024-07-01T00:00"), A)
                .until(at(SHANGHAI, "2024-07-02T00:00"));
        Rotation other = Rotation.of(Shift.daily(LocalTime.NOON), at(SHANGHAI, "2024-07-01T00:00"), A, B);

        assertThat(onCall(SHANGHAI, "2024-07-01T06:00", one, other)).isEqualTo("a");
        assertThat(onCall(SHANGHAI, "2024-07-01T13:00", one, other)).isEqualTo("a b");
        assertThat(onCall(SHANGHAI, "2024-07-02T00:00", one, other)).isEqualTo("b");
    }

    @Test
    void groupThatIsDisabled_hasNobodyOnCall() {
        Rotation rotation = Rotation.of(Shift.daily(LocalTime.NOON), at(SHANGHAI, "2024-07-01T00:00"), A);

        assertThat(onCall(SHANGHAI, "2024-07-01T06:00", new OncallGroup("g", "", false, List.of(rotation), List.of())))
                .isEmpty();
    }

    private static String onCall(WorkCalendar calendar, String local, Rotation... rotations) {
        return onCall(calendar, local, OncallGroup.of("g", rotations));
    }

    private static String onCall(WorkCalendar calendar, String local, OncallGroup group) {
        return String.join(
                " ",
                new OncallDuty(group, calendar)
                        .at(at(calendar, local)).stream().map(Target::id).toList());
    }

    private static Instant at(WorkCalendar calendar, String local) {
        return LocalDateTime.parse(local).atZone(calendar.zone()).toInstant();
    }
}
