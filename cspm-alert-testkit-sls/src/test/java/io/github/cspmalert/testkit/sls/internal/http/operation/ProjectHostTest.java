package io.github.cspmalert.testkit.sls.internal.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectHostTest {

    @ParameterizedTest
    @CsvSource({
        "p1.cn-hangzhou.log.aliyuncs.com,          p1",
        "p1.cn-hangzhou-intranet.log.aliyuncs.com, p1",
        "p1.sls.test,                              p1",
        "p1.localhost,                             p1",
        "p1.127.0.0.1,                             p1",
        "cn-hangzhou.cn-hangzhou.sls.test,         cn-hangzhou",
        "cn-shanghai.sls.test,                     cn-shanghai",
        "cn-hangzhou.sls.test,                     ''",
        "cn-hangzhou.log.aliyuncs.com,             ''",
        "cn-hangzhou-intranet.log.aliyuncs.com,    ''",
        "localhost,                                ''",
        "127.0.0.1,                                ''",
        "[::1],                                    ''",
        "'',                                       ''"
    })
    void host_namesAProjectOrTheWholeAccount(String host, String project) {
        assertThat(new ProjectHost(Set.of("cn-hangzhou")).project(host)).isEqualTo(project);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-shanghai.sls.test,                   ''",
        "cn-shanghai-intranet.log.aliyuncs.com,  ''",
        "cn-hangzhou.sls.test,                   ''",
        "p1.cn-shanghai.sls.test,                p1",
        "cn-shanghai.cn-hangzhou.sls.test,       cn-shanghai",
        "cn-beijing.sls.test,                    cn-beijing"
    })
    void host_ofEitherRegion_isThatOfTheWholeAccount(String host, String project) {
        assertThat(new ProjectHost(Set.of("cn-hangzhou", "cn-shanghai")).project(host))
                .isEqualTo(project);
    }
}
