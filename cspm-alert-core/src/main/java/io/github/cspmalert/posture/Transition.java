package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.definition.rule.FindingChange;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a finding that people may want to hear of: how it stood when it was last told or written, and how it stands now.
 * What came and went in between is no news.
 *
 * @param kind what changed
 * @param before how it stood
 * @param finding the finding as it is now
 */
public record Transition(FindingChange kind, Stand before, Finding finding) {

    /**
     * Checks that no part is null.
     *
     * @param kind what changed
     * @param before how it stood
     * @param finding the finding as it is now
     */
    public Transition {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(finding, "finding");
    }

    /**
     * Compares two stands of one finding.
     *
     * @param before how it stood
     * @param after the finding as it is now
     * @return the change, or empty if it is none to be told
     */
    public static Optional<Transition> between(Stand before, Finding after) {
        return Optional.ofNullable(kind(before, after)).map(kind -> new Transition(kind, before, after));
    }

    private static @Nullable FindingChange kind(Stand before, Finding after) {
        return switch (after.state()) {
            case OPEN ->
                switch (before.state()) {
                    case CLEAR -> FindingChange.NEW;
                    case OPEN -> isRaised(before, after) ? FindingChange.RISK_RAISED : null;
                    case FIXED, EXEMPTED, UNOBSERVED -> FindingChange.REOPENED;
                };
            case UNOBSERVED -> before.state() == FindingState.OPEN ? FindingChange.UNOBSERVED : null;
            // Also what turns out never to have been open: it was told to be.
            case CLEAR, FIXED, EXEMPTED -> before.wasOpen() ? closed(after) : null;
        };
    }

    private static FindingChange closed(Finding after) {
        boolean passed = after.lastStatus().filter(CheckStatus.PASS::equals).isPresent();
        return passed ? FindingChange.FIXED : FindingChange.EXEMPTED;
    }

    private static boolean isRaised(Stand before, Finding after) {
        return before.risk() != null && after.risk().orElseThrow().compareTo(before.risk()) > 0;
    }
}
