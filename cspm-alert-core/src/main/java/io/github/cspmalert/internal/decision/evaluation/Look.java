package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which log time an evaluation looks at: that of its own, and that of evaluations which the schedule asked for and nobody
 * made, because they failed or the JVM was down.
 *
 * <p>A rule that fires on any row looks at all of that at once. For one that counts rows, values or evaluations, a longer
 * range would mean something else; so each missed evaluation is made for itself, the earliest first.
 *
 * @param at the instant of the evaluation
 * @param missed the instant of the first evaluation that was not made and is made by this one, or null if none was missed
 * @param skipped the instant of the first evaluation that is not made any more, or null if all are
 * @param maxCatchUp how far further back than its own time it looks at most
 */
public record Look(Instant at, @Nullable Instant missed, @Nullable Instant skipped, Duration maxCatchUp) {

    // A rule that was down for a week is not to ask the source for a day.
    private static final int MOST_STEPS = 1000;

    /** Works out what was missed since the rule was evaluated last: what is looked at, evaluation by evaluation. */
    public static List<Look> of(AlertRule rule, Instant at, RuleState state, Duration maxCatchUp) {
        Instant last = state.evaluatedTo();
        // An evaluation later than now was made by a clock that ran ahead, and says nothing.
        if (last == null || last.isAfter(at)) {
            return List.of(new Look(at, null, null, maxCatchUp));
        }
        Instant next = rule.evaluations().next(last, last);
        if (anyRowFires(rule)) {
            return List.of(new Look(at, next.isBefore(at) ? next : null, null, maxCatchUp));
        }
        return steps(rule.evaluations(), next, at, maxCatchUp);
    }

    private static List<Look> steps(Schedule schedule, Instant first, Instant at, Duration maxCatchUp) {
        Deque<Instant> instants = new ArrayDeque<>();
        Instant earliest = at.minus(maxCatchUp);
        Instant skipped = null;
        for (Instant next = first; next.isBefore(at); next = schedule.next(next, next)) {
            instants.add(next);
            if (next.isBefore(earliest) || instants.size() >= MOST_STEPS) {
                Instant left = instants.remove();
                skipped = skipped == null ? left : skipped;
            }
        }
        instants.add(at);
        List<Look> looks = new ArrayList<>();
        for (Instant each : instants) {
            looks.add(new Look(each, null, looks.isEmpty() ? skipped : null, maxCatchUp));
        }
        return looks;
    }

    private static boolean anyRowFires(AlertRule rule) {
        return rule.threshold() == 1
                && rule.noDataSeverity().isEmpty()
                && !rule.sendResolved()
                && rule.setOperations().isEmpty()
                && rule.severities().stream()
                        .allMatch(branch -> branch.trigger().equals(Trigger.dataIsReturned()));
    }

    /** {@return the range of a query} */
    public TimeRange range(TimeSpan span) {
        TimeRange own = span.at(at);
        Instant from = from(span, own);
        Instant earliest = own.from().minus(maxCatchUp);
        return new TimeRange(from.isBefore(earliest) ? earliest : from, own.to());
    }

    /** {@return what is too far back to be looked at, as a sentence} */
    public Optional<String> leftOut(TimeSpan span) {
        if (skipped != null) {
            return Optional.of(
                    "evaluations from %s to %s were missed and are not made, since they lie further back than maxCatchUp"
                            .formatted(skipped, at));
        }
        TimeRange looked = range(span);
        Instant from = from(span, span.at(at));
        return from.isBefore(looked.from())
                ? Optional.of(("the log time from %s to %s was not looked at: evaluations missed it, and it lies"
                                + " further back than maxCatchUp")
                        .formatted(from, looked.from()))
                : Optional.empty();
    }

    private Instant from(TimeSpan span, TimeRange own) {
        Instant from = missed == null ? own.from() : span.at(missed).from();
        return from.isBefore(own.from()) ? from : own.from();
    }
}
