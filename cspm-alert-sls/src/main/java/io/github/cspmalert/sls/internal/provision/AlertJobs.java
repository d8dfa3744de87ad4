package io.github.cspmalert.sls.internal.provision;

import com.aliyun.openservices.log.http.client.HttpMethod;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of a project, which the service keeps as jobs, as raw text. Thread-safe.
 *
 * @see <a href="https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
public final class AlertJobs {

    private static final String NOT_THERE = "JobNotExist";

    private final SlsCalls calls;
    private final String project;

    public AlertJobs(SlsCalls calls, String project) {
        this.calls = calls;
        this.project = project;
    }

    public String project() {
        return project;
    }

    /** {@return the names of all alerts, also of those that nobody can read} */
    public List<String> names() {
        Target target = new Target("list the alerts of", project, null, null, "log:ListAlerts", "/job/*");
        return Requests.list(calls, target, "/jobs", "results", Map.of("jobType", "Alert")).stream()
                .map(alert -> alert.path("name").asText())
                .toList();
    }

    /** {@return the text of an alert, or empty if there is none of that name} */
    public Optional<String> get(String name) {
        Target target = Target.alert("look up", project, name, "log:GetAlert");
        return Requests.unless(
                NOT_THERE,
                () -> calls.provision(
                        target, client -> client.send(HttpMethod.GET, project, path(name), Map.of(), "")));
    }

    void create(String name, String alert) {
        Target target = Target.alert("create", project, name, "log:CreateAlert");
        calls.provision(target, client -> client.send(HttpMethod.POST, project, "/jobs", Map.of(), alert));
    }

    public void update(String name, String alert) {
        Target target = Target.alert("update", project, name, "log:UpdateAlert");
        calls.provision(target, client -> client.send(HttpMethod.PUT, project, path(name), Map.of(), alert));
    }

    public void enable(String name) {
        act("enable", name, "log:EnableAlert");
    }

    public void disable(String name) {
        act("disable", name, "log:DisableAlert");
    }

    private void act(String action, String name, String permission) {
        Target target = Target.alert(action, project, name, permission);
        calls.provision(
                target, client -> client.send(HttpMethod.PUT, project, path(name), Map.of("action", action), ""));
    }

    /** Deletes an alert; does nothing if it does not exist. */
    void delete(String name) {
        Target target = Target.alert("delete", project, name, "log:DeleteAlert");
        Requests.unless(
                NOT_THERE,
                () -> calls.provision(
                        target, client -> client.send(HttpMethod.DELETE, project, path(name), Map.of(), "")));
    }

    private static String path(String name) {
        return "/jobs/" + name;
    }
}
