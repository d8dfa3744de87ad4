package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Logstore;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Creates, gets, changes, lists and deletes Logstores. */
public final class LogstoreOperations {

    private final Catalog catalog;
    private final Clock clock;

    /**
     * Creates the operations.
     *
     * @param catalog the projects
     * @param clock the time of the service
     */
    public LogstoreOperations(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("CreateLogStore", "POST", "/logstores", this::create),
                Route.of("ListLogStores", "GET", "/logstores", this::list),
                Route.of("GetLogStore", "GET", "/logstores/{logstore}", this::get),
                Route.of("UpdateLogStore", "PUT", "/logstores/{logstore}", this::update),
                Route.of("DeleteLogStore", "DELETE", "/logstores/{logstore}", this::delete));
    }

    private SlsResponse create(Call call) {
        ObjectNode body = Json.readBody(call.request().body());
        create(call.project(), body.path("logstoreName").asText(""), body);
        return SlsResponse.ok();
    }

    /**
     * Creates a Logstore.
     *
     * @param project the name of its project
     * @param name its name
     * @param requested its configuration as it was asked for
     * @return the Logstore
     */
    public Logstore create(String project, String name, ObjectNode requested) {
        long now = clock.instant().getEpochSecond();
        ObjectNode config = Json.newObject();
        config.put("logstoreName", name)
                .put("ttl", 30)
                .put("shardCount", 2)
                .put("mode", "standard")
                .put("telemetryType", "");
        config.setAll(requested);
        config.put("createTime", now).put("lastModifyTime", now);
        return catalog.project(project).create(name, config);
    }

    private SlsResponse list(Call call) {
        String part = call.parameter("logstoreName");
        Page<String> page = Page.of(
                call,
                500,
                catalog.project(call.project()).logstores().stream()
                        .map(Logstore::name)
                        .filter(name -> name.contains(part))
                        .toList());
        return SlsResponse.ok(
                Content.json(Map.of("count", page.items().size(), "total", page.total(), "logstores", page.items())));
    }

    private SlsResponse get(Call call) {
        return SlsResponse.ok(Content.json(logstore(call).config()));
    }

    private SlsResponse update(Call call) {
        ObjectNode body = Json.readBody(call.request().body());
        Logstore logstore = logstore(call);
        String name = body.path("logstoreName").asText(logstore.name());
        if (!name.equals(logstore.name())) {
            throw SlsException.parameterInvalid("logstoreName is " + name + "; a Logstore cannot be renamed.");
        }
        ObjectNode config = logstore.config();
        long created = config.path("createTime").asLong();
        config.setAll(body);
        config.put("createTime", created).put("lastModifyTime", clock.instant().getEpochSecond());
        logstore.configure(config);
        return SlsResponse.ok();
    }

    private SlsResponse delete(Call call) {
        catalog.project(call.project()).delete(call.variable("logstore"));
        return SlsResponse.ok();
    }

    private Logstore logstore(Call call) {
        return catalog.project(call.project()).logstore(call.variable("logstore"));
    }
}
