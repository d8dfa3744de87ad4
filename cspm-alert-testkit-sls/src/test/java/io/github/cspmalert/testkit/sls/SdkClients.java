package io.github.cspmalert.testkit.sls;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.LogItem;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.signer.SignVersion;
import java.util.List;

/** Clients of the unmodified SDK, set up as a user would. */
final class SdkClients {

    static final String PROJECT = "sas-log-1234567890-cn-hangzhou";
    static final String LOGSTORE = "sas-log";
    static final int T0 = 1_700_000_000;

    private SdkClients() {}

    static Client v1(EmbeddedSls sls) {
        return new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), configuration(sls));
    }

    @SuppressWarnings("deprecation") // The only setting that takes effect: the client's own setters do not.
    static Client v4(EmbeddedSls sls) {
        ClientConfiguration configuration = configuration(sls);
        configuration.setSignatureVersion(SignVersion.V4);
        configuration.setRegion(sls.region());
        return new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), configuration);
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
}
