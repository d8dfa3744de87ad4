package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.AcknowledgeLinks;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.internal.decision.HealthMessages;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.SilenceDecider;
import io.github.cspmalert.internal.decision.Silences;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.internal.decision.posture.LedgerDecider;
import io.github.cspmalert.internal.decision.posture.PostureDecider;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.EvaluationScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates rules and sends what they decide: when asked, and by itself once started. Thread-safe. */
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    private final SafeStore store;
    private final Senders senders;
    private final Runners runners;
    private final Runners.Books books;
    private final Runs runs = new Runs();
    private final EngineSettings settings;
    private final EngineThreads threads;
    private final EngineEvents events;
    private final @Nullable Heartbeat heartbeat;
    private @Nullable EvaluationScheduler scheduler;
    private boolean started;

    /** What an engine is made of. */
    public record Parts(
            List<RuleDecider> rules,
            List<PostureDecider> postureRules,
            List<LedgerDecider> ledgers,
            List<Waiver> waivers,
            Map<String, PolicySetup> policies,
            @Nullable AcknowledgeLinks acknowledgeLinks,
            Silences silences,
            @Nullable HealthMessages healthMessages,
            @Nullable Heartbeat heartbeat,
            @Nullable Enrichments enrichments,
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
        this.events = parts.events();
        this.heartbeat = parts.heartbeat();
        this.store = new SafeStore(parts.store(), parts.events());
        this.threads = new EngineThreads(parts.executor());
        this.scheduler = parts.scheduler();
        this.books = new Runners.Books(
                new WaiverBook(parts.waivers(), parts.store(), settings.clock()),
                new IncidentBook(parts.policies(), parts.acknowledgeLinks(), parts.store(), settings.clock()),
                new SilenceBook(parts.silences(), parts.store(), settings.clock()));
        this.runners = new Runners(parts, books, store, settings, runs::isClosed);
        DeliveryDecider decider = new DeliveryDecider(
                settings.retryBackoff(),
                settings.giveUpAfter(),
                runners.rules().stream().collect(Collectors.toMap(AlertRule::id, rule -> rule)),
                runners.postureRules().stream().map(PostureRule::id).collect(Collectors.toSet()));
        SilenceGate gate =
                new SilenceGate(new SilenceDecider(parts.silences(), decider), books.silences(), store, parts.events());
        this.senders = new Senders(
                parts.notifiers(),
                parts.limits(),
                new Senders.Parts(store, decider, gate, books.incidents(), parts.events(), settings));
    }

    /** What a check did. */
    public record Checked(Occurrence occurrence, List<DeliveryAttempt> attempts, List<HeldBack> heldBack) {}

    /**
     * Begins to evaluate and send.
     *
     * @throws IllegalStateException if this was started or closed before, or the executor takes no work
     * @throws io.github.cspmalert.common.AlertConfigurationException if waivers or silences in code and in the store have
     *     one id
     */
    public synchronized void start() {
        runs.requireOpen();
        if (started) {
            throw new IllegalStateException("CspmAlerts is started already; start it once");
        }
        books.waivers().requireNoClash();
        books.silences().requireNoClash();
        books.incidents().warnOfForsaken(runners.queryRules());
        EvaluationScheduler evaluations = scheduler == null ? loops() : scheduler;
        try {
            evaluations.start(runners.scheduled(), this::evaluate);
            senders.start(threads.deliveryTimer(), threads::sending);
            if (heartbeat != null) {
                heartbeat.start(threads.deliveryTimer(), () -> store.waiting() >= 0);
            }
            scheduler = evaluations;
            started = true;
        } catch (RejectedExecutionException e) {
            evaluations.close();
            throw new IllegalStateException(
                    "the executor takes no work; hand in one that is not shut down and takes every task", e);
        }
    }

    private EvaluationScheduler loops() {
        return new RuleLoops(new RuleLoops.Parts(
                threads.evaluations(runners.scheduled().size()),
                settings.clock(),
                settings.retryBackoff(),
                runners::evaluatedTo,
                (id, failure) -> events.evaluationFailed(id, settings.clock().instant(), failure)));
    }

    /** Evaluates a rule now, and sends on this thread what is due on its channels. */
    public Checked check(String ruleId) {
        Set<Channel> channels = runners.channels(ruleId);
        runs.begin();
        try {
            Occurrence occurrence = runners.evaluateNow(ruleId);
            runners.escalateAnyway();
            Senders.Sent sent = senders.sendNow(channels);
            return new Checked(
                    occurrence,
                    sent.attempts().stream()
                            .filter(attempt -> isAbout(attempt.notification(), ruleId))
                            .toList(),
                    sent.withheld().stream()
                            .filter(withheld -> isAbout(withheld.notification(), ruleId))
                            .flatMap(withheld -> withheld.heldBack().stream())
                            .toList());
        } finally {
            runs.end();
        }
    }

    private static boolean isAbout(Notification notification, String ruleId) {
        return notification.alerts().stream().anyMatch(alert -> alert.ruleId().equals(ruleId));
    }

    /** Works out what a check would do now. */
    public Occurrence preview(String ruleId) {
        RuleRunner runner = runners.previewed(ruleId);
        runs.begin();
        try {
            return runner.preview(settings.clock().instant());
        } finally {
            runs.end();
        }
    }

    /** {@return the rules} */
    public List<AlertRule> rules() {
        return runners.rules();
    }

    /** {@return the posture rules} */
    public List<PostureRule> postureRules() {
        return runners.postureRules();
    }

    /** {@return how the results that are read into the ledger are doing} */
    public List<SourceHealth> health() {
        return runners.health().health();
    }

    /** {@return the incidents} */
    public IncidentBook incidents() {
        return books.incidents();
    }

    /** {@return the waivers} */
    public WaiverBook waivers() {
        return books.waivers();
    }

    /** {@return the silences} */
    public SilenceBook silences() {
        return books.silences();
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
            if (!runs.close()) {
                return null;
            }
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

    private Instant evaluate(String id, Instant due) {
        Schedule schedule = runners.schedule(id);
        runs.begin();
        try {
            Instant now = settings.clock().instant();
            Instant at = now.isBefore(due) ? now : schedule.latest(due, now);
            senders.wake(runners.evaluate(id, at).stream()
                    .flatMap(occurrence -> occurrence.notifications().stream())
                    .map(Notification::channel)
                    .collect(Collectors.toSet()));
            return at;
        } finally {
            runs.end();
        }
    }

    private List<String> awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> unfinished = new ArrayList<>();
        try {
            if (!runs.awaitEnd(deadline)) {
                unfinished.add("evaluations");
            }
            senders.awaitIdle(deadline).forEach(channel -> unfinished.add("channel " + channel));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unfinished.add("whatever was under way when the closing thread was interrupted");
        }
        return unfinished;
    }
}
