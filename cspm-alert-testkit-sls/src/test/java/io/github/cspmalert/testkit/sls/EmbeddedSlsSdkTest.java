package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.threeLogs;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Index;
import com.aliyun.openservices.log.common.IndexKey;
import com.aliyun.openservices.log.common.IndexKeys;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.response.GetLogsResponse;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedSlsSdkTest {

    private final EmbeddedSls sls = EmbeddedSls.builder().start((index, folder) -> new FakeLogTable(index));

    @AfterEach
    void close() {
        sls.close();
    }

    static List<Function<EmbeddedSls, Client>> signatures() {
        return List.of(SdkClients::v1, SdkClients::v4);
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void wholeWay_fromProjectToRows_isServed(Function<EmbeddedSls, Client> signature) throws LogException {
        Client client = signature.apply(sls);
        client.CreateProject(PROJECT, "check results");
        client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 30, 2));
        IndexKeys keys = new IndexKeys();
        keys.AddKey("status", new IndexKey(List.of(",", " "), false, "text"));
        Index index = new Index();
        index.SetKeys(keys);
        client.CreateIndex(PROJECT, LOGSTORE, index);
        client.PutLogs(PROJECT, LOGSTORE, "sas-cspm-log", threeLogs(), "192.0.2.1");

        GetLogsResponse found = client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "NOT_PASS | SELECT a, b");

        assertThat(found.IsCompleted()).isTrue();
        assertThat(found.getKeys()).containsExactly("status", "cnt");
        assertThat(found.getProcessedRow()).isEqualTo(2);
        client.shutdown();
    }
}
