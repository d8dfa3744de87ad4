package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.posture.SourceHealth.Status;
import io.github.cspmalert.state.HealthState;
import io.github.cspmalert.state.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges how results are doing. Pure. */
public final class HealthDecider {

    /** One read that fails may succeed the next time. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    // A run of less than this part of a whole one was begun by hand for a few resources.
    private static final int BY_HAND = 10;
    private static final int MOST_NAMES = 20;

    private HealthDecider() {}

    /** What is known of results; whether other topics arrive is null where nobody has looked. */
    public record Known(
            CspmResults results, @Nullable SourceState state, HealthState health, @Nullable Boolean othersArrive) {

        private Instant quietSince(Instant now) {
            Instant last = state == null ? null : state.lastRecord();
            Instant watched = health.watchedSince();
            return last != null ? last : watched != null ? watched : now;
        }
    }

    /** {@return whether it is to be found out if other topics arrive, since no record does} */
    public static boolean isQuiet(Known known, Instant now) {
        return known.health().failingSince() == null
                && !known.quietSince(now).plus(known.results().expectedWithin()).isAfter(now);
    }

    /** {@return how results are doing} */
    public static SourceHealth judge(Known known, Instant now) {
        Instant failing = known.health().failingSince();
        SourceState state = known.state();
        if (failing != null && !failing.plus(PATIENCE).isAfter(now)) {
            return health(
                    known,
                    Status.UNREADABLE,
                    "The records cannot be read since %s: %s"
                            .formatted(failing, known.health().failure()));
        }
        if (isQuiet(known, now)) {
            return quiet(known, now);
        }
        if (state == null || !state.caughtUp()) {
            return health(known, Status.STARTING, "");
        }
        return runs(known, state, now);
    }

    private static SourceHealth quiet(Known known, Instant now) {
        Instant since = known.quietSince(now);
        SourceState state = known.state();
        if (state == null || state.lastRecord() == null) {
            return health(
                    known,
                    Status.NEVER_SEEN,
                    ("No record of CSPM has ever been found. Look whether the region, the project and the Logstore are right, and"
                                    + " whether CSPM and its log topic sas-cspm-log are switched on%s")
                            .formatted(others(known)));
        }
        if (Boolean.FALSE.equals(known.othersArrive())) {
            return health(
                    known,
                    Status.NOTHING_LOGGED,
                    ("No log of any topic has arrived since %s. Look whether the log storage capacity is used up, whereupon new logs"
                                    + " are not stored, and whether log analysis is still switched on.")
                            .formatted(since));
        }
        return health(
                known,
                Status.TOPIC_SILENT,
                ("CSPM has written no record since %s, while other topics arrive. Look whether the topic sas-cspm-log is switched"
                                + " off, and whether CSPM's schedule is.")
                        .formatted(since));
    }

    private static String others(Known known) {
        Boolean others = known.othersArrive();
        return others == null
                ? "."
                : others ? "; logs of other topics do arrive here." : "; no log of any topic arrives here.";
    }

    private static SourceHealth runs(Known known, SourceState state, Instant now) {
        List<ScanRun> runs = state.runs();
        Optional<ScanRun> whole = ScanRuns.lastWhole(runs);
        Duration expected = known.results().expectedWithin();
        if (whole.isPresent() && !whole.get().end().plus(expected).isAfter(now) && state.run() == null) {
            return health(
                    known,
                    Status.NO_WHOLE_RUN,
                    ("Records come, but since %s no run has looked at half of what the runs before did. Look whether the quota of"
                                    + " CSPM is used up, and whether its policy was narrowed.")
                            .formatted(whole.get().end()));
        }
        return partial(known, runs).orElseGet(() -> health(known, Status.HEALTHY, ""));
    }

    private static Optional<SourceHealth> partial(Known known, List<ScanRun> runs) {
        if (runs.size() < 2) {
            return Optional.empty();
        }
        ScanRun last = runs.get(runs.size() - 1);
        List<ScanRun> before = runs.subList(0, runs.size() - 1);
        Optional<ScanRun> whole =
                ScanRuns.lastWhole(before).filter(run -> !run.checks().isEmpty());
        if (whole.isEmpty() || last.findings() * BY_HAND < whole.get().findings()) {
            return Optional.empty();
        }
        Set<String> checks = missing(whole.get().checks(), last.checks());
        Set<String> products = missing(whole.get().products(), last.products());
        boolean much = checks.size() * 5 >= whole.get().checks().size()
                || last.findings() * 5 < whole.get().findings() * 4;
        return products.isEmpty() && !much
                ? Optional.empty()
                : Optional.of(health(known, Status.PARTIAL_RUN, partial(last, whole.get(), checks, products)));
    }

    private static String partial(ScanRun last, ScanRun whole, Set<String> checks, Set<String> products) {
        StringBuilder text = new StringBuilder()
                .append("The run of ")
                .append(last.start())
                .append(" looked at ")
                .append(last.findings())
                .append(" check items on resources, the one of ")
                .append(whole.start())
                .append(" at ")
                .append(whole.findings())
                .append(". Look whether the quota of CSPM is used up.");
        if (!products.isEmpty()) {
            text.append(" Products left out: ").append(names(products)).append('.');
        }
        if (!checks.isEmpty()) {
            text.append(" Ids of check items left out: ").append(names(checks)).append('.');
        }
        return text.toString();
    }

    private static String names(Set<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    private static Set<String> missing(Set<String> before, Set<String> now) {
        Set<String> missing = new TreeSet<>(before);
        missing.removeAll(now);
        return missing;
    }

    private static SourceHealth health(Known known, Status status, String explanation) {
        SourceState state = known.state();
        return new SourceHealth(
                known.results().name(),
                status,
                explanation,
                state == null ? null : state.readTo(),
                state == null ? null : state.lastRecord(),
                state == null ? null : state.lastRun().orElse(null));
    }
}
