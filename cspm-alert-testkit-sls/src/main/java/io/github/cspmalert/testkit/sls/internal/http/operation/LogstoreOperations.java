package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.regex.Pattern;

/** Creates, gets, changes, lists and deletes Logstores. */
public final class LogstoreOperations {

    private static final int MAX_SPLIT_SHARD = 256;
    private static final Pattern ENCRYPTION = Pattern.compile("default|m4|(sm4|aes)_[a-z]{3}");

    /** What an update leaves as it is, whatever it says. */
    private static final Set<String> FIXED = Set.of("shardCount", "createTime");

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
                Route.of("GetLogStore", "GET", "/logstores/{logstore}", this::get)
                        .without("type"),
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
        checkInfo(requested);
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

    private static void checkInfo(ObjectNode config) {
        int maxShards = config.path("maxSplitShard").asInt(1);
        if (config.path("autoSplit").asBoolean() && (maxShards < 1 || maxShards > MAX_SPLIT_SHARD)) {
            throw infoInvalid("maxSplitShard must be within range [1, " + MAX_SPLIT_SHARD + "]");
        }
        JsonNode encryption = config.path("encrypt_conf");
        String type = encryption.path("encrypt_type").asText("");
        if (encryption.path("enable").asBoolean() && !ENCRYPTION.matcher(type).matches()) {
            throw infoInvalid("The encrypt_conf is invalid, [encrypt_type] key is missing or not supported");
        }
    }

    private static SlsException infoInvalid(String message) {
        return new SlsException(400, "LogStoreInfoInvalid", message);
    }

    private SlsResponse list(Call call) {
        String part = call.parameter("logstoreName");
        String mode = call.parameter("mode");
        Page<String> page = Page.of(
                call,
                500,
                catalog.project(call.project()).logstores().stream()
                        .filter(logstore -> mode.isEmpty()
                                || mode.equals(logstore.config().path("mode").asText()))
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
        checkInfo(body);
        ObjectNode config = logstore.config();
        String mode = config.path("mode").asText("");
        if (mode.equals("standard") && !body.path("mode").asText(mode).equals(mode)) {
            throw new SlsException(
                    400,
                    "NotSupported",
                    "The logstore mode or telemetryType is not supported for current metering mode.");
        }
        body.properties().stream()
                .filter(field ->
                        !FIXED.contains(field.getKey()) && !field.getValue().isNull())
                .forEach(field -> config.set(field.getKey(), field.getValue()));
        config.put("lastModifyTime", clock.instant().getEpochSecond());
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
