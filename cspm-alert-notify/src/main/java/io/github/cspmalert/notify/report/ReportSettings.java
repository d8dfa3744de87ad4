package io.github.cspmalert.notify.report;

import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.state.AlertStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What all forms of a report share. */
record ReportSettings(
        AlertStore store,
        Clock clock,
        ZoneId zone,
        PageWords words,
        OwnerResolver owners,
        List<Waiver> waivers,
        String title,
        int maxFindings,
        Duration closedWithin,
        boolean byteOrderMark) {

    /** As of when a report that begins now is. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
