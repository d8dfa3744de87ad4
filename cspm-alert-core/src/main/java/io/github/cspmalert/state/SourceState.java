package io.github.cspmalert.state;

import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.ScanRun;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far results were read, and what runs of CSPM were seen. Immutable.
 *
 * @param origin where the log lies
 * @param beganAt the start of the log time that was read
 * @param readTo its end
 * @param caughtUp whether the first read has come to its end, and found records
 * @param lastRecord the log time of the newest record of any status; null if there was none
 * @param open how many findings are open
 * @param run the run that has not settled; null if all have
 * @param runs those that have, the oldest first; at most {@value #MOST_RUNS}
 * @param sweep what is still to be looked through for findings that are no longer observed; null if nothing is
 */
public record SourceState(
        LogOrigin origin,
        Instant beganAt,
        Instant readTo,
        boolean caughtUp,
        @Nullable Instant lastRecord,
        OpenCounts open,
        @Nullable ScanRun run,
        List<ScanRun> runs,
        @Nullable Sweep sweep)
        implements StateValue {

    /** The number of runs that are kept. */
    public static final int MOST_RUNS = 20;

    /**
     * A look through the ledger for findings that were not seen for too long.
     *
     * @param notSeenSince the instant since which they were not seen
     * @param after the id of the finding after which to go on; empty at the beginning
     */
    public record Sweep(Instant notSeenSince, String after) {

        /**
         * Checks that no part is null.
         *
         * @param notSeenSince the instant since which they were not seen
         * @param after the id of the finding after which to go on
         */
        public Sweep {
            Objects.requireNonNull(notSeenSince, "notSeenSince");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * Copies the list.
     *
     * @param origin where the log lies
     * @param beganAt the start of the log time that was read
     * @param readTo its end
     * @param caughtUp whether the first read has come to its end, and found records
     * @param lastRecord the log time of the newest record, or null
     * @param open how many findings are open
     * @param run the run that has not settled, or null
     * @param runs those that have, the oldest first
     * @param sweep what is still to be looked through, or null
     */
    public SourceState {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(beganAt, "beganAt");
        Objects.requireNonNull(readTo, "readTo");
        Objects.requireNonNull(open, "open");
        runs = List.copyOf(runs);
    }

    /**
     * Begins.
     *
     * @param from the start of the log time that is to be read
     * @return the state when nothing was read yet
     */
    public static SourceState begin(Instant from) {
        return new SourceState(LogOrigin.UNKNOWN, from, from, false, null, OpenCounts.NONE, null, List.of(), null);
    }

    /** {@return the last run that has settled} */
    public Optional<ScanRun> lastRun() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    /**
     * Says what becomes of runs.
     *
     * @param newRun the run that has not settled, or null
     * @param newRuns those that have
     * @param newSweep what is still to be looked through, or null
     * @return the state then
     */
    public SourceState with(@Nullable ScanRun newRun, List<ScanRun> newRuns, @Nullable Sweep newSweep) {
        return new SourceState(origin, beganAt, readTo, caughtUp, lastRecord, open, newRun, newRuns, newSweep);
    }

    /**
     * Counts open findings anew.
     *
     * @param newOpen how many findings are open
     * @return the state then
     */
    public SourceState withOpen(OpenCounts newOpen) {
        return new SourceState(origin, beganAt, readTo, caughtUp, lastRecord, newOpen, run, runs, sweep);
    }

    /**
     * Sees a record.
     *
     * @param at its log time
     * @return the state then, with the newest log time
     */
    public SourceState seen(Instant at) {
        Instant newest = lastRecord == null || at.isAfter(lastRecord) ? at : lastRecord;
        return new SourceState(origin, beganAt, readTo, caughtUp, newest, open, run, runs, sweep);
    }

    /**
     * Goes on.
     *
     * @param newOrigin where the log lies
     * @param to the end of what was read; if it is earlier than before, it stays
     * @param present whether nothing was left to be read
     * @return the state then
     */
    public SourceState reached(LogOrigin newOrigin, Instant to, boolean present) {
        Instant end = to.isAfter(readTo) ? to : readTo;
        // As long as there was no record, whatever comes first is the first run.
        boolean caught = caughtUp || present && lastRecord != null;
        return new SourceState(newOrigin, beganAt, end, caught, lastRecord, open, run, runs, sweep);
    }
}
