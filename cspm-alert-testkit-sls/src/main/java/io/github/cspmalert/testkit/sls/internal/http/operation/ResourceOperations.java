package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Resource;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Resources;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Creates, gets, changes, lists and deletes the resources of the account. */
public final class ResourceOperations {

    private static final String RESOURCE = "/resources/{resource}";
    private static final int MAX_SIZE = 200;

    private final Resources resources;
    private final Clock clock;

    /**
     * Creates the operations.
     *
     * @param catalog holds the resources
     * @param clock the time of the service
     */
    public ResourceOperations(Catalog catalog, Clock clock) {
        this.resources = catalog.resources();
        this.clock = clock;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("CreateResource", "POST", "/resources", this::create),
                Route.of("ListResources", "GET", "/resources", this::list),
                Route.of("GetResource", "GET", RESOURCE, this::get),
                Route.of("UpdateResource", "PUT", RESOURCE, this::update),
                Route.of("DeleteResource", "DELETE", RESOURCE, this::delete));
    }

    private SlsResponse create(Call call) {
        call.checkWholeAccount();
        ObjectNode body = Json.readBody(call.request().body());
        String type = body.path("type").asText("userdefine");
        if (!type.equals("userdefine")) {
            throw SlsException.parameterInvalid("type is \"" + type + "\"; it must be userdefine");
        }
        long now = clock.instant().getEpochSecond();
        ObjectNode config = checked(body).put("type", type);
        config.put("createTime", now).put("lastModifyTime", now);
        resources.create(body.path("name").asText(), config);
        return SlsResponse.ok();
    }

    private SlsResponse get(Call call) {
        return SlsResponse.ok(Content.json(resource(call).config()));
    }

    private SlsResponse update(Call call) {
        Resource resource = resource(call);
        String name = call.variable("resource");
        ObjectNode body = checked(Json.readBody(call.request().body()));
        if (resource.isSystem()) {
            throw SlsException.parameterInvalid("Resource " + name + " belongs to the service; it cannot be changed");
        }
        if (!body.path("name").asText(name).equals(name)) {
            throw SlsException.parameterInvalid(
                    "name is \"" + body.path("name").asText() + "\"; a resource cannot be renamed");
        }
        ObjectNode config = resource.config();
        long created = config.path("createTime").asLong();
        config.setAll(body);
        config.put("name", name).put("type", "userdefine");
        config.put("createTime", created).put("lastModifyTime", clock.instant().getEpochSecond());
        resource.configure(config);
        return SlsResponse.ok();
    }

    /** The SDK cannot read a resource whose schema or rights are no JSON. */
    private static ObjectNode checked(ObjectNode body) {
        for (String field : List.of("schema", "acl")) {
            String text = body.path(field).asText("");
            if (!text.isEmpty() && Json.parse(text).isEmpty()) {
                throw SlsException.parameterInvalid(field + " must be the JSON text of an object");
            }
        }
        return body;
    }

    private SlsResponse delete(Call call) {
        call.checkWholeAccount();
        resources.delete(call.variable("resource"));
        return SlsResponse.ok();
    }

    private SlsResponse list(Call call) {
        call.checkWholeAccount();
        String type = call.parameter("type");
        List<String> names = call.list("names");
        List<ObjectNode> found = resources.all().stream()
                .map(Resource::config)
                .filter(config ->
                        type.isEmpty() || type.equals(config.path("type").asText()))
                .filter(config ->
                        names.isEmpty() || names.contains(config.path("name").asText()))
                .toList();
        Page<ObjectNode> page = Page.of(call, MAX_SIZE, found);
        return SlsResponse.ok(
                Content.json(Map.of("total", page.total(), "count", page.items().size(), "items", page.items())));
    }

    private Resource resource(Call call) {
        call.checkWholeAccount();
        return resources.resource(call.variable("resource"));
    }
}
