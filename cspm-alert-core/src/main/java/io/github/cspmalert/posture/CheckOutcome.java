package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * What one check found. Outcomes are ordered by the instant of the check, then by log time; of two at the same instants
 * the worse comes last, and so counts.
 *
 * @param checkedAt the instant of the check
 * @param loggedAt the log time
 * @param status what was found; never transient
 * @param risk how bad it is not to pass
 */
public record CheckOutcome(Instant checkedAt, Instant loggedAt, CheckStatus status, RiskLevel risk)
        implements Comparable<CheckOutcome> {

    // A machine whose clock is so much ahead writes records that would count as the newest until that time has come.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);

    private static final Comparator<CheckOutcome> ORDER = Comparator.comparing(CheckOutcome::checkedAt)
            .thenComparing(CheckOutcome::loggedAt)
            .thenComparingInt(CheckOutcome::badness)
            .thenComparing(CheckOutcome::risk)
            .thenComparing(each -> each.status().canonical());

    /**
     * Checks the parts.
     *
     * @param checkedAt the instant of the check
     * @param loggedAt the log time
     * @param status what was found
     * @param risk how bad it is not to pass
     * @throws IllegalArgumentException if the status is transient
     */
    public CheckOutcome {
        Objects.requireNonNull(checkedAt, "checkedAt");
        Objects.requireNonNull(loggedAt, "loggedAt");
        Objects.requireNonNull(risk, "risk");
        if (status.isTransient()) {
            throw new IllegalArgumentException("status must be a result, but is " + status);
        }
    }

    // A check that is said to have begun more than 15 minutes after it was logged counts as begun when it was
    // logged; a record without any time counts as older than all others.
    static Instant time(CheckResult result) {
        Instant checked = result.time().orElse(Instant.EPOCH);
        return result.logTime()
                .filter(logged -> checked.isAfter(logged.plus(CLOCK_TOLERANCE)))
                .orElse(checked);
    }

    boolean isOpen() {
        return status.needsAttention();
    }

    private int badness() {
        if (isOpen()) {
            return 2;
        }
        return status.equals(CheckStatus.WHITELIST) ? 1 : 0;
    }

    @Override
    public int compareTo(CheckOutcome other) {
        return ORDER.compare(this, other);
    }
}
