package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.EvaluationScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates rules and sends what they decide: when asked, and by itself once started. Thread-safe. */
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    private final Map<String, RuleRunner> runners = new LinkedHashMap<>();
    private final Map<String, Set<Channel>> channels = new LinkedHashMap<>();
    private final SafeStore store;
    private final Senders senders;
    private final EngineSettings settings;
    private final EngineThreads threads;
    // The threads on which a rule is evaluated; a closing thread does not wait for itself.
    private final List<Thread> running = new ArrayList<>();
    private @Nullable EvaluationScheduler scheduler;
    private boolean started;
    private boolean closed;

    /** What an engine is made of. */
    public record Parts(
            List<RuleDecider> rules,
            LogReader reader,
            AlertStore store,
            Map<Channel, Notifier> notifiers,
            Function<Channel, DeliveryLimits> limits,
            EngineEvents events,
            @Nullable ScheduledExecutorService executor,
            @Nullable EvaluationScheduler scheduler) {}

    /** Creates an engine that does nothing yet. */
    public Engine(Parts parts, EngineSettings settings) {
        this.settings = settings;
        this.store = new SafeStore(parts.store(), parts.events());
        this.threads = new EngineThreads(parts.executor());
        this.scheduler = parts.scheduler();
        Map<String, AlertRule> rules = parts.rules().stream()
                .map(decider -> decider.setup().rule())
                .collect(Collectors.toMap(AlertRule::id, rule -> rule));
        DeliveryDecider decider = new DeliveryDecider(settings.retryBackoff(), settings.giveUpAfter(), rules);
        this.senders = new Senders(
                parts.notifiers(), parts.limits(), new Senders.Parts(store, decider, parts.events(), settings));
        for (RuleDecider each : parts.rules()) {
            String id = each.setup().rule().id();
            runners.put(id, new RuleRunner(each, parts.reader(), store, parts.events(), settings));
            channels.put(
                    id,
                    each.setup().policy().allActions().stream()
                            .map(Action::channel)
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** What a check did. */
    public record Checked(Occurrence occurrence, List<DeliveryAttempt> attempts) {}

    /**
     * Begins to evaluate and send.
     *
     * @throws IllegalStateException if this was started or closed before, or the executor takes no work
     */
    public synchronized void start() {
        requireOpen();
        if (started) {
            throw new IllegalStateException("CspmAlerts is started already; start it once");
        }
        EvaluationScheduler schedules = scheduler == null ? loops() : scheduler;
        try {
            schedules.start(rules(), this::evaluate);
            senders.start(threads.deliveryTimer(), threads::sending);
            scheduler = schedules;
            started = true;
        } catch (RejectedExecutionException e) {
            schedules.close();
            throw new IllegalStateException(
                    "the executor takes no work; hand in one that is not shut down and takes every task", e);
        }
    }

    private EvaluationScheduler loops() {
        return new RuleLoops(new RuleLoops.Parts(
                threads.evaluations(runners.size()),
                settings.clock(),
                settings.retryBackoff(),
                id -> runner(id).evaluatedTo(),
                (id, failure) -> runner(id).tellEnded(failure)));
    }

    /** Evaluates a rule now, and sends on this thread what is due on its channels. */
    public Checked check(String ruleId) {
        RuleRunner runner = runner(ruleId);
        begin();
        try {
            Occurrence occurrence = runner.evaluate(settings.clock().instant());
            List<DeliveryAttempt> attempts = senders.sendNow(channels.getOrDefault(ruleId, Set.of())).stream()
                    .filter(attempt -> attempt.notification().alerts().stream()
                            .anyMatch(alert -> alert.ruleId().equals(ruleId)))
                    .toList();
            return new Checked(occurrence, attempts);
        } finally {
            end();
        }
    }

    /** Works out what a check would do now. */
    public Occurrence preview(String ruleId) {
        RuleRunner runner = runner(ruleId);
        begin();
        try {
            return runner.preview(settings.clock().instant());
        } finally {
            end();
        }
    }

    /** {@return the rules} */
    public List<AlertRule> rules() {
        return runners.values().stream().map(RuleRunner::rule).toList();
    }

    /** {@return the store, which never fails} */
    public SafeStore store() {
        return store;
    }

    /** {@return whether it was ever started} */
    public synchronized boolean isStarted() {
        return started;
    }

    /**
     * Stops, and waits for what is under way.
     *
     * @return what was still under way after the time, in words; empty if nothing was. Null if it was closed before
     */
    public @Nullable List<String> close(Duration patience) {
        synchronized (this) {
            if (closed) {
                return null;
            }
            closed = true;
            senders.stop();
            closeScheduler();
        }
        List<String> unfinished = awaitEnd(patience);
        threads.shutdown(!unfinished.isEmpty());
        return unfinished;
    }

    private void closeScheduler() {
        try {
            if (scheduler != null) {
                scheduler.close();
            }
        } catch (Throwable e) {
            log.error("The scheduler could not be closed; it evaluates nothing more all the same", LoggableFault.of(e));
        }
    }

    private Instant evaluate(String ruleId, Instant due) {
        RuleRunner runner = runner(ruleId);
        begin();
        try {
            Instant now = settings.clock().instant();
            Instant at = now.isBefore(due) ? now : runner.rule().schedule().latest(due, now);
            Occurrence occurrence = runner.evaluate(at);
            senders.wake(occurrence.notifications().stream()
                    .map(Notification::channel)
                    .collect(Collectors.toSet()));
            return at;
        } finally {
            end();
        }
    }

    private List<String> awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> unfinished = new ArrayList<>();
        try {
            if (!awaitRuns(deadline)) {
                unfinished.add("evaluations");
            }
            senders.awaitIdle(deadline).forEach(channel -> unfinished.add("channel " + channel));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unfinished.add("whatever was under way when the closing thread was interrupted");
        }
        return unfinished;
    }

    private synchronized boolean awaitRuns(long deadline) throws InterruptedException {
        while (running.stream().anyMatch(thread -> thread != Thread.currentThread())) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private synchronized void begin() {
        requireOpen();
        running.add(Thread.currentThread());
    }

    private synchronized void end() {
        running.remove(Thread.currentThread());
        notifyAll();
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("CspmAlerts is closed; build a new one");
        }
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
