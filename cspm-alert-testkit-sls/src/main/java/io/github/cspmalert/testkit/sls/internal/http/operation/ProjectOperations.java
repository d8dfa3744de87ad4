package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Project;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Creates, gets, changes, lists and deletes projects. */
public final class ProjectOperations {

    private final Catalog catalog;
    private final String region;
    private final Clock clock;

    /**
     * Creates the operations.
     *
     * @param catalog the projects
     * @param region the region that they are in
     * @param clock the time of the service
     */
    public ProjectOperations(Catalog catalog, String region, Clock clock) {
        this.catalog = catalog;
        this.region = region;
        this.clock = clock;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("CreateProject", "POST", "/", this::create),
                Route.of("ListProject", "GET", "/", this::list).when(ProjectOperations::listsProjects),
                Route.of("GetProject", "GET", "/", this::get),
                Route.of("UpdateProject", "PUT", "/", this::update),
                Route.of("DeleteProject", "DELETE", "/", this::delete));
    }

    /** Whether a request for the root lists projects: the service tells by the host, which may be any name here. */
    private static boolean listsProjects(SlsRequest request) {
        return request.query().containsKey("offset")
                || request.query().containsKey("size")
                || request.query().containsKey("projectName");
    }

    private SlsResponse create(Call call) {
        ObjectNode body = Json.readBody(call.request().body());
        String name = body.path("projectName").asText(call.project());
        if (!call.project().isEmpty() && !call.project().equals(name)) {
            throw SlsException.parameterInvalid(
                    "projectName is " + name + ", but the host is that of project " + call.project() + ".");
        }
        create(name, body.path("description").asText(""));
        return SlsResponse.ok();
    }

    /**
     * {@return a new project}
     *
     * @param name its name
     * @param description what it is for
     */
    public Project create(String name, String description) {
        String now = Long.toString(clock.instant().getEpochSecond());
        ObjectNode config = Json.newObject();
        config.put("projectName", name)
                .put("description", description)
                .put("status", "Normal")
                .put("owner", "")
                .put("region", region)
                .put("createTime", now)
                .put("lastModifyTime", now);
        return catalog.create(name, config);
    }

    private SlsResponse get(Call call) {
        return SlsResponse.ok(Content.json(catalog.project(call.project()).config()));
    }

    private SlsResponse update(Call call) {
        ObjectNode body = Json.readBody(call.request().body());
        Project project = catalog.project(call.project());
        ObjectNode config = project.config();
        config.put("description", body.path("description").asText(""));
        config.put("lastModifyTime", Long.toString(clock.instant().getEpochSecond()));
        project.configure(config);
        return SlsResponse.ok();
    }

    private SlsResponse list(Call call) {
        String part = call.parameter("projectName");
        Page<ObjectNode> page = Page.of(
                call,
                500,
                catalog.projects().stream()
                        .filter(project -> project.name().contains(part))
                        .map(Project::config)
                        .toList());
        return SlsResponse.ok(
                Content.json(Map.of("count", page.items().size(), "total", page.total(), "projects", page.items())));
    }

    private SlsResponse delete(Call call) {
        catalog.delete(call.project());
        return SlsResponse.ok();
    }
}
