package io.github.cspmalert.alert;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.log.LogRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertTest {

    @Test
    void build_onlyTheTime_hasTheDefaults() {
        Alert alert = Alert.builder("r1").alertTime(NOON).build();

        assertThat(alert.name()).isEqualTo("r1");
        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.fireTime()).isEqualTo(NOON);
        assertThat(alert.resolveTime()).isEmpty();
        assertThat(alert.fingerprint()).matches("[0-9a-f]{16}");
    }

    @Test
    void fingerprint_orderOfLabels_doesNotMatter() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("team", "a");
        one.put("env", "b");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("env", "b");
        other.put("team", "a");

        assertThat(fingerprint("u", "p", "r1", one)).isEqualTo(fingerprint("u", "p", "r1", other));
    }

    @Test
    void fingerprint_whatIsNotIdentity_doesNotMatter() {
        AlertBuilder builder = Alert.builder("r1").alertTime(NOON);
        String before = builder.build().fingerprint();

        assertThat(builder.severity(Severity.CRITICAL)
                        .annotations(Map.of("title", "t"))
                        .region("cn-hangzhou")
                        .name("other")
                        .alertTime(NOON.plusSeconds(1))
                        .build()
                        .fingerprint())
                .isEqualTo(before);
    }

    static Stream<List<String>> confusable() {
        return Stream.of(
                List.of(fingerprint("a", "b", "r1", Map.of()), fingerprint("ab", "", "r1", Map.of())),
                List.of(fingerprint("a", "", "r1", Map.of()), fingerprint("", "a", "r1", Map.of())),
                List.of(fingerprint("", "", "r1", Map.of("a", "bc")), fingerprint("", "", "r1", Map.of("ab", "c"))),
                List.of(
                        fingerprint("", "", "r1", Map.of("a", "b", "c", "d")),
                        fingerprint("", "", "r1", Map.of("a", "b1:c1:d"))),
                List.of(fingerprint("1:", "", "r1", Map.of()), fingerprint("1", ":", "r1", Map.of())),
                List.of(fingerprint("", "", "r1", Map.of("a", "")), fingerprint("", "", "r1", Map.of())),
                List.of(fingerprint("", "", "r1", Map.of()), fingerprint("", "", "r2", Map.of())));
    }

    @ParameterizedTest
    @MethodSource("confusable")
    void fingerprint_partsThatReadTheSame_differ(List<String> fingerprints) {
        assertThat(fingerprints.get(0)).isNotEqualTo(fingerprints.get(1));
    }

    @Test
    void instanceId_middlePart_isTheTimeInHexadecimalMicroseconds() {
        // The middle part of a real instance id, and the instant that it stands for.
        long micros = 0x5eaac0c68be34L;
        Instant at = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);

        Alert alert = Alert.builder("r1").alertTime(at).build();

        assertThat(alert.instanceId()).isEqualTo(alert.fingerprint() + "-5eaac0c68be34");
        assertThat(at).isBetween(Instant.parse("2022-10-10T00:00:00Z"), Instant.parse("2022-10-11T00:00:00Z"));
    }

    @Test
    void build_timesThatCannotBe_areRefusedTogether() {
        AlertConfigurationException thrown = catchThrowableOfType(
                AlertConfigurationException.class,
                () -> Alert.builder("r1").status(AlertStatus.RESOLVED).build());
        AlertConfigurationException late =
                catchThrowableOfType(AlertConfigurationException.class, () -> Alert.builder("r1")
                        .alertTime(NOON)
                        .fireTime(NOON.plusSeconds(1))
                        .resolveTime(NOON)
                        .build());

        assertThat(thrown.problems())
                .containsExactly(
                        "alertTime is missing; set the instant of the evaluation",
                        "resolveTime is null although the status is RESOLVED");
        assertThat(late.problems())
                .containsExactly(
                        "fireTime 2026-11-23T12:00:01Z is after alertTime 2026-11-23T12:00:00Z",
                        "resolveTime is 2026-11-23T12:00:00Z although the status is FIRING");
    }

    @Test
    void toString_alert_showsNoRow() {
        assertThat(Alert.builder("r1")
                        .alertTime(NOON)
                        .fireResults(List.of(LogRow.of(Map.of("a", "i-secret"))))
                        .annotations(Map.of("desc", "i-secret"))
                        .build()
                        .toString())
                .matches("Alert\\[rule=r1, status=firing, fingerprint=[0-9a-f]{16}]");
    }

    private static String fingerprint(String account, String project, String rule, Map<String, String> labels) {
        return Alert.builder(rule)
                .accountId(account)
                .project(project)
                .labels(labels)
                .alertTime(NOON)
                .build()
                .fingerprint();
    }
}
