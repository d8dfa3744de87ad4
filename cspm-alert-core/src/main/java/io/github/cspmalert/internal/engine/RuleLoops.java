package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.state.EvaluationScheduler;
import io.github.cspmalert.state.Scheduled;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The scheduler of one JVM: every rule by itself on an executor. */
final class RuleLoops implements EvaluationScheduler {

    private final Parts parts;
    private final List<RuleLoop> loops = new ArrayList<>();

    /** What all loops share: when a rule was evaluated last, and who is told that it never is again. */
    record Parts(
            ScheduledExecutorService executor,
            Clock clock,
            Backoff backoff,
            Function<String, Optional<Instant>> evaluatedTo,
            BiConsumer<String, RuntimeException> ended) {}

    RuleLoops(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void start(List<Scheduled> rules, Evaluations evaluations) {
        rules.forEach(rule -> loops.add(new RuleLoop(rule, evaluations, parts)));
        loops.forEach(RuleLoop::start);
    }

    @Override
    public void close() {
        loops.forEach(RuleLoop::stop);
    }
}
