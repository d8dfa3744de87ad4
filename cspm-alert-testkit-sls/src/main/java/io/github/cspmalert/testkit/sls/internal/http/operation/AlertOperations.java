package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Alerts;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Project;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import io.github.cspmalert.testkit.sls.internal.http.validation.AlertRules;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates, gets, replaces, lists, enables, disables and deletes alerts. What was sent is kept, fields
 * that are not known here too. See
 * <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">Data structure of an alert</a>.
 */
public final class AlertOperations {

    /** Where alerts stand in the interface of the service's own SDKs, and in that of 2020-12-30. */
    private static final List<String> PATHS = List.of("/jobs", "/alerts");

    private static final int DEFAULT_SIZE = 10;
    private static final int MAX_SIZE = 200;

    private final Catalog catalog;
    private final Clock clock;

    /**
     * Creates the operations.
     *
     * @param catalog the projects
     * @param clock the time of the service
     */
    public AlertOperations(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return PATHS.stream().flatMap(this::routes).toList();
    }

    private Stream<Route> routes(String alerts) {
        String alert = alerts + "/{name}";
        return Stream.of(
                Route.of("CreateAlert", "POST", alerts, this::create),
                Route.of("ListAlerts", "GET", alerts, this::list),
                Route.of("GetAlert", "GET", alert, this::get),
                Route.of("EnableAlert", "PUT", alert, call -> turn(call, "Enabled"))
                        .when("action", "enable"),
                Route.of("DisableAlert", "PUT", alert, call -> turn(call, "Disabled"))
                        .when("action", "disable"),
                Route.of("UpdateAlert", "PUT", alert, this::update),
                Route.of("DeleteAlert", "DELETE", alert, this::delete));
    }

    private SlsResponse create(Call call) {
        Project project = catalog.project(call.project());
        ObjectNode alert = Json.readBody(call.request().body());
        AlertRules.check(alert);
        complete(alert, state(alert, "Enabled"), now());
        project.alerts().create(alert.path("name").asText(), alert);
        return SlsResponse.ok();
    }

    private SlsResponse get(Call call) {
        return SlsResponse.ok(Content.json(alerts(call).alert(call.variable("name"))));
    }

    /** Replaces the alert: of the present one nothing remains but when it was created and whether it is enabled. */
    private SlsResponse update(Call call) {
        Project project = catalog.project(call.project());
        String name = call.variable("name");
        ObjectNode alert = Json.readBody(call.request().body());
        if (!call.parameter("action").isEmpty()) {
            throw SlsException.parameterInvalid(
                    "action is \"" + call.parameter("action") + "\"; it must be enable or disable");
        }
        if (!alert.path("name").asText(name).equals(name)) {
            throw SlsException.parameterInvalid(
                    "name is \"" + alert.path("name").asText() + "\", but the path names " + name);
        }
        AlertRules.check(alert.put("name", name));
        project.alerts().change(name, present -> {
            String state = state(alert, present.path("state").asText("Enabled"));
            complete(alert, state, present.path("createTime").asLong(now()));
            return alert;
        });
        return SlsResponse.ok();
    }

    /** The state that is asked for, if any; a status in the body says nothing. */
    private static String state(ObjectNode alert, String otherwise) {
        String state = alert.path("state").asText("");
        return state.isEmpty() ? otherwise : state;
    }

    private void complete(ObjectNode alert, String state, long created) {
        alert.put("type", "Alert");
        if (!alert.hasNonNull("recyclable")) {
            alert.put("recyclable", false);
        }
        turn(alert, state);
        alert.put("createTime", created).put("lastModifiedTime", now());
    }

    private static void turn(ObjectNode alert, String state) {
        alert.put("state", state).put("status", state.toUpperCase(Locale.ROOT));
    }

    private SlsResponse turn(Call call, String state) {
        alerts(call).change(call.variable("name"), alert -> {
            turn(alert, state);
            alert.put("lastModifiedTime", now());
            return alert;
        });
        return SlsResponse.ok();
    }

    private SlsResponse delete(Call call) {
        alerts(call).delete(call.variable("name"));
        return SlsResponse.ok();
    }

    private SlsResponse list(Call call) {
        List<ObjectNode> found =
                alerts(call).all().stream().filter(alert -> fits(call, alert)).toList();
        Page<ObjectNode> page = Page.of(call, DEFAULT_SIZE, MAX_SIZE, found);
        return SlsResponse.ok(
                Content.json(Map.of("total", page.total(), "count", page.items().size(), "results", page.items())));
    }

    private static boolean fits(Call call, ObjectNode alert) {
        String type = call.parameter("jobType");
        String logstore = call.parameter("logstore");
        String dashboard = call.parameter("resourceProvider");
        return (type.isEmpty() || type.equals("Alert"))
                && alert.path("name").asText().contains(call.parameter("jobName"))
                && alert.path("displayName").asText().contains(call.parameter("displayName"))
                && (logstore.isEmpty() || queries(alert, logstore))
                && (dashboard.isEmpty()
                        || dashboard.equals(
                                alert.path("configuration").path("dashboard").asText()));
    }

    /** Whether an alert queries a Logstore; older alerts name it otherwise. */
    private static boolean queries(ObjectNode alert, String logstore) {
        for (JsonNode query : alert.path("configuration").path("queryList")) {
            if (logstore.equals(query.path("store").asText())
                    || logstore.equals(query.path("logStore").asText())) {
                return true;
            }
        }
        return false;
    }

    private Alerts alerts(Call call) {
        return catalog.project(call.project()).alerts();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
