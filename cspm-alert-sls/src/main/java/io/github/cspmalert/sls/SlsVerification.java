package io.github.cspmalert.sls;

import io.github.cspmalert.sls.internal.verify.Checked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found about a Logstore before an alert depends on it. Immutable and thread-safe.
 *
 * @param observations how the checks came out, in the order in which they were made
 * @param lastRecord the time of the last record of topic {@code sas-cspm-log}, of whatever status; empty if none arrived in
 *     the window looked at, or if that could not be told
 */
public record SlsVerification(List<Observation> observations, Optional<Instant> lastRecord) {

    /** How a check came out. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** Works or may work, but something is likely wrong. */
        WARNING,
        /** An alert would fail. */
        PROBLEM,
        /** Not looked at, since an earlier check failed. */
        SKIPPED
    }

    /**
     * One check.
     *
     * @param check what was looked at, such as {@code index}
     * @param verdict how it came out
     * @param message what was found, and what to do about it
     */
    public record Observation(String check, Verdict verdict, String message) {

        static Observation of(Checked checked) {
            return new Observation(
                    checked.check(), Verdict.valueOf(checked.outcome().name()), checked.message());
        }

        /** {@return the observation as one line of text for people} */
        @Override
        public String toString() {
            return "%-8s %-12s %s".formatted(verdict, check, message);
        }
    }

    /**
     * Copies the observations.
     *
     * @param observations how the checks came out
     * @param lastRecord the time of the last record
     */
    public SlsVerification {
        observations = List.copyOf(observations);
    }

    /** {@return whether no check found a problem; there may be warnings} */
    public boolean passed() {
        return passed(observations);
    }

    static boolean passed(List<Observation> observations) {
        return observations.stream().noneMatch(observation -> observation.verdict() == Verdict.PROBLEM);
    }

    /** {@return the observations as text for people, one a line} */
    public String describe() {
        return observations.stream().map(Observation::toString).collect(Collectors.joining("\n"));
    }
}
