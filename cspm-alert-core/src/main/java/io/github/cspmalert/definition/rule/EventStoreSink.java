package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;

/**
 * An EventStore that SLS writes alert events to.
 *
 * @param endpoint the endpoint of its region, such as {@code cn-hangzhou.log.aliyuncs.com}
 * @param project its project
 * @param eventStore its name
 * @param roleArn the RAM role that SLS writes with
 */
public record EventStoreSink(String endpoint, String project, String eventStore, String roleArn) {

    /**
     * Checks the parts.
     *
     * @param endpoint the endpoint of its region
     * @param project its project
     * @param eventStore its name
     * @param roleArn the RAM role that SLS writes with
     * @throws IllegalArgumentException if one of them is blank
     */
    public EventStoreSink {
        Checks.notBlank("endpoint of the EventStore", endpoint);
        Checks.notBlank("project of the EventStore", project);
        Checks.notBlank("eventStore", eventStore);
        Checks.notBlank("roleArn of the EventStore", roleArn);
    }
}
