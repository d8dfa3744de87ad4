package io.github.cspmalert.posture;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A run of CSPM as it shows in the log: records with no longer pause between them than the quiet time of the source. Immutable.
 *
 * @param start the log time of its first record
 * @param end the log time of its last record so far
 * @param records how many records it has written
 * @param findings how many check items on resources it has looked at, each counted once
 * @param checks the ids of the check items that it has looked at
 * @param products the products that it has looked at
 */
public record ScanRun(
        Instant start, Instant end, long records, long findings, Set<String> checks, Set<String> products) {

    /**
     * Copies the sets.
     *
     * @param start the log time of its first record
     * @param end the log time of its last record so far
     * @param records how many records it has written
     * @param findings how many check items on resources it has looked at
     * @param checks the ids of the check items that it has looked at
     * @param products the products that it has looked at
     * @throws IllegalArgumentException if a number is negative or the end is before the start
     */
    public ScanRun {
        Objects.requireNonNull(start, "start");
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end %s is before start %s".formatted(end, start));
        }
        Checks.notNegative("records", records);
        Checks.notNegative("findings", findings);
        checks = Set.copyOf(checks);
        products = Set.copyOf(products);
    }

    /** {@return the run without the names of what it looked at, which are long} */
    public ScanRun withoutNames() {
        return new ScanRun(start, end, records, findings, Set.of(), Set.of());
    }
}
