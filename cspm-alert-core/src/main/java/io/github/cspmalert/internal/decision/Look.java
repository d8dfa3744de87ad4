package io.github.cspmalert.internal.decision;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which log time an evaluation looks at: that of its own, and that of evaluations which the schedule asked for and nobody
 * made, because they failed or the JVM was down.
 *
 * @param at the instant of the evaluation
 * @param missed the instant of the first evaluation that was not made, or null if none was missed
 * @param maxCatchUp how far further back than its own time it looks at most
 */
public record Look(Instant at, @Nullable Instant missed, Duration maxCatchUp) {

    /** Works out what was missed since the rule was evaluated last. */
    public static Look of(AlertRule rule, Instant at, RuleState state, Duration maxCatchUp) {
        Instant last = state.evaluatedTo();
        // An evaluation later than now was made by a clock that ran ahead, and says nothing.
        if (last == null || last.isAfter(at)) {
            return new Look(at, null, maxCatchUp);
        }
        Instant next = rule.schedule().next(last, last);
        return new Look(at, next.isBefore(at) ? next : null, maxCatchUp);
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
