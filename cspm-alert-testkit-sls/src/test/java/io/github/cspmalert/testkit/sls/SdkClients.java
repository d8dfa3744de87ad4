package io.github.cspmalert.testkit.sls;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.LogContent;
import com.aliyun.openservices.log.common.LogItem;
import com.aliyun.openservices.log.common.QueriedLog;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.signer.SignVersion;
import com.aliyun.openservices.log.response.GetLogsResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Clients of the unmodified SDK, set up as a user would, and what they bring back. */
final class SdkClients {

    static final String PROJECT = "sas-log-1234567890-cn-hangzhou";
    static final String LOGSTORE = "sas-log";
    static final int T0 = 1_700_000_000;

    private SdkClients() {}

    /** An endpoint with a Logstore for check results, without an engine. */
    static EmbeddedSls withFakeTable() {
        return EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start((index, folder) -> new FakeLogTable(index));
    }

    static Client v1(EmbeddedSls sls) {
        return new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), configuration(sls));
    }

    static Client v4(EmbeddedSls sls) {
        return v4(sls, sls.region());
    }

    static Client v4(EmbeddedSls sls, String region) {
        return v4(sls, sls.endpoint(), region);
    }

    @SuppressWarnings("deprecation") // The only setting that takes effect: the client's own setters do not.
    static Client v4(EmbeddedSls sls, String endpoint, String region) {
        ClientConfiguration configuration = configuration(sls);
        configuration.setSignatureVersion(SignVersion.V4);
        configuration.setRegion(region);
        return new Client(endpoint, sls.accessKeyId(), sls.accessKeySecret(), configuration);
    }

    static ClientConfiguration configuration(EmbeddedSls sls) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setProxyHost(sls.proxyHost());
        configuration.setProxyPort(sls.port());
        configuration.setRetryDisabled(true);
        return configuration;
    }

    static LogItem log(int time, String status) {
        LogItem item = new LogItem(time);
        item.PushBack("check_item_name", "OSS - public read 公共读");
        item.PushBack("status", status);
        return item;
    }

    static List<LogItem> threeLogs() {
        return List.of(log(T0, "PASS"), log(T0 + 1, "NOT_PASS"), log(T0 + 2, "NOT_PASS"));
    }

    static List<Map<String, String>> rows(GetLogsResponse response) {
        return response.getLogs().stream().map(SdkClients::row).toList();
    }

    private static Map<String, String> row(QueriedLog log) {
        Map<String, String> row = new LinkedHashMap<>();
        for (LogContent cell : log.GetLogItem().GetLogContents()) {
            row.put(cell.GetKey(), cell.GetValue());
        }
        return row;
    }

    /** What the SDK throws: it tells status, code and message of the service. */
    static LogException refusal(ThrowingCallable call) {
        return catchThrowableOfType(LogException.class, call);
    }
}
