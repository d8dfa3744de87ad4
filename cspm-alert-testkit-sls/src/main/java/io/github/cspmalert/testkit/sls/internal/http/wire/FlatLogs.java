package io.github.cspmalert.testkit.sls.internal.http.wire;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Logs as flat maps, in which {@code __time__}, {@code __topic__}, {@code __source__} and tags stand among the fields. */
public final class FlatLogs {

    private static final String TAG_PREFIX = "__tag__:";

    private FlatLogs() {}

    /**
     * Turns a flat map into a log.
     *
     * @param flat the fields, with or without the reserved ones
     * @param now the time of a log that has none
     * @return the log
     * @throws IllegalArgumentException if {@code __time__} is not a number of epoch seconds, or a name or value is null
     */
    public static LogEntry read(Map<String, String> flat, Instant now) {
        int time = Math.toIntExact(now.getEpochSecond());
        String topic = "";
        String source = "";
        Map<String, String> tags = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : flat.entrySet()) {
            String name = field.getKey();
            String value = field.getValue();
            if (name == null || value == null) {
                throw new IllegalArgumentException("A log has a null name or value, at \"" + name + "\"; leave it out");
            }
            switch (name) {
                case "__time__" -> time = seconds(value);
                case "__topic__" -> topic = value;
                case "__source__" -> source = value;
                default -> {
                    if (name.startsWith(TAG_PREFIX)) {
                        tags.put(name.substring(TAG_PREFIX.length()), value);
                    } else {
                        fields.put(name, value);
                    }
                }
            }
        }
        return new LogEntry(time, topic, source, tags, fields);
    }

    private static int seconds(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "__time__ is \"" + text + "\"; it must be a whole number of epoch seconds", e);
        }
    }
}
