package io.github.cspmalert.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLinksTest {

    private static final String QUERY = "__topic__: \"sas-cspm-log\" and check_id: 11 and status: \"NOT_PASS\"";

    @Test
    void query_workedExample_isTheDocumentedLink() {
        // Parameters: "customize the UI of embedded pages" of the SLS documentation, in the order of a link that the
        // service wrote; the base64 was made with coreutils.
        assertThat(ConsoleLinks.INTERNATIONAL.query(
                        data(new LogOrigin("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log"))))
                .isEqualTo("https://sls.console.alibabacloud.com/lognext/project/sas-log-1234567890123456-cn-hangzhou"
                        + "/logsearch/sas-log?encode=base64&endTime=1665399547"
                        + "&queryString=X190b3BpY19fOiAic2FzLWNzcG0tbG9nIiBhbmQgY2hlY2tfaWQ6IDExIGFuZCBzdGF0dXM6ICJOT1RfUEFTUyI%3D"
                        + "&queryTimeType=99&startTime=1665399247");
    }

    @Test
    void query_chinaSiteAndOddNames_areEncoded() {
        assertThat(ConsoleLinks.CHINA.query(data(new LogOrigin("", "a/b c", "x?y&z"))))
                .startsWith("https://sls.console.aliyun.com/lognext/project/a%2Fb%20c/logsearch/x%3Fy%26z?encode=");
    }

    @Test
    void query_onAMachineWithOtherDigits_hasAsciiDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(ConsoleLinks.CHINA.query(data(new LogOrigin("", "p", "s"))))
                    .contains("&endTime=1665399547&")
                    .endsWith("&startTime=1665399247");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void query_originUnknown_isEmpty() {
        assertThat(ConsoleLinks.CHINA.query(data(LogOrigin.UNKNOWN))).isEmpty();
        assertThat(ConsoleLinks.CHINA.query(data(new LogOrigin("", "p", "")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sls.example.com", "https://sls.example.com/", "HTTPS://sls.example.com:8443"})
    void create_bareHttpsAddress_isTaken(String console) {
        assertThat(new ConsoleLinks(URI.create(console)).query(data(new LogOrigin("", "p", "s"))))
                .startsWith("https://sls.example.com")
                .contains("/lognext/project/p/logsearch/s?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sls.example.com",
                "https://sls.example.com/path",
                "https://sls.example.com?a=b",
                "https://sls.example.com#a",
                "https://user:s3cr3t@sls.example.com",
                "sls.example.com",
                "mailto:a@example.com",
                "https:///path",
                ""
            })
    void create_anythingElse_isRefusedWithoutShowingAPassword(String console) {
        assertThatThrownBy(() -> new ConsoleLinks(URI.create(console)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("console must be an https address")
                .message()
                .doesNotContain("s3cr3t");
    }

    private static QueryData data(LogOrigin origin) {
        return new QueryData(
                QUERY,
                new TimeRange(Instant.ofEpochSecond(1665399247), Instant.ofEpochSecond(1665399547)),
                new LogResult(origin, List.of(), List.of(), Set.of()));
    }
}
