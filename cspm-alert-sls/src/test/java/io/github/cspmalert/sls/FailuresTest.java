package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.StubService.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service may answer instead of rows, and what becomes of it. Codes and statuses are the documented ones. */
class FailuresTest {

    private static final LogQuery QUERY = new LogQuery(
            "status:NOT_PASS | SELECT 1",
            new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600)));

    private final StubService service = new StubService();
    private final ManualPace pace = new ManualPace();
    private final SlsConnection connection = Connections.to(service).pace(pace).build();
    private final SlsLogSource source = SlsLogSource.of(connection, PROJECT, LOGSTORE);

    @AfterEach
    void close() {
        connection.close();
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ParameterInvalid, 1, the service cannot run the statement: \"line 1:8: no such column\"",
        "400, InvalidQueryString, 1, the service cannot run the statement",
        "400, InvalidTimeRange, 1, the time range is refused",
        "400, IndexConfigNotExist, 1, 'the Logstore ''sas-log'' has no index; create one'",
        "400, RequestTimeTooSkewed, 1, the clock of this machine",
        "401, SignatureNotMatch, 1, check that the AccessKey secret belongs to the AccessKey id",
        "401, Unauthorized, 1, the credentials are refused",
        "401, InvalidAccessKeyId, 1, there is no such AccessKey id",
        "401, SecurityTokenExpired, 1, the security token has expired",
        "403, Unauthorized, 1, may not log:GetLogStoreLogs on acs:log:*:*:project/sas-log-1234567890/logstore/sas-log",
        "403, ReadQuotaExceed, 4, a quota of the project is used up",
        "403, ShardReadQuotaExceed, 4, a quota of the project is used up",
        "404, ProjectNotExist, 1, there is no project 'sas-log-1234567890' in region 'cn-hangzhou'",
        "404, LogStoreNotExist, 1, the project 'sas-log-1234567890' has no Logstore 'sas-log'",
        "404, SomethingNew, 1, the service cannot run the statement",
        "429, TooManyRequests, 4, the service is busy or failing",
        "500, InternalServerError, 4, the service is busy or failing",
        "502, RequestError, 4, the service is busy or failing",
        "503, ServerBusy, 4, the service is busy or failing",
        "400, ServerBusy, 4, the service is busy or failing",
    })
    void query_errorOfTheService_saysWhatToDoAndIsRepeatedOnlyIfItMayPass(
            int status, String code, int attempts, String message) {
        service.otherwise(request -> Reply.error(status, code, "line 1:8: no such column"));

        LogQueryException failure = failure();

        assertThat(failure)
                .hasMessageStartingWith("cannot query Logstore 'sas-log' of project 'sas-log-1234567890': ")
                .hasMessageContaining(message)
                .hasMessageContaining("[" + code + ", HTTP " + status + ", request 5F3E-" + status)
                .hasMessageNotContaining("null");
        assertThat(failure.errorCode()).contains(code);
        assertThat(failure.requestId()).contains("5F3E-" + status);
        assertThat(failure.retryable()).isEqualTo(attempts > 1);
        assertThat(service.asked()).hasSize(attempts);
        assertThat(failure.getMessage().contains("after 4 attempts")).isEqualTo(attempts > 1);
    }

    // Codes and words of https://help.aliyun.com/zh/sls/developer-reference/error-codes; the first of
    // https://sls.aliyun.com/doc/sqlerror/denied_by_sts_ram.html, which the service answers with 401 too.
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "401 ~ Unauthorized ~ denied by sts or ram, action: log:GetLogStoreLogs ~ 1 ~ may not log:GetLogStoreLogs on acs:log:",
                "401 ~ Unauthorized ~ The security token you provided has expired. ~ 1 ~ have the credentials provider fetch a new one",
                "401 ~ Unauthorized ~ The security token you provided is invalid. ~ 1 ~ the security token is not valid",
                "401 ~ Unauthorized ~ AccessKeyId not found: LTAI ~ 1 ~ there is no such AccessKey id",
                "401 ~ Unauthorized ~ AccessKeyId is disabled: LTAI ~ 1 ~ enable it in the RAM console",
                "401 ~ Unauthorized ~ The AccessKeyId is unauthorized. ~ 1 ~ grant its RAM user",
                "401 ~ Unauthorized ~ Your SLS service has been forbidden. ~ 1 ~ payments are overdue",
                "401 ~ Unauthorized ~ The project does not belong to you. ~ 1 ~ belongs to another account",
                "401 ~ InvalidAccessKeyId ~ The access key id you provided is invalid: LTAI. ~ 1 ~ there is no such AccessKey id",
                "401 ~ InvalidAccessKeyId ~ Your SLS service has not opened. ~ 1 ~ activate it in its console",
                "400 ~ RequestTimeExpired ~ Request time x has been expired while server time is y. ~ 1 ~ set it by a time server",
                "400 ~ InvalidRequestTime ~ Request time x not follow RFC822 spec. ~ 1 ~ look for a proxy",
                "400 ~ InvalidHost ~ Host header x is invalid. ~ 1 ~ the endpoint http://cn-hangzhou.sls.test and the project",
                "400 ~ PostBodyInvalid ~ The request body is not valid JSON object. ~ 1 ~ the service cannot run the statement",
                "400 ~ InvalidContentType ~ Content-Type x is unsupported. ~ 1 ~ look for a proxy",
                "400 ~ MissingParameter ~ Missing query key : from. ~ 1 ~ look for a proxy",
                "403 ~ WriteQuotaExceed ~ Write quota is exceeded. ~ 4 ~ a quota of the project is used up",
                "403 ~ MetaOperationQpsLimitExceeded ~ Qps limit for the meta operation is exceeded. ~ 4 ~ make them more slowly",
                "403 ~ ProjectForbidden ~ Project x has been forbidden. ~ 1 ~ is switched off; look whether payments are overdue",
                "403 ~ ExceedQuota ~ Alert count 100 exceeds. ~ 1 ~ as many objects of this kind exist",
                "404 ~ ProjectNotExists ~ The Project does not exist : x ~ 1 ~ there is no project",
                "405 ~ InvalidMethod ~ Invalid request method : x ~ 1 ~ is an endpoint of Simple Log Service",
                "413 ~ PostBodyTooLarge ~ Body size 1 must little than 10485760. ~ 1 ~ shorten it",
                "500 ~ RequestTimeout ~ The request is timeout. Please try again later. ~ 4 ~ the service is busy or failing",
            })
    void query_publishedError_saysWhatAPersonShouldDo(
            int status, String code, String words, int attempts, String advice) {
        service.otherwise(request -> Reply.error(status, code, words));

        assertThat(failure())
                .hasMessageContaining(advice)
                .hasMessageContaining("[" + code + ", HTTP " + status)
                .hasMessageNotContaining("LTAI")
                .matches(failure -> failure.retryable() == attempts > 1);
        assertThat(service.asked()).hasSize(attempts);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 206, 299, 400, 500})
    void query_answerWithRows_isInNoMessageOfAnyCause(int status) {
        service.otherwise(request -> Reply.json(status, Answers.complete("\"a\"", "{\"a\":\"row-of-a-tenant\"}")));

        StringWriter trace = new StringWriter();
        failure().printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("row-of-a-tenant").contains("Caused by: ");
    }

    @Test
    void query_hugeErrorCodeWithLineBreaks_isBoundedAndOneLine() {
        String huge = "a\r\nFAKE\u2028LINE\u202e\u0085\u009b31m" + "x".repeat(1_000_000);
        service.otherwise(request -> new Reply(
                400,
                "application/json",
                ("{\"errorCode\":\"" + huge.replace("\r\n", "\\r\\n") + "\",\"errorMessage\":\"m\"}")
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("x-log-requestid", "r".repeat(10_000))));

        LogQueryException failure = failure();

        assertThat(failure.errorCode().orElseThrow()).hasSizeLessThan(100).startsWith("a FAKE LINE");
        assertThat(failure.requestId().orElseThrow()).hasSizeLessThan(100);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).hasSizeLessThan(100_000);
        assertThat(failure.getMessage()).hasSizeLessThan(1_000).doesNotContainPattern("[\\p{Cc}\u2028\u202e]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "502 ~ <html>Bad Gateway</html> ~ 4 ~ a gateway before it is failing",
                "503 ~ `` ~ 4 ~ a gateway before it is failing",
                "500 ~ [\"x\"] ~ 4 ~ a gateway before it is failing",
                "500 ~ {\"message\":\"x\"} ~ 4 ~ a gateway before it is failing",
                "429 ~ slow down ~ 4 ~ too many requests",
                "404 ~ <html>Not found</html> ~ 1 ~ is not Simple Log Service",
                "400 ~ {} ~ 1 ~ is not Simple Log Service",
                "400 ~ [1] ~ 1 ~ ",
                "407 ~ Proxy login ~ 1 ~ is not Simple Log Service",
                "201 ~ {} ~ 4 ~ is not Simple Log Service",
                "206 ~ {\"meta\":{}} ~ 4 ~ is not Simple Log Service",
                "299 ~ {\"meta\":{}} ~ 4 ~ is not Simple Log Service",
                "408 ~ <html>Time-out</html> ~ 4 ~ is not Simple Log Service",
                "504 ~ <html>Gateway Time-out</html> ~ 4 ~ a gateway before it is failing",
                "403 ~ <html>Forbidden</html> ~ 1 ~ is not Simple Log Service",
                "200 ~ {\"meta\":{\"progress\":\"Complete\"},\"data\":[{\"a\": ~ 4 ~ is not JSON",
                "204 ~ `` ~ 4 ~ is not Simple Log Service",
                "200 ~ <html>Please log in</html> ~ 4 ~ is not JSON",
                "200 ~ `` ~ 4 ~ not",
                "200 ~ {} ~ 4 ~ it has no object \"meta\"",
                "200 ~ [] ~ 4 ~ it is not an object",
            })
    void query_answerOfSomethingElse_neverEscapesAsTheSdksException(
            int status, String body, int attempts, String message) {
        service.otherwise(request -> Reply.html(status, body));

        LogQueryException failure = failure();

        assertThat(failure).hasMessageContaining(message == null ? "" : message).hasMessageNotContaining("log in");
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure.retryable()).isEqualTo(attempts > 1);
        assertThat(service.asked()).hasSize(attempts);
    }

    // HttpClient would follow that of a GET within the host, which is what a look-up sends.
    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere.sls.test/login", "http://sas-log-1234567890.cn-hangzhou.sls.test/login"})
    void call_redirect_isNotFollowed(String location) {
        service.otherwise(request -> new Reply(302, "text/html", new byte[0], Map.of("Location", location)));

        assertThat(failure()).hasMessageContaining("redirects to another address, which is not followed");
        assertThat(source.verify().describe()).contains("redirects to another address, which is not followed");
        assertThat(service.asked()).hasSize(2).noneMatch(asked -> asked.path().equals("/login"));
    }

    @ParameterizedTest
    @CsvSource({"lz4, 100", "lz4, -5", "lz4, x", "gzip, 5", "deflate, 5", "zstd, 5", "'', 5"})
    void query_compressionThatCannotBeRead_isOneFailureThatMayPass(String type, String size) {
        service.otherwise(request -> new Reply(
                200,
                "application/json",
                "not lz4".getBytes(StandardCharsets.UTF_8),
                Map.of("x-log-compresstype", type, "x-log-bodyrawsize", size)));

        assertThat(failure()).matches(LogQueryException::retryable).hasMessageNotContaining("refuses the request");
    }

    @Test
    void query_accessDenied_namesWhoLacksWhat() {
        service.otherwise(
                request -> Reply.json(
                        403,
                        """
                {"errorCode":"Unauthorized","errorMessage":"denied by sts or ram, action: log:GetLogStoreLogs",
                 "accessDeniedDetail":{"AuthAction":"log:GetLogStoreLogs","AuthPrincipalType":"SubUser",
                 "AuthPrincipalDisplayName":"cspm-bot","NoPermissionType":"ImplicitDeny",
                 "PolicyType":"AccountLevelIdentityBasedPolicy","EncodedDiagnosticMessage":"AQEAAAAA"}}"""));

        assertThat(failure())
                .hasMessageContaining("the SubUser 'cspm-bot' may not log:GetLogStoreLogs on acs:log:")
                .hasMessageContaining("(NoPermissionType ImplicitDeny, PolicyType AccountLevelIdentityBasedPolicy)")
                .hasMessageNotContaining("AQEAAAAA");
    }

    @Test
    void query_messageWithControlCharacters_isOneLine() {
        service.otherwise(request -> Reply.error(400, "ParameterInvalid", "a\\r\\nFAKE LOG LINE\\u001b[31m"));

        assertThat(failure().getMessage()).contains("\"a FAKE LOG LINE [31m\"").doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void query_errorCodeThatRepeatsASecret_showsNothingOfIt() {
        service.otherwise(request -> Reply.error(400, "No" + Connections.KEY_SECRET, "refused"));

        assertThat(failure()).hasMessageContaining("No****").hasMessageNotContaining(Connections.KEY_SECRET);
        assertThat(failure().errorCode()).contains("No****");
    }

    @Test
    void query_messageThatRepeatsASecret_showsNothingOfIt() {
        service.otherwise(request -> Reply.error(400, "ParameterInvalid", "you sent " + Connections.KEY_SECRET));

        LogQueryException failure = failure();

        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("you sent ****").doesNotContain(Connections.KEY_SECRET);
    }

    @Test
    void query_messageThatIsCutWithinALongToken_showsNothingOfIt() {
        String token = "CAIStoken".repeat(120);
        service.otherwise(request -> Reply.error(400, "ParameterInvalid", "you sent " + "x".repeat(500) + token));
        try (SlsConnection temporary = Connections.to(service)
                .credentials(SlsCredentials.temporary(Connections.KEY_ID, Connections.KEY_SECRET, token))
                .build()) {
            assertThat(catchThrowableOfType(LogQueryException.class, () -> SlsLogSource.of(temporary, PROJECT, LOGSTORE)
                            .query(QUERY)))
                    .hasMessageContaining("xxx****")
                    .hasMessageNotContaining("CAIS");
        }
    }

    @Test
    void query_wrongKey_doesNotRepeatTheServicesWords() {
        service.otherwise(request -> Reply.error(401, "SignatureNotMatch", "string to sign: POST body"));

        assertThat(failure()).hasMessageNotContaining("string to sign").hasMessageNotContaining(Connections.KEY_SECRET);
    }

    private LogQueryException failure() {
        return catchThrowableOfType(LogQueryException.class, () -> source.query(QUERY));
    }
}
