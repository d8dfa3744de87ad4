package io.github.cspmalert.posture;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How results of CSPM are doing, so that silence means healthy and never broken.
 *
 * @param source the name of the results
 * @param status how they are doing
 * @param explanation what is the matter and what to look at, in sentences; empty if nothing is
 * @param readTo up to which log time they were read, or null if they never were
 * @param lastRecord the log time of the newest record of any status, or null if there was none
 * @param lastRun the last run that has settled, or null if there was none
 */
public record SourceHealth(
        String source,
        Status status,
        String explanation,
        @Nullable Instant readTo,
        @Nullable Instant lastRecord,
        @Nullable ScanRun lastRun) {

    /** How results can be doing. */
    public enum Status {
        /** Runs come as expected. */
        HEALTHY,
        /** The first read is not over, or the first run has not come yet. */
        STARTING,
        /** They cannot be read. */
        UNREADABLE,
        /** There never was a record: wrong region, project or Logstore, or CSPM or its logs were never switched on. */
        NEVER_SEEN,
        /** No record comes, while other topics of the Logstore do: the topic or CSPM's schedule is switched off. */
        TOPIC_SILENT,
        /** No log at all comes to the Logstore: its capacity is used up, or log analysis is switched off. */
        NOTHING_LOGGED,
        /** Records come, but no run has been whole for too long: the quota of CSPM is used up, or its policy was narrowed. */
        NO_WHOLE_RUN,
        /** The last run left products or check items out that the one before looked at. */
        PARTIAL_RUN
    }

    /**
     * Checks that no part is missing.
     *
     * @param source the name of the results
     * @param status how they are doing
     * @param explanation what is the matter
     * @param readTo up to which log time they were read, or null
     * @param lastRecord the log time of the newest record, or null
     * @param lastRun the last run that has settled, or null
     */
    public SourceHealth {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(explanation, "explanation");
    }

    /** {@return whether nobody needs to look at it} */
    public boolean isFine() {
        return status == Status.HEALTHY || status == Status.STARTING;
    }

    /** {@return the log time of the newest record of any status} */
    public Optional<Instant> newestRecord() {
        return Optional.ofNullable(lastRecord);
    }
}
