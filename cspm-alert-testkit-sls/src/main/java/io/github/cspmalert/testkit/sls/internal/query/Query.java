package io.github.cspmalert.testkit.sls.internal.query;

/**
 * A statement to run.
 *
 * @param text the statement, {@code search} or {@code search | SQL}
 * @param from the start, epoch seconds, inclusive
 * @param to the end, epoch seconds, exclusive
 * @param line the number of logs wanted, of a search only
 * @param offset the number of logs skipped, of a search only
 * @param reverse whether the newest logs come first, of a search only
 */
public record Query(String text, int from, int to, int line, int offset, boolean reverse) {}
