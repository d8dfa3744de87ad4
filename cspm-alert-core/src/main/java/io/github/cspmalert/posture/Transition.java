package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a finding that people may want to hear of: how it stood when the ledger was last written, and how it stands now.
 * What came and went in between is no news.
 *
 * @param kind what changed
 * @param finding the finding as it is now
 */
public record Transition(Kind kind, Finding finding) {

    /** What changed. */
    public enum Kind {
        /** Open, and never was before. */
        NEW,
        /** Open again, after it was fixed, exempted or no longer observed. */
        REOPENED,
        /** Open as before, at a higher risk. */
        RISK_RAISED,
        /** It passes. */
        FIXED,
        /** Somebody decided that it need not pass. */
        EXEMPTED,
        /** It was open when it was seen last, too long ago. */
        UNOBSERVED
    }

    /**
     * Compares two stands of one finding.
     *
     * @param before how it stood, or null if it was not known
     * @param after how it stands now
     * @return the change, or empty if it is none to be told
     */
    public static Optional<Transition> between(@Nullable Finding before, Finding after) {
        FindingState was = before == null ? FindingState.CLEAR : before.state();
        return Optional.ofNullable(kind(was, before, after)).map(kind -> new Transition(kind, after));
    }

    private static @Nullable Kind kind(FindingState was, @Nullable Finding before, Finding after) {
        return switch (after.state()) {
            case OPEN ->
                switch (was) {
                    case CLEAR -> Kind.NEW;
                    case OPEN -> isRaised(before, after) ? Kind.RISK_RAISED : null;
                    case FIXED, EXEMPTED, UNOBSERVED -> Kind.REOPENED;
                };
            case UNOBSERVED -> was == FindingState.OPEN ? Kind.UNOBSERVED : null;
            // Also what turns out never to have been open: it was told to be.
            case CLEAR, FIXED, EXEMPTED ->
                was == FindingState.OPEN || was == FindingState.UNOBSERVED ? closed(after) : null;
        };
    }

    private static Kind closed(Finding after) {
        boolean passed = after.lastStatus().filter(CheckStatus.PASS::equals).isPresent();
        return passed ? Kind.FIXED : Kind.EXEMPTED;
    }

    private static boolean isRaised(@Nullable Finding before, Finding after) {
        return before != null
                && before.risk().isPresent()
                && after.risk().orElseThrow().compareTo(before.risk().get()) > 0;
    }
}
