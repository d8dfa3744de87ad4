package io.github.cspmalert.internal.decision.policy;

import io.github.cspmalert.definition.policy.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks ahead for times at which nobody is on call in groups that action policies name. Pure. */
public final class OncallGaps {

    // Whoever is to close a gap needs some hours, and nobody looks further ahead.
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration STEP = Duration.ofMinutes(15);

    private final Map<String, OncallDuty> groups = new LinkedHashMap<>();

    /** Creates what looks at the on-call groups that some action policies name. */
    public OncallGaps(Map<String, PolicySetup> policies) {
        for (PolicySetup each : policies.values()) {
            for (Action action : each.policy().allActions()) {
                action.oncallGroups().forEach(id -> each.duty(id).ifPresent(duty -> groups.put(id, duty)));
            }
        }
    }

    /**
     * A time at which nobody is on call, to a quarter of an hour.
     *
     * @param group the id of the on-call group
     * @param begin when it begins; the time of the look, if it has begun
     * @param end when somebody is on call again; null if nobody is for a week
     */
    public record Gap(String group, Instant begin, @Nullable Instant end) {}

    /** {@return the ids of the groups} */
    public List<String> groups() {
        return groups.keySet().stream().sorted().toList();
    }

    /** {@return the first gap of each group that begins within a day} */
    public List<Gap> within(Instant now) {
        List<Gap> gaps = new ArrayList<>();
        for (String id : groups()) {
            Instant begin = find(id, now, AHEAD, false);
            if (begin != null) {
                gaps.add(new Gap(id, begin, find(id, begin, LONGEST, true)));
            }
        }
        return gaps;
    }

    // On a grid, so that looks at other times find the same ends.
    private @Nullable Instant find(String id, Instant from, Duration ahead, boolean attended) {
        OncallDuty duty = groups.get(id);
        Instant grid =
                Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), STEP.getSeconds()) * STEP.getSeconds());
        for (Instant at = from; at.isBefore(from.plus(ahead)); at = grid) {
            if (duty != null && duty.at(at).isEmpty() != attended) {
                return at;
            }
            grid = grid.plus(STEP);
        }
        return null;
    }
}
