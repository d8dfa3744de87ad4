package io.github.cspmalert.testkit.sls.internal.query;

import java.util.Map;

/**
 * One log as it was written.
 *
 * @param time the log time, epoch seconds
 * @param topic the topic, empty if none
 * @param source the source, empty if none
 * @param tags the tags of its log group, without the {@code __tag__:} prefix
 * @param fields the fields in the order written
 */
public record LogEntry(int time, String topic, String source, Map<String, String> tags, Map<String, String> fields) {}
