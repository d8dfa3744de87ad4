package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.auth.DefaultCredentials;
import com.aliyun.openservices.log.common.auth.StaticCredentialsProvider;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.signer.SignVersion;
import com.aliyun.openservices.log.request.ListResourceRecordRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may call. The signatures under test are made by the unmodified SDK. */
class AuthenticationTest {

    private static EmbeddedSls.Builder builder() {
        return EmbeddedSls.builder()
                .accessKey("lasting-id", "lasting-secret")
                .temporaryAccessKey("temporary-id", "temporary-secret", "token-1")
                .cspmLogstore(PROJECT, LOGSTORE);
    }

    private static EmbeddedSls start(EmbeddedSls.Builder builder) {
        return builder.start((index, folder) -> new FakeLogTable(index));
    }

    @SuppressWarnings("deprecation") // The only setting that takes effect: the client's own setters do not.
    private static Client client(EmbeddedSls sls, SignVersion version, String id, String secret, String token) {
        ClientConfiguration configuration = SdkClients.configuration(sls);
        configuration.setSignatureVersion(version);
        configuration.setRegion(sls.region());
        return new Client(
                sls.endpoint(),
                new StaticCredentialsProvider(new DefaultCredentials(id, secret, token)),
                configuration,
                "192.0.2.1");
    }

    @ParameterizedTest
    @EnumSource(SignVersion.class)
    void knownKeys_ofBothKinds_mayCall(SignVersion version) throws LogException {
        try (EmbeddedSls sls = start(builder())) {
            for (String kind : new String[] {"lasting", "temporary"}) {
                String token = kind.equals("temporary") ? "token-1" : "";
                Client client = client(sls, version, kind + "-id", kind + "-secret", token);
                assertThat(client.GetLogStore(PROJECT, LOGSTORE).GetLogStore().GetLogStoreName())
                        .isEqualTo(LOGSTORE);
                client.shutdown();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V1, lasting-id,   wrong-secret,     '',      SignatureNotMatch, not matched",
        "V4, lasting-id,   wrong-secret,     '',      SignatureNotMatch, not matched",
        "V1, unknown-id,   lasting-secret,   '',      Unauthorized,      AccessKeyId not found: unknown-id",
        "V4, unknown-id,   lasting-secret,   '',      Unauthorized,      AccessKeyId not found: unknown-id",
        "V1, temporary-id, temporary-secret, token-2, Unauthorized,      security token you provided is invalid",
        "V4, temporary-id, temporary-secret, token-2, Unauthorized,      security token you provided is invalid",
        "V4, temporary-id, temporary-secret, '',      Unauthorized,      security token you provided is invalid",
        "V4, lasting-id,   lasting-secret,   token-1, Unauthorized,      security token you provided is invalid",
        "V4, temporary-id, lasting-secret,   token-1, SignatureNotMatch, not matched"
    })
    void otherKeys_mayNot(SignVersion version, String id, String secret, String token, String code, String message) {
        try (EmbeddedSls sls = start(builder())) {
            Client client = client(sls, version, id, secret, token);

            LogException refusal = refusal(() -> client.GetLogStore(PROJECT, LOGSTORE));

            assertThat(refusal.GetHttpCode()).isEqualTo(401);
            assertThat(refusal.getErrorCode()).isEqualTo(code);
            assertThat(refusal.GetErrorMessage()).contains(message).doesNotContain("lasting-secret");
            client.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V1, PT14M,  true", "V1, -PT14M, true", "V1, PT16M,  false", "V1, -PT16M, false",
        "V4, PT14M,  true", "V4, -PT14M, true", "V4, PT16M,  false", "V4, -PT16M, false"
    })
    void clocks_mayDifferByAQuarterOfAnHour(SignVersion version, Duration difference, boolean passes)
            throws LogException {
        Clock shifted = Clock.offset(Clock.systemUTC(), difference);
        try (EmbeddedSls sls = start(builder().clock(shifted))) {
            Client client = client(sls, version, "lasting-id", "lasting-secret", "");
            if (passes) {
                client.GetLogStore(PROJECT, LOGSTORE);
            } else {
                LogException refusal = refusal(() -> client.GetLogStore(PROJECT, LOGSTORE));
                assertThat(refusal.getErrorCode()).isEqualTo("RequestTimeTooSkewed");
                assertThat(refusal.GetHttpCode()).isEqualTo(400);
            }
            client.shutdown();
        }
    }

    @Test
    void clocks_ofTestsWithTheirOwnTime_mayDifferMore() throws LogException {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-400));
        try (EmbeddedSls sls = start(builder().clock(past).maxClockSkew(Duration.ofDays(500)))) {
            Client client = client(sls, SignVersion.V4, "lasting-id", "lasting-secret", "");

            assertThat(client.GetLogStore(PROJECT, LOGSTORE).GetLogStore().GetLogStoreName())
                    .isEqualTo(LOGSTORE);
            client.shutdown();
        }
    }

    @Test
    void fourthVersion_forAnotherRegion_isRefused() {
        try (EmbeddedSls sls = start(builder().region("cn-shanghai"))) {
            Client client = SdkClients.v4(sls, "cn-hangzhou");

            LogException refusal = refusal(() -> client.GetLogStore(PROJECT, LOGSTORE));

            assertThat(refusal.getErrorCode()).isEqualTo("SignatureNotMatch");
            assertThat(refusal.GetErrorMessage()).contains("/cn-shanghai/sls/");
            client.shutdown();
        }
    }

    @Test
    void fourthVersion_forTheRegionOfTheRecords_isAccepted() throws LogException {
        ListResourceRecordRequest request = new ListResourceRecordRequest("sls.common.user", "", 0, 10);
        try (EmbeddedSls sls = start(builder().recordsRegion("cn-heyuan"))) {
            assertThat(sls.recordsRegion()).isEqualTo("cn-heyuan");
            assertThat(sls.recordsEndpoint()).isEqualTo("http://cn-heyuan.sls.test");
            Client client = SdkClients.v4(sls, sls.recordsEndpoint(), sls.recordsRegion());
            assertThat(client.listResourceRecord(request).getTotal()).isZero();
            client.shutdown();

            Client other = SdkClients.v4(sls, sls.recordsEndpoint(), "cn-shanghai");
            assertThat(refusal(() -> other.listResourceRecord(request)).GetErrorMessage())
                    .contains("/cn-hangzhou/sls/", " or ", "/cn-heyuan/sls/");
            other.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization | Basic dXNlcg==                 | ParameterInvalid",
                "Authorization | LOG                            | ParameterInvalid",
                "Authorization | LOG lasting-id:AAAA            | SignatureNotMatch",
                "Date          | yesterday                      | InvalidDateFormat",
                "Date          | Mon, 23 Nov 2020 09:59:17 GMT  | RequestTimeTooSkewed",
                "Content-MD5   | 00000000000000000000000000000000 | PostBodyInvalid",
                "x-log-apiversion | 9.9.9                       | SignatureNotMatch",
                "Content-Type  | text/plain                     | SignatureNotMatch"
            })
    void signedRequest_changedOnItsWay_isRefused(String header, String value, String code) throws IOException {
        try (EmbeddedSls sls = start(builder());
                RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response = raw.send(
                    "POST",
                    SdkClients.PROJECT + ".cn-hangzhou.sls.test",
                    "/logstores/sas-log/logs",
                    "{}".getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    Map.of(header, value));

            assertThat(response.text()).contains("\"errorCode\":\"" + code + "\"");
            assertThat(response.headers()).containsKey("x-log-requestid");
        }
    }

    @ParameterizedTest
    @CsvSource({"/logstores/sas-log/logs,  authorization", "/logstores/sas-log/index, authorization"})
    void unsignedRequest_isRefused(String path, String missing) throws IOException {
        try (EmbeddedSls sls = start(builder());
                RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response =
                    raw.exchange("GET", path, new byte[0], Map.of("Host", PROJECT + ".cn-hangzhou.sls.test"));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("MissingParameter").contains(missing);
        }
    }

    /** Requests as npm's {@code @alicloud/sls20201230} 5.9.0 sent them at that instant, with these keys. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /logstores/sas-log             | 200 | 1babs319bpig4mi3F5GamXMGkyWgBxtsS0ibM572EYI=",
                "PUT  | /alerts/alert-1?action=disable | 404 | xoA1aQWSBAwg8JWY6PPkYRv2lITPelhmJpK20Ba5k3U=",
                "GET  | /logstores/sas-log             | 401 | 2babs319bpig4mi3F5GamXMGkyWgBxtsS0ibM572EYI="
            })
    void firstVersion_withSha256_isAccepted(String method, String path, int status, String signature)
            throws IOException {
        Clock then = Clock.fixed(Instant.parse("2023-11-14T22:13:20Z"), ZoneOffset.UTC);
        Map<String, String> headers = new TreeMap<>(Map.of(
                "accept", "application/json",
                "host", PROJECT + ".cn-hangzhou.sls.test",
                "x-log-apiversion", "0.6.0",
                "x-log-bodyrawsize", "0",
                "x-log-signaturemethod", "hmac-sha256",
                "date", "Tue, 14 Nov 2023 22:13:20 GMT",
                "content-md5", "",
                "authorization", "LOG lasting-id:" + signature));
        try (EmbeddedSls sls = start(builder().clock(then));
                RawHttp raw = new RawHttp(sls)) {
            assertThat(raw.exchange(method, path, new byte[0], headers).status())
                    .isEqualTo(status);

            headers.put("x-log-signaturemethod", "hmac-md5");
            RawHttp.Response unknown = raw.exchange(method, path, new byte[0], headers);
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.text()).contains("InvalidSignatureMethod").contains("hmac-md5");
        }
    }
}
