package io.github.cspmalert.sls.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.cspmalert.sls.SlsConnection;
import org.junit.jupiter.api.Test;
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

    // https://www.alibabacloud.com/help/en/sls/endpoints, and the rules for endpoints of Alibaba Cloud's own SDK
    // sls-20201230.
    @ParameterizedTest
    @CsvSource({
        "cn-hangzhou.log.aliyuncs.com, cn-hangzhou",
        "cn-hangzhou-intranet.log.aliyuncs.com, cn-hangzhou",
        "cn-hangzhou-share.log.aliyuncs.com, cn-hangzhou",
        "cn-shanghai-corp.sls.aliyuncs.com, cn-shanghai-corp",
        "zhangbei-corp-share.log.aliyuncs.com, cn-zhangbei-corp",
        "cn-shanghai-finance-1.log.aliyuncs.com, cn-shanghai-finance-1",
        "ap-southeast-1.log.aliyuncs.com, ap-southeast-1",
        "log-global.aliyuncs.com, cn-beijing",
        "ep-8vb1.cn-hangzhou.privatelink.aliyuncs.com, cn-hangzhou",
        "sls.example.com, cn-hangzhou",
        "http://cn-hangzhou.sls.test, cn-hangzhou",
    })
    void checkRegion_knownForms_areTakenWithoutADoubt(String text, String region) {
        Endpoint endpoint = Endpoint.parse(text);

        endpoint.checkRegion(region);
        assertThat(endpoint.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cn-hangzhou.log.aliyuncs.com, cn-beijing, cn-hangzhou",
        "cn-hangzhou-intranet.log.aliyuncs.com, cn-shanghai, cn-hangzhou",
        "ap-southeast-1.log.aliyuncs.com, ap-southeast-3, ap-southeast-1",
        "cn-hangzhou-share.log.aliyuncs.com, cn-qingdao, cn-hangzhou",
    })
    void builder_regionOfAnotherEndpoint_isRefused(String text, String region, String own) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlsConnection.builder(text, region))
                .withMessage(
                        "region is '%s', but the endpoint https://%s is of region '%s'; name the same region in both"
                                .formatted(region, text, own));
    }

    @ParameterizedTest
    @CsvSource({
        "http://cn-hangzhou.log.aliyuncs.com, is not encrypted",
        "http://log-global.aliyuncs.com, is not encrypted",
        "http://sls.corp.internal, is not encrypted",
        "cn-hangzhou.aliyuncs.com, has none of the forms",
        "oss-cn-hangzhou.aliyuncs.com, has none of the forms",
        "sls.console.aliyun.com, has none of the forms",
    })
    void doubts_endpointThatMayBeAMistake_areTold(String text, String doubt) {
        assertThat(Endpoint.parse(text).doubts()).singleElement(STRING).contains(doubt);
    }

    @Test
    void parse_projectBeforeTheAccelerationEndpoint_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("sas-log-1.log-global.aliyuncs.com"))
                .withMessageContaining("use log-global.aliyuncs.com");
    }
}
