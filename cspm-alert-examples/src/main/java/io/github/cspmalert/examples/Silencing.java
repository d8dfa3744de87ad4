package io.github.cspmalert.examples;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Silence;
import java.time.Instant;

/** Keeps alerts from being told while a data centre moves. */
public final class Silencing {

    private Silencing() {}

    /**
     * Adds a silence to alerting that runs.
     *
     * @param alerts the alerting
     */
    public static void silence(CspmAlerts alerts) {
        alerts.addSilence(Silence.until(
                "move-to-shanghai",
                AlertCondition.any(AlertField.label("team")).equalTo("platform"),
                "The data centre moves",
                "security lead",
                Instant.parse("2027-01-31T18:00:00Z")));
    }
}
