package io.github.cspmalert.sls;

import org.jspecify.annotations.Nullable;

/**
 * What a call is about, in words for its failures.
 *
 * @param action what is being done, such as {@code query}
 * @param project the project
 * @param logstore the Logstore, or null if the call is about the project
 * @param permission the RAM action that the call needs
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/overview-of-permission-policies">SLS: RAM
 *     actions</a>
 */
record Target(String action, String project, @Nullable String logstore, String permission) {

    String words() {
        return logstore == null
                ? "%s project '%s'".formatted(action, project)
                : "%s Logstore '%s' of project '%s'".formatted(action, logstore, project);
    }

    String resource() {
        return logstore == null
                ? "acs:log:*:*:project/" + project
                : "acs:log:*:*:project/" + project + "/logstore/" + logstore;
    }
}
