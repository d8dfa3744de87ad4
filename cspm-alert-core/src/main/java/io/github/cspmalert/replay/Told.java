package io.github.cspmalert.replay;

import io.github.cspmalert.definition.recipient.Channel;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often somebody would have been told. Immutable and thread-safe.
 *
 * @param channel the channel
 * @param recipientId the id of the recipient
 * @param days the notifications of each day that has some, in the order of the days; not empty
 */
public record Told(Channel channel, String recipientId, SortedMap<LocalDate, Long> days) {

    /**
     * Copies the days.
     *
     * @param channel the channel
     * @param recipientId the id of the recipient
     * @param days the notifications of each day that has some
     * @throws IllegalArgumentException if there is no day
     */
    public Told {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(recipientId, "recipientId");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must have at least one; leave out whoever was never told");
        }
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /** {@return the notifications of all days} */
    public long total() {
        return days.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return the first of the days with the most notifications, and how many} */
    Map.Entry<LocalDate, Long> worst() {
        return days.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .orElseThrow();
    }
}
