package io.github.cspmalert.notify.report;

import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts which open findings waivers meet. Not thread-safe. */
final class WaiverUse {

    /** How long before its end a waiver counts as ending. */
    static final Duration ENDING = Duration.ofDays(14);

    private final Instant now;
    private final Map<Waiver, Long> open = new LinkedHashMap<>();

    WaiverUse(List<Waiver> waivers, Instant now) {
        this.now = now;
        waivers.stream().sorted(Comparator.comparing(Waiver::until)).forEach(waiver -> open.put(waiver, 0L));
    }

    /** Where a waiver stands. */
    enum Stand {
        IN_FORCE,
        ENDING,
        ENDED
    }

    /**
     * Counts a finding.
     *
     * @return the waivers in force that hold it back; the one that ends first stands first
     */
    List<Waiver> of(Finding finding) {
        if (finding.state() != FindingState.OPEN || open.isEmpty()) {
            return List.of();
        }
        List<Waiver> holding = new ArrayList<>();
        open.replaceAll((waiver, count) -> {
            if (!FindingMatch.matches(waiver.filter(), finding)) {
                return count;
            }
            if (stand(waiver) != Stand.ENDED) {
                holding.add(waiver);
            }
            return count + 1;
        });
        return holding;
    }

    /** {@return how many open findings each waiver meets, also those that have ended; in the order in which they end} */
    Map<Waiver, Long> open() {
        return open;
    }

    Stand stand(Waiver waiver) {
        if (!waiver.until().isAfter(now)) {
            return Stand.ENDED;
        }
        return waiver.until().isAfter(now.plus(ENDING)) ? Stand.IN_FORCE : Stand.ENDING;
    }
}
