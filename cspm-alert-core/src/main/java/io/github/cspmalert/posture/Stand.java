package io.github.cspmalert.posture;

import io.github.cspmalert.check.RiskLevel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a finding stood at some time, as far as that matters for what is told of it.
 *
 * @param state where it stood
 * @param risk the risk that the newest check gave it, or null if there was none
 */
public record Stand(FindingState state, @Nullable RiskLevel risk) {

    /** How what was never seen stands. */
    public static final Stand UNKNOWN = new Stand(FindingState.CLEAR, null);

    /**
     * Checks that the state is there.
     *
     * @param state where it stood
     * @param risk the risk, or null
     */
    public Stand {
        Objects.requireNonNull(state, "state");
    }

    /**
     * Says how a finding stands.
     *
     * @param finding the finding, or null if it is not known
     * @return how it stands
     */
    public static Stand of(@Nullable Finding finding) {
        return finding == null
                ? UNKNOWN
                : new Stand(finding.state(), finding.risk().orElse(null));
    }

    boolean wasOpen() {
        return state == FindingState.OPEN || state == FindingState.UNOBSERVED;
    }
}
