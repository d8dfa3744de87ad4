package io.github.cspmalert.definition.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.definition.recipient.OncallGroup.Substitute;
import io.github.cspmalert.definition.recipient.OncallGroup.Target;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OncallGroupTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Shift DAILY = Shift.daily(LocalTime.NOON);
    private static final Target A = Target.user("a");
    private static final Target B = Target.userGroup("b");

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("rotations of on-call group 'night' must have at least one", () -> OncallGroup.of("night")),
                mistake("on-call group id", () -> OncallGroup.of("no id", Rotation.of(DAILY, NOON, A))),
                mistake(
                        "targets of a rotation must name at least one user or user group",
                        () -> Rotation.of(DAILY, NOON)),
                mistake("targets of a rotation", () -> Rotation.of(DAILY, NOON, A, B, A)),
                mistake(
                        "end of a rotation must be later than its start (2026-11-23T12:00:00Z)",
                        () -> Rotation.of(DAILY, NOON, A).until(NOON)),
                mistake("end of a substitute must be later than its start", () -> Substitute.of(A, B, NOON, NOON)),
                mistake("every must be at least one minute, but is PT59S", () -> Shift.hourly(Duration.ofSeconds(59))),
                mistake("every", () -> Shift.hourly(Duration.ZERO)),
                mistake("days", () -> new Shift.Daily(0, LocalTime.NOON)),
                mistake("weeks", () -> new Shift.Weekly(53, DayOfWeek.MONDAY, LocalTime.NOON)),
                mistake("target of an on-call group", () -> Target.user(" ")));
    }

    private static Arguments mistake(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void new_badArgument_isRefusedNamingIt(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
    }

    @Test
    void dutyHours_daysOfTheWeek_areInOrderAndOnce() {
        assertThat(DutyHours.on(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.SUNDAY)
                        .week())
                .isEqualTo(List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
    }
}
