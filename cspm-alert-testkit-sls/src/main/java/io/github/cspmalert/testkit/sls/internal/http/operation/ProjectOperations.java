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

    /** The SDK's own tests write so many characters, and see six more refused. */
    private static final int MAX_DESCRIPTION = 512;

    /** What a project may hold, as the documentation of GetProject shows it; of this, the number of alerts is enforced. */
    private static final Map<String, Long> QUOTA = Map.ofEntries(
            Map.entry("logstore", 200L),
            Map.entry("shard", 400L),
            Map.entry("config", 200L),
            Map.entry("machineGroup", 200L),
            Map.entry("dashboard", 100L),
            Map.entry("chart", 200L),
            Map.entry("savedsearch", 100L),
            Map.entry("ETL", 100L),
            Map.entry("export", 100L),
            Map.entry("ingestion", 100L),
            Map.entry("alert", 100L),
            Map.entry("report", 100L),
            Map.entry("scheduledSQL", 100L),
            Map.entry("readQpsPerMin", 600_000L),
            Map.entry("writeQpsPerMin", 600_000L),
            Map.entry("writeSizePerMin", 100_000_000_000L));

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
        create(name, body);
        return SlsResponse.ok();
    }

    /**
     * {@return a new project}
     *
     * @param name its name
     * @param requested its configuration as it was asked for
     */
    public Project create(String name, ObjectNode requested) {
        String now = Long.toString(clock.instant().getEpochSecond());
        ObjectNode config = requested.deepCopy();
        config.put("projectName", name)
                .put("description", description(requested))
                .put("status", "Normal")
                .put("owner", "")
                .put("region", region)
                .put("createTime", now)
                .put("lastModifyTime", now);
        return catalog.create(name, config);
    }

    private static String description(ObjectNode body) {
        String description = body.path("description").asText("");
        if (description.length() > MAX_DESCRIPTION) {
            throw SlsException.parameterInvalid("Invalid project description: '" + description + "'");
        }
        return description;
    }

    /** The host of the whole account has no project to tell of, and lists all. */
    private SlsResponse get(Call call) {
        if (call.project().isEmpty()) {
            return list(call);
        }
        return SlsResponse.ok(
                Content.json(withQuota(catalog.project(call.project()).config())));
    }

    private static ObjectNode withQuota(ObjectNode config) {
        ObjectNode quota = config.putObject("quota");
        QUOTA.forEach(quota::put);
        return config;
    }

    private SlsResponse update(Call call) {
        ObjectNode body = Json.readBody(call.request().body());
        Project project = catalog.project(call.project());
        ObjectNode config = project.config();
        config.put("description", description(body));
        config.put("lastModifyTime", Long.toString(clock.instant().getEpochSecond()));
        project.configure(config);
        return SlsResponse.ok();
    }

    private SlsResponse list(Call call) {
        String part = call.parameter("projectName");
        boolean fetchQuota = call.parameter("fetchQuota").equals("true");
        Page<ObjectNode> page = Page.of(
                call,
                500,
                catalog.projects().stream()
                        .filter(project -> project.name().contains(part))
                        .map(Project::config)
                        .map(config -> fetchQuota ? withQuota(config) : config)
                        .toList());
        return SlsResponse.ok(
                Content.json(Map.of("count", page.items().size(), "total", page.total(), "projects", page.items())));
    }

    private SlsResponse delete(Call call) {
        catalog.delete(call.project());
        return SlsResponse.ok();
    }
}
