package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Logstore;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import io.github.cspmalert.testkit.sls.internal.http.wire.Compression;
import io.github.cspmalert.testkit.sls.internal.http.wire.JsonLogs;
import io.github.cspmalert.testkit.sls.internal.http.wire.LogGroups;
import io.github.cspmalert.testkit.sls.internal.http.wire.LogPackages;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.time.Clock;
import java.util.List;

/**
 * Writes logs, as <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-putlogs">PutLogs</a>
 * describes. Of its limits, the 10 MB of unpacked body are enforced; the age and the number of logs are not.
 */
public final class PutLogsOperation {

    private final Catalog catalog;
    private final Clock clock;

    /**
     * Creates the operation.
     *
     * @param catalog the projects
     * @param clock the time of the service
     */
    public PutLogsOperation(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("PutLogs", "POST", "/logstores/{logstore}/shards/lb", this::put),
                Route.of("PutLogs", "POST", "/logstores/{logstore}/shards/route", this::put),
                Route.of("PutLogs", "POST", "/logstores/{logstore}", this::put));
    }

    private SlsResponse put(Call call) {
        Logstore logstore = catalog.project(call.project()).logstore(call.variable("logstore"));
        List<LogEntry> logs = read(call.request());
        if (!logs.isEmpty()) {
            logstore.table().append(logs);
        }
        return SlsResponse.ok();
    }

    private List<LogEntry> read(SlsRequest request) {
        if (request.headerOrEmpty("x-log-mode").equals("batch_group")) {
            return LogPackages.read(request.body());
        }
        byte[] body = Compression.unpack(request);
        boolean json = request.headerOrEmpty("content-type").startsWith("application/json");
        return json ? JsonLogs.readGroup(body, clock.instant()) : LogGroups.read(body);
    }
}
