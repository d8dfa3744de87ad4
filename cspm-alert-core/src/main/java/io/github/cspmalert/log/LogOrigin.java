package io.github.cspmalert.log;

/**
 * Where rows came from. A template sees it as {@code alert.results[n].region}, {@code project} and {@code store}.
 *
 * @param region the region, such as {@code cn-hangzhou}; empty if unknown
 * @param project the project; empty if unknown
 * @param store the Logstore; empty if unknown
 */
public record LogOrigin(String region, String project, String store) {

    /** An origin that says nothing, for sources that are not Simple Log Service. */
    public static final LogOrigin UNKNOWN = new LogOrigin("", "", "");
}
