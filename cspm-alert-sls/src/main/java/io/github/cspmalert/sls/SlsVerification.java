package io.github.cspmalert.sls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found about a Logstore before an alert depends on it. Immutable and thread-safe.
 *
 * @param findings what was found, in the order in which it was looked at
 * @param lastRecord the time of the last record of topic {@code sas-cspm-log}, of whatever status; empty if none arrived in
 *     the window looked at, or if that could not be told
 */
public record SlsVerification(List<Finding> findings, Optional<Instant> lastRecord) {

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
    public record Finding(String check, Verdict verdict, String message) {}

    /**
     * Copies the findings.
     *
     * @param findings what was found
     * @param lastRecord the time of the last record
     */
    public SlsVerification {
        findings = List.copyOf(findings);
    }

    /** {@return whether no check found a problem; there may be warnings} */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.PROBLEM);
    }

    /** {@return the findings as text for people, one a line} */
    public String describe() {
        return findings.stream()
                .map(finding -> "%-8s %-12s %s".formatted(finding.verdict(), finding.check(), finding.message()))
                .collect(Collectors.joining("\n"));
    }
}
