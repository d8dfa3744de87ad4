package io.github.cspmalert.sls.internal.client;

import org.jspecify.annotations.Nullable;

/**
 * What a call is about, in words for its failures.
 *
 * @param action what is being done, such as {@code query}
 * @param project the project; empty if the call is about the whole account
 * @param logstore the Logstore, or null if the call is about none
 * @param object what else the call is about, such as {@code alert 'x'}, or null
 * @param permission the RAM action that the call needs
 * @param path the part of the RAM resource after the project, such as {@code /job/x}; for the whole account all of it
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/overview-of-permission-policies">SLS: RAM
 *     actions</a>
 */
public record Target(
        String action,
        String project,
        @Nullable String logstore,
        @Nullable String object,
        String permission,
        String path) {

    public Target(String action, String project, @Nullable String logstore, String permission) {
        this(action, project, logstore, null, permission, logstore == null ? "" : "/logstore/" + logstore);
    }

    /** A call about an alert, which the service keeps as a job. */
    public static Target alert(String action, String project, String name, String permission) {
        return new Target(action, project, null, "alert '" + name + "'", permission, "/job/" + name);
    }

    /** A call about a record of a resource, which belongs to the whole account. */
    public static Target record(String action, String resource, String object, String permission) {
        return new Target(
                action,
                "",
                null,
                "%s of resource '%s'".formatted(object, resource),
                permission,
                "resource/" + resource);
    }

    public String words() {
        if (project.isEmpty()) {
            return action + " " + object;
        }
        String what = object != null ? object + " of " : logstore == null ? "" : "Logstore '" + logstore + "' of ";
        return "%s %sproject '%s'".formatted(action, what, project);
    }

    public String resource() {
        return project.isEmpty() ? "acs:log:*:*:" + path : "acs:log:*:*:project/" + project + path;
    }
}
