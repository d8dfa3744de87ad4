package io.github.cspmalert.testkit;

/**
 * A resource of the generated account.
 *
 * @param details the value of {@code instance_result}
 */
record Resource(ResourceKind kind, String id, String name, String region, String details) {}
