package io.github.cspmalert.definition;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.Duration;

/** Looks at which log time a query looks at, and how often. */
final class WindowLint {

    // The documentation's advice.
    private static final Duration LAG = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofHours(24);

    private final AlertRule rule;
    private final TimeSpan span;
    private final Windows windows;
    private final String field;
    private final Warnings warnings;

    WindowLint(AlertRule rule, Query query, String field, Warnings warnings) {
        this.rule = rule;
        this.span = query.timeSpan();
        this.windows = Windows.of(rule, span);
        this.field = field;
        this.warnings = warnings;
    }

    /**
     * Looks at it.
     *
     * @param counts whether a trigger counts rows or compares values
     */
    void check(boolean counts) {
        if (windows.length().compareTo(LONGEST) > 0) {
            warnings.add(
                    LintRule.WINDOW_TOO_LONG,
                    field,
                    "it is longer than 24 hours, which Simple Log Service does not look at",
                    "write TimeSpan.relative(Duration.ofHours(24)) or less, or use a posture rule, which remembers");
        }
        if (!windows.gap().isZero()) {
            warnings.add(
                    LintRule.WINDOWS_GAP,
                    field,
                    "between two evaluations up to %s of log time are looked at by none".formatted(windows.gap()),
                    "make the window as long as the time between evaluations, or evaluate more often");
        } else if (endsNow()) {
            warnings.add(
                    LintRule.WINDOW_ENDS_NOW,
                    field,
                    "it ends at the evaluation, and logs that are indexed some seconds later are in no window",
                    "let it end 10 seconds earlier, with TimeSpan.custom(..), or whole units, with TimeSpan.truncated(..)");
        }
        if (!windows.overlap().isZero()) {
            overlap(counts);
        }
    }

    // A window that begins again where logs came late sees them. Whole units are the documentation's own advice.
    private boolean endsNow() {
        return !(span instanceof TimeSpan.Truncated)
                && windows.lag().compareTo(LAG) < 0
                && windows.leastOverlap().compareTo(LAG) < 0;
    }

    private void overlap(boolean counts) {
        if (rule.threshold() > 1) {
            warnings.add(
                    LintRule.THRESHOLD_OVERLAP,
                    "threshold",
                    "%d evaluations in a row must agree, but share up to %s of log time, so that the same logs can make all of them"
                            .formatted(rule.threshold(), windows.overlap()),
                    "make the window as long as the time between evaluations, or set threshold(1)");
        } else if (counts) {
            warnings.add(
                    LintRule.WINDOWS_OVERLAP,
                    field,
                    "two evaluations share up to %s of log time, so the same logs are counted by both"
                            .formatted(windows.overlap()),
                    "make the window as long as the time between evaluations, unless a sliding window is meant");
        }
    }
}
