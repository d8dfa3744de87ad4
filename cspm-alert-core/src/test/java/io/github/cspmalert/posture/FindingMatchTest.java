package io.github.cspmalert.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.rule.FindingFilter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FindingMatchTest {

    private static final Finding FINDING = finding("HIGH");

    private static Finding finding(String risk) {
        CheckResult result = CheckResult.builder()
                .checkId("11")
                .checkItemName("Origin fetch configuration")
                .instanceId("i-1")
                .instanceName("Prod-Web-1")
                .field("instance_type", "ECS")
                .field("risk_level", risk)
                .field("status", "NOT_PASS")
                .regionId("cn-hangzhou")
                .standardId("7")
                .startTime(Instant.parse("2026-11-02T02:00:00Z"))
                .build();
        return Finding.of(FindingKey.of("prod", result), List.of(result));
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(FindingFilter.builder(), true),
                Arguments.of(FindingFilter.builder().checkIds("12", "11"), true),
                Arguments.of(FindingFilter.builder().checkIds("12"), false),
                Arguments.of(FindingFilter.builder().checkIds("12").checkNames("origin*"), true),
                Arguments.of(FindingFilter.builder().checkNames("*fetch"), false),
                Arguments.of(FindingFilter.builder().minRisk(RiskLevel.MEDIUM), true),
                Arguments.of(FindingFilter.builder().products("ecs", "OSS"), true),
                Arguments.of(FindingFilter.builder().products("OSS"), false),
                Arguments.of(FindingFilter.builder().regions("cn-beijing"), false),
                Arguments.of(FindingFilter.builder().accounts("prod"), true),
                Arguments.of(FindingFilter.builder().accounts("test"), false),
                Arguments.of(FindingFilter.builder().resources("prod-*"), true),
                Arguments.of(FindingFilter.builder().resources("I-1"), true),
                Arguments.of(FindingFilter.builder().resources("web"), false),
                Arguments.of(FindingFilter.builder().standards("7"), true),
                Arguments.of(FindingFilter.builder().standards("8").regions("cn-hangzhou"), false));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void matches_eachPart_isToMeetTheFinding(FindingFilter.Builder filter, boolean matches) {
        assertThat(FindingMatch.matches(filter.build(), FINDING)).isEqualTo(matches);
    }

    @Test
    void matches_risk_countsAsItIsOrAsItStood() {
        FindingFilter high = FindingFilter.builder().minRisk(RiskLevel.HIGH).build();

        assertThat(FindingMatch.matches(high, finding("LOW"))).isFalse();
        assertThat(FindingMatch.matches(high, Stand.of(FINDING), finding("LOW")))
                .isTrue();
        assertThat(FindingMatch.matches(high, Stand.UNKNOWN, finding("LOW"))).isFalse();
        assertThat(FindingMatch.matches(high, finding("CATASTROPHE"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*c, abbc, true",
        "a*c, abcd, false",
        "*a*, bab, true",
        "a**b, ab, true",
        "*ab, aab, true",
        "a.c, abc, false",
        "ab, abc, false"
    })
    void meets_patterns_areWholeValues(String pattern, String text, boolean meets) {
        assertThat(FindingMatch.meets(pattern, text)).isEqualTo(meets);
    }

    @Test
    void meets_hostilePattern_ends() {
        String pattern = "*a".repeat(100) + "b";

        // One that went back to every asterisk would not end.
        assertThat(FindingMatch.meets(pattern, "a".repeat(100_000))).isFalse();
    }
}
