package io.github.cspmalert;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.Checks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs alert rules in this JVM: evaluates each on its schedule, and tells those whom its action policy names.
 *
 * <pre>{@code
 * CspmAlerts alerts = CspmAlerts.builder()
 *         .source(source)
 *         .renderer(renderer)
 *         .notifier(Channel.EMAIL, mail)
 *         .addUser(ops)
 *         .addTemplate(template)
 *         .addActionPolicy(policy)
 *         .addRule(rule)
 *         .build();
 * alerts.start();
 * }</pre>
 *
 * <p>A source, renderer, store, notifier or listener that fails never ends the schedule and never loses an alert: log
 * time that could not be looked at is looked at by the next evaluation, a message that cannot be laid out is sent in plain
 * text, and what cannot be sent is tried again. All of it is told to the {@linkplain AlertListener listeners} and to the
 * log. Notifications are sent at least once.
 *
 * <p>Thread-safe. Sources, notifiers, stores and an executor that were handed in are never closed here.
 */
public final class CspmAlerts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    private final Map<String, RuleRunner> runners;
    private final Map<String, RuleLoop> loops = new LinkedHashMap<>();
    private final Clock clock;
    private final @Nullable ScheduledExecutorService given;
    private final Backoff backoff;
    private final Duration closeTimeout;
    private @Nullable EngineThreads threads;
    private boolean closed;

    CspmAlerts(CspmAlertsBuilder builder, Map<String, RuleRunner> runners) {
        this.runners = runners;
        this.clock = builder.clock;
        this.given = builder.executor;
        this.backoff = builder.retryBackoff;
        this.closeTimeout = builder.closeTimeout;
    }

    /**
     * Starts to put alerting together.
     *
     * @return a new builder
     */
    public static CspmAlertsBuilder builder() {
        return new CspmAlertsBuilder();
    }

    /**
     * Begins to evaluate all rules: each at once, then on its schedule. Returns without waiting.
     *
     * @throws IllegalStateException if this was started or closed before, or the executor takes no work; then nothing runs
     */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("CspmAlerts is closed; build a new one");
        }
        if (!loops.isEmpty()) {
            throw new IllegalStateException("CspmAlerts is started already; start it once");
        }
        ScheduledExecutorService executor = given == null ? ownThreads().executor() : given;
        runners.forEach((id, runner) -> loops.put(id, new RuleLoop(runner, executor, clock, backoff)));
        try {
            loops.values().forEach(RuleLoop::start);
        } catch (RejectedExecutionException e) {
            loops.values().forEach(RuleLoop::stop);
            loops.clear();
            throw new IllegalStateException(
                    "the executor takes no work; hand in one that is not shut down and takes every task", e);
        }
        log.info("Alerting started [rules={}]", runners.keySet());
    }

    /**
     * Evaluates a rule now, sends what is to be sent, and reports. It counts as any other evaluation: who was told is not
     * told again within the repeat interval. Waits for an evaluation of the same rule that is under way.
     *
     * @param ruleId the id of the rule
     * @return what the evaluation did. What could not be sent is in it, and is tried again later if alerting is started,
     *     else by the next check
     * @throws IllegalArgumentException if there is no such rule
     * @throws IllegalStateException if this is closed, or if called from within an evaluation of the same rule
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer; the next evaluation looks at the
     *     missed log time too
     * @throws io.github.cspmalert.state.AlertStoreException if other engines on the same store saved the rule's state
     *     again and again meanwhile; nothing was decided, and the next evaluation looks at the missed log time too
     */
    public EvaluationReport check(String ruleId) {
        EvaluationReport report = runner(ruleId).evaluate();
        loop(ruleId).ifPresent(RuleLoop::replan);
        return report;
    }

    /**
     * Shows what an evaluation would do now: the rows, and the messages as they would be sent. Sends nothing and remembers
     * nothing.
     *
     * @param ruleId the id of the rule
     * @return the preview
     * @throws IllegalArgumentException if there is no such rule
     * @throws IllegalStateException if this is closed
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer
     */
    public AlertPreview preview(String ruleId) {
        return runner(ruleId).preview();
    }

    /** {@return the rules, in the order in which they were added} */
    public List<AlertRule> rules() {
        return runners.values().stream().map(RuleRunner::rule).toList();
    }

    /**
     * Stops evaluating and waits for what is being sent, for as long as the close timeout. What could not be sent by then
     * stays in the store and is sent by the next engine that runs on it. Closing twice is the same as closing once.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            loops.values().forEach(RuleLoop::stop);
            runners.values().forEach(RuleRunner::close);
        }
        List<String> unfinished = awaitRuns();
        if (threads != null) {
            threads.shutdown(!unfinished.isEmpty());
        }
        if (!unfinished.isEmpty()) {
            log.warn(
                    "Alerting closed before all runs were over; what they had still to send stays in the store [rules={}, timeout={}]",
                    unfinished,
                    closeTimeout);
        }
    }

    private List<String> awaitRuns() {
        long deadline = System.nanoTime() + closeTimeout.toNanos();
        List<String> unfinished = new ArrayList<>();
        boolean interrupted = false;
        for (RuleRunner runner : runners.values()) {
            try {
                long left = interrupted ? 0 : Math.max(0, deadline - System.nanoTime());
                if (runner.awaitEnd(Duration.ofNanos(left))) {
                    continue;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            runner.abandon();
            unfinished.add(runner.rule().id());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return unfinished;
    }

    private EngineThreads ownThreads() {
        threads = new EngineThreads(runners.size());
        return threads;
    }

    private synchronized Optional<RuleLoop> loop(String ruleId) {
        return Optional.ofNullable(loops.get(ruleId));
    }

    private RuleRunner runner(String ruleId) {
        RuleRunner runner = runners.get(ruleId);
        if (runner == null) {
            throw new IllegalArgumentException(
                    "there is no rule '%s'; the rules are %s".formatted(Checks.printable(ruleId), runners.keySet()));
        }
        return runner;
    }
}
