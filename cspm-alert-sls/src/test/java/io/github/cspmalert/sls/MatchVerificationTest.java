package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches that match nothing: misspelt, they look like health. */
class MatchVerificationTest {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String LOGSTORE = "sas-log";
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final EmbeddedSls server = EmbeddedSls.builder()
            .cspmLogstore(PROJECT, LOGSTORE)
            .clock(SettableClock.at(NOW.toString()))
            // The SDK signs by the clock of the machine.
            .maxClockSkew(Duration.ofDays(3_650))
            .start();
    private final SlsConnection connection = SlsConnection.builder(server.endpoint(), server.region())
            .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
            .proxy(server.proxyHost(), server.port())
            .clock(SettableClock.at(NOW.toString()))
            .build();

    @BeforeEach
    void put() {
        server.put(
                PROJECT,
                LOGSTORE,
                List.of(
                        record("sas-cspm-log", "NOT_PASS", Duration.ofHours(1)),
                        record("sas-cspm-log", "PASS", Duration.ofHours(1)),
                        record("sas-cspm-log", "PASS", Duration.ofHours(2)),
                        record("sas-vul-log", "WHITELIST", Duration.ofHours(1))));
    }

    private static Map<String, String> record(String topic, String status, Duration age) {
        return Map.of(
                "__time__",
                Long.toString(NOW.minus(age).getEpochSecond()),
                "__topic__",
                topic,
                "status",
                status,
                "instance_id",
                "i-1");
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "__topic__:cspm-log ~ '__topic__:cspm-log' never hits, __topic__ is sas-cspm-log (3), sas-vul-log (1); did you mean 'sas-cspm-log'?",
                "__topic__:sas-cspm-log AND status:NOTPASS | SELECT count(*) AS c ~ 'status:NOTPASS' never hits, status is PASS (2), NOT_PASS (1), WHITELIST (1); did you mean 'NOT_PASS'?",
                "status : \"NOT-PASSED\" ~ did you mean 'NOT_PASS'?",
                "__topic__: sas_cspm_logs ~ did you mean 'sas-cspm-log'?",
                "NOT status:NOTPASS AND (status:PASSED OR instance_id:i-9) ~ 'status:PASSED' never hits",
                "NOT status:NOTPASS AND (status:PASSED OR instance_id:i-9) ~ 'instance_id:i-9' never hits, instance_id is i-1 (4)",
                "__topic__:sas-vul-log and status:NOT_PASS ~ each of its terms hits, but no log has all",
                "nowhere ~ 'nowhere' never hits",
            })
    void verify_searchThatMatchesNothing_tellsWhichTermNeverHitsAndWhatThereIs(String statement, String told) {
        Observation matches = matches(connection.verify(PROJECT, LOGSTORE, statement));

        assertThat(matches.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(matches.message()).startsWith("in the last 8 days: '").contains("matches nothing: ", told);
    }

    @Test
    void verify_searchThatMatches_tellsHowManyLogs() {
        Observation matches = matches(connection.verify(
                PROJECT, LOGSTORE, "__topic__:sas-cspm-log AND status:NOT_PASS | SELECT 1 AS a", "*"));

        assertThat(matches.verdict()).isEqualTo(Verdict.OK);
        assertThat(matches.message())
                .isEqualTo("in the last 8 days: '__topic__:sas-cspm-log AND status:NOT_PASS' matches 1 log;"
                        + " '*' matches 4 logs");
    }

    @Test
    void verify_windowBeforeAnyLog_saysSo() {
        SlsVerification verification =
                SlsLogSource.of(connection, PROJECT, LOGSTORE).verify(Duration.ofMinutes(30), List.of("status:PASS"));

        assertThat(matches(verification).message()).endsWith("the Logstore has no log of that time at all");
    }

    private static Observation matches(SlsVerification verification) {
        return verification.observations().stream()
                .filter(observation -> observation.check().equals("matches"))
                .findFirst()
                .orElseThrow();
    }
}
