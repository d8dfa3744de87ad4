package io.github.cspmalert.sls;

import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.testkit.LogSourceContract;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class SlsLogSourceContractTest extends LogSourceContract {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";

    private final EmbeddedSls server =
            EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
    private final SlsConnection connection = SlsConnection.builder(server.endpoint(), server.region())
            .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
            .proxy(server.proxyHost(), server.port())
            .build();

    @Override
    protected void load(List<Map<String, String>> rows) {
        server.put(PROJECT, "sas-log", rows);
    }

    @Override
    protected LogSource source() {
        return SlsLogSource.of(connection, PROJECT, "sas-log");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }
}
