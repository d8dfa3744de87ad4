package io.github.cspmalert.testkit.sls;

/**
 * A request that reached an {@link EmbeddedSls}, and what became of it.
 *
 * @param method the HTTP method
 * @param project the project that the host named, empty if none
 * @param path the path without the query string
 * @param operation the operation, such as {@code GetLogs}, empty if none was recognised
 * @param status the HTTP status of the answer, 0 if the connection was closed without one
 */
public record RecordedRequest(String method, String project, String path, String operation, int status) {}
