package io.github.cspmalert.sls.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.sls.SlsConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "cn-hangzhou.log.aliyuncs.com, https://cn-hangzhou.log.aliyuncs.com",
        "https://cn-hangzhou.log.aliyuncs.com, https://cn-hangzhou.log.aliyuncs.com",
        "https://cn-hangzhou.log.aliyuncs.com/, https://cn-hangzhou.log.aliyuncs.com",
        "HTTPS://CN-Hangzhou.log.aliyuncs.com, https://cn-hangzhou.log.aliyuncs.com",
        "cn-hangzhou-intranet.log.aliyuncs.com, https://cn-hangzhou-intranet.log.aliyuncs.com",
        "http://sls.test, http://sls.test",
        "localhost, https://localhost",
        "'  log-global.aliyuncs.com ', https://log-global.aliyuncs.com",
    })
    void parse_hostName_isTakenWithHttpsUnlessHttpIsWrittenOut(String text, String url) {
        assertThat(Endpoint.parse(text).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "'', it must name a host",
        "https://, it must name a host",
        "127.0.0.1, IP address",
        "http://127.0.0.1, IP address",
        "'http://127.0.0.1:8080', no port",
        "'[::1]', IP address",
        "'::1', IP address",
        "'localhost:8080', no port",
        "'https://cn-hangzhou.log.aliyuncs.com:443', proxy(host",
        "https://cn-hangzhou.log.aliyuncs.com/logs, without user",
        "https://key:secret@cn-hangzhou.log.aliyuncs.com, without user",
        "cn-hangzhou.log.aliyuncs.com?x=1, without user",
        "ftp://cn-hangzhou.log.aliyuncs.com, scheme must be https",
        "https://cn hangzhou, letters",
        "'cn-hangzhou..log', letters",
        "sas-log-1-cn-hangzhou.cn-hangzhou.log.aliyuncs.com, use cn-hangzhou.log.aliyuncs.com",
    })
    void parse_whatTheSdkCannotUse_isRefusedWithTheReason(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlsConnection.builder(text, "cn-hangzhou"))
                .withMessageStartingWith("endpoint is '")
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "CN-HANGZHOU", "'cn hangzhou'", "cn-hangzhou/x"})
    void builder_noRegionId_isRefused(String region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlsConnection.builder("cn-hangzhou.log.aliyuncs.com", region))
                .withMessageContaining("region is '" + region.strip() + "'");
    }
}
