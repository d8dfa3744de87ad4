package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import io.github.cspmalert.sls.StubService.Asked;
import io.github.cspmalert.sls.StubService.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlsVerificationTest {

    private static final String STATEMENT = "status:NOT_PASS | SELECT check_id, count(*) AS cnt GROUP BY check_id";
    private static final String DENIED = "Unauthorized";

    /** What the service answers, by the last part of the path. */
    private final Map<String, Reply> replies = new HashMap<>(Map.of(
            "/", Reply.ok("{\"projectName\":\"p\",\"region\":\"cn-hangzhou\"}"),
            "/logstores/sas-log", Reply.ok("{\"logstoreName\":\"sas-log\",\"ttl\":180,\"shardCount\":2}"),
            "/logstores/sas-log/index", Reply.ok(index("true")),
            "statement", Answers.idRows(0, 0),
            "heartbeat", heartbeat("1795420800", "12")));

    private final StubService service = new StubService().otherwise(this::reply);
    private final SlsConnection connection = Connections.to(service).build();

    @AfterEach
    void close() {
        connection.close();
        service.close();
    }

    @Test
    void verify_allIsWell_passesAndTellsTheLastRecord() {
        SlsVerification verification = connection.verify(PROJECT, LOGSTORE, STATEMENT);

        assertThat(verification.passed()).isTrue();
        assertThat(verification.lastRecord()).contains(Instant.ofEpochSecond(1_795_420_800));
        assertThat(verification.observations())
                .extracting(Observation::check)
                .containsExactly(
                        "connection",
                        "credentials",
                        "project",
                        "Logstore",
                        "index",
                        "fields",
                        "statements",
                        "matches",
                        "last record");
        assertThat(verification.observations()).extracting(Observation::verdict).containsOnly(Verdict.OK);
        assertThat(verification.describe())
                .contains("OK       fields       indexed: check_id, status")
                // The clock stands at 08:00 UTC on 2026-11-23, which is 1795420800 in epoch seconds.
                .contains(
                        "of 2026-11-23T08:00:00Z, 0 minutes ago (in the last 8 days: records: 12, check items: about 3)");
    }

    @ParameterizedTest
    @CsvSource({
        "/, 401, SignatureNotMatch, credentials",
        "/, 400, RequestTimeTooSkewed, credentials",
        "/, 404, ProjectNotExist, project",
        "/, 503, ServerBusy, connection",
        "/logstores/sas-log, 404, LogStoreNotExist, Logstore",
        "/logstores/sas-log/index, 404, IndexConfigNotExist, index",
    })
    void verify_aStepThatFails_isTheProblemAndLaterOnesAreSkipped(String path, int status, String code, String check) {
        replies.put(path, Reply.error(status, code, "no"));

        SlsVerification verification = connection.verify(PROJECT, LOGSTORE, STATEMENT);

        assertThat(verification.passed()).isFalse();
        assertThat(verification.lastRecord()).isEmpty();
        List<Observation> observations = verification.observations();
        int at = observations.stream().map(Observation::check).toList().indexOf(check);
        assertThat(observations).hasSize(9);
        assertThat(observations.subList(0, at)).allMatch(observation -> observation.verdict() == Verdict.OK);
        assertThat(observations.get(at).verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(observations.get(at).message()).contains(code);
        assertThat(observations.subList(at + 1, 8))
                .extracting(Observation::verdict)
                .containsOnly(Verdict.SKIPPED);
    }

    @Test
    void verify_nobodyAnswers_isAProblemOfTheConnection() {
        service.close();

        assertThat(verdicts(connection.verify(PROJECT, LOGSTORE)))
                .containsEntry("connection", Verdict.PROBLEM)
                .containsEntry("credentials", Verdict.SKIPPED)
                .containsEntry("last record", Verdict.SKIPPED);
    }

    @Test
    void verify_providerThatFails_isAProblemOfTheCredentials() {
        try (SlsConnection broken = Connections.to(service)
                .maxAttempts(1)
                .credentials(() -> {
                    throw new IllegalStateException("vault is sealed");
                })
                .build()) {
            assertThat(verdicts(broken.verify(PROJECT, LOGSTORE)))
                    .containsEntry("connection", Verdict.SKIPPED)
                    .containsEntry("credentials", Verdict.PROBLEM)
                    .containsEntry("project", Verdict.SKIPPED);
        }
    }

    @Test
    void verify_lookUpsNotAllowed_areWarningsSinceAnAlertNeedsThemNot() {
        replies.put("/", Reply.error(403, DENIED, "denied"));
        replies.put("/logstores/sas-log", Reply.error(403, DENIED, "denied"));
        replies.put("/logstores/sas-log/index", Reply.error(403, DENIED, "denied"));

        SlsVerification verification = connection.verify(PROJECT, LOGSTORE, STATEMENT);

        assertThat(verification.passed()).isTrue();
        assertThat(verdicts(verification))
                .containsEntry("credentials", Verdict.OK)
                .containsEntry("project", Verdict.WARNING)
                .containsEntry("Logstore", Verdict.WARNING)
                .containsEntry("index", Verdict.WARNING)
                .containsEntry("fields", Verdict.WARNING)
                .containsEntry("statements", Verdict.OK)
                .containsEntry("last record", Verdict.OK);
        assertThat(verification.describe()).contains("may not log:GetProject on", "may not log:GetIndex on");
    }

    @Test
    void verify_fieldsThatAreNotIndexed_areNamed() {
        SlsVerification verification = connection.verify(
                PROJECT, LOGSTORE, "risk_level:HIGH and owner:x | SELECT instance_id, sevrity FROM log");

        assertThat(message(verification, "fields"))
                .isEqualTo(
                        "not indexed, so that neither a search nor SQL finds anything: instance_id, owner, risk_level;"
                                + " add them to the index");
        assertThat(verdicts(verification)).containsEntry("last record", Verdict.OK);
    }

    @Test
    void verify_fieldsWithoutStatistics_areNamedIfSqlUsesThem() {
        replies.put("/logstores/sas-log/index", Reply.ok(index("false")));

        assertThat(verdicts(connection.verify(PROJECT, LOGSTORE, "status:NOT_PASS")))
                .containsEntry("fields", Verdict.OK);
        assertThat(message(connection.verify(PROJECT, LOGSTORE, STATEMENT), "fields"))
                .contains("indexed without statistics, so that SQL cannot use them: check_id; enable statistics");
    }

    @Test
    void verify_statementThatCannotRun_isNamedWithTheServicesWords() {
        replies.put("statement", Reply.error(400, "ParameterInvalid", "line 1:8: Column 'x' cannot be resolved"));

        SlsVerification verification = connection.verify(PROJECT, LOGSTORE, "*", "* | ", STATEMENT);

        assertThat(message(verification, "statements"))
                .contains("statement 2: cannot run the statement: nothing follows '|'")
                .contains("statement 3: ", "line 1:8: Column 'x' cannot be resolved");
        assertThat(verdicts(verification))
                .containsEntry("statements", Verdict.PROBLEM)
                .containsEntry("last record", Verdict.OK);
    }

    @Test
    void verify_noRecord_isAWarningWithTheReasonsThatThereMayBe() {
        replies.put("heartbeat", heartbeat("null", "0"));

        SlsVerification verification = connection.verify(PROJECT, LOGSTORE);

        assertThat(verification.passed()).isTrue();
        assertThat(verification.lastRecord()).isEmpty();
        assertThat(verdicts(verification)).containsEntry("last record", Verdict.WARNING);
        assertThat(message(verification, "last record"))
                .contains(
                        "no record of topic sas-cspm-log arrived in the last 8 days",
                        "quota",
                        "storage",
                        "region",
                        "index");
    }

    @Test
    void verify_ownWindow_isAskedFor() {
        SlsLogSource.of(connection, PROJECT, LOGSTORE).verify(Duration.ofDays(30), List.of());

        Asked heartbeat = service.asked().get(service.asked().size() - 1);
        assertThat(heartbeat.body())
                .contains("max(__time__)")
                .contains("\"from\":" + (1_795_420_800L - 30 * 86_400))
                .contains("\"to\":1795420801");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlsLogSource.of(connection, PROJECT, LOGSTORE).verify(Duration.ZERO, List.of()))
                .withMessageContaining("window must be 1 second to 3650 days");
    }

    @ParameterizedTest
    @CsvSource({
        "'', sas-log, project",
        "a.b, sas-log, project",
        "-p, sas-log, project",
        "my-project, S, logstore",
        "my-project, a/b, logstore"
    })
    void verify_impossibleName_isRefused(String project, String logstore, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connection.verify(project, logstore))
                .withMessageStartingWith(field + " is '");
        assertThat(service.asked()).isEmpty();
    }

    private Reply reply(Asked request) {
        String key = !request.path().endsWith("/logs")
                ? request.path()
                : request.body().contains("last_record")
                        ? "heartbeat"
                        : request.body().contains("|") ? "statement" : "*";
        return replies.getOrDefault(key, Answers.idRows(0, 0));
    }

    private static String index(String statistics) {
        return """
                {"ttl":30,"line":{"token":[","]},"keys":{
                 "status":{"type":"text","doc_value":%1$s},"check_id":{"type":"text","doc_value":%1$s}}}"""
                .formatted(statistics);
    }

    private static Reply heartbeat(String last, String records) {
        return Reply.ok(Answers.complete(
                "\"last_record\",\"records\",\"checks\"",
                "{\"last_record\":\"%s\",\"records\":\"%s\",\"checks\":\"3\"}".formatted(last, records)));
    }

    private static Map<String, Verdict> verdicts(SlsVerification verification) {
        Map<String, Verdict> verdicts = new HashMap<>();
        verification.observations().forEach(observation -> verdicts.put(observation.check(), observation.verdict()));
        return verdicts;
    }

    private static String message(SlsVerification verification, String check) {
        return verification.observations().stream()
                .filter(observation -> observation.check().equals(check))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
