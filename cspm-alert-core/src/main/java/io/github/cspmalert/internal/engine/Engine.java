package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
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
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.AcknowledgeLinks;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.internal.decision.HealthMessages;
import io.github.cspmalert.internal.decision.LedgerDecider;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.OncallGaps;
import io.github.cspmalert.internal.decision.PolicySetup;
import io.github.cspmalert.internal.decision.PostureDecider;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.SilenceDecider;
import io.github.cspmalert.internal.decision.SilenceNotices;
import io.github.cspmalert.internal.decision.Silences;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.EvaluationScheduler;
import io.github.cspmalert.state.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    static final Schedule INCIDENT_SCHEDULE = Schedule.fixedRate(Duration.ofSeconds(15));
    private static final Schedule HEALTH_SCHEDULE = Schedule.fixedRate(Duration.ofMinutes(10));

    // Rules have no slash in their ids.
    private static final String RESULTS = "results/";

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    private final Map<String, RuleRunner> runners = new LinkedHashMap<>();
    private final Map<String, PostureRunner> postures = new LinkedHashMap<>();
    private final Map<String, LedgerRunner> ledgers = new LinkedHashMap<>();
    private final Map<String, Set<Channel>> channels = new LinkedHashMap<>();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final SafeStore store;
    private final Senders senders;
    private final EngineSettings settings;
    private final EngineThreads threads;
    private final EngineEvents events;
    private final WaiverBook waivers;
    private final IncidentBook incidents;
    private final SilenceBook silences;
    private final HealthRunner health;
    private final @Nullable Heartbeat heartbeat;
    // The threads on which a rule is evaluated; a closing thread does not wait for itself.
    private final List<Thread> running = new ArrayList<>();
    private @Nullable EvaluationScheduler scheduler;
    private boolean started;
    private boolean closed;

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
        Map<String, AlertRule> rules = parts.rules().stream()
                .map(decider -> decider.setup().rule())
                .collect(Collectors.toMap(AlertRule::id, rule -> rule));
        DeliveryDecider decider = new DeliveryDecider(
                settings.retryBackoff(),
                settings.giveUpAfter(),
                rules,
                parts.postureRules().stream().map(each -> each.rule().id()).collect(Collectors.toSet()));
        this.waivers = new WaiverBook(parts.waivers(), parts.store(), settings.clock());
        this.incidents = new IncidentBook(parts.policies(), parts.acknowledgeLinks(), parts.store(), settings.clock());
        this.silences = new SilenceBook(parts.silences(), parts.store(), settings.clock());
        SilenceGate gate =
                new SilenceGate(new SilenceDecider(parts.silences(), decider), silences, store, parts.events());
        this.senders = new Senders(
                parts.notifiers(),
                parts.limits(),
                new Senders.Parts(store, decider, gate, incidents, parts.events(), settings));
        for (RuleDecider each : parts.rules()) {
            String id = each.setup().rule().id();
            runners.put(id, new RuleRunner(each, parts.reader(), store, parts.events(), settings));
            channels.put(id, channels(each.setup().policy()));
        }
        PostureRunner.Parts shared =
                new PostureRunner.Parts(parts.store(), parts.events(), settings.clock(), waivers, parts.enrichments());
        for (PostureDecider each : parts.postureRules()) {
            String id = each.rule().id();
            postures.put(id, new PostureRunner(each, shared));
            channels.put(id, channels(each.parts().told().policy()));
        }
        this.health = new HealthRunner(
                parts.ledgers().stream().map(LedgerDecider::results).toList(),
                parts.healthMessages(),
                waivers,
                new OncallGaps(parts.policies()),
                silences,
                new SilenceNotices(parts.silences(), List.copyOf(rules.values()), settings.silenceNotice()),
                parts.store(),
                settings.clock());
        HealthMessages healthMessages = parts.healthMessages();
        if (healthMessages != null) {
            channels.put(HealthMessages.ID, channels(healthMessages.told().policy()));
        }
        for (LedgerDecider each : parts.ledgers()) {
            ledgers.put(
                    RESULTS + each.results().name(),
                    new LedgerRunner(each, parts.store(), parts.events(), health, settings.clock()));
        }
        ledgers.forEach((id, ledger) -> schedules.put(id, ledger.results().schedule()));
        runners.values().stream()
                .map(RuleRunner::rule)
                .filter(AlertRule::enabled)
                .forEach(rule -> schedules.put(rule.id(), rule.evaluations()));
        if (incidents.isNeeded()) {
            schedules.put(IncidentBook.ID, INCIDENT_SCHEDULE);
        }
        if (healthMessages != null) {
            schedules.put(HealthMessages.ID, HEALTH_SCHEDULE);
        }
        postures.forEach(
                (id, runner) -> schedules.put(id, runner.decider().rule().schedule()));
    }

    private static Set<Channel> channels(ActionPolicy policy) {
        return policy.allActions().stream().map(Action::channel).collect(Collectors.toUnmodifiableSet());
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
        requireOpen();
        if (started) {
            throw new IllegalStateException("CspmAlerts is started already; start it once");
        }
        waivers.requireNoClash();
        silences.requireNoClash();
        incidents.warnOfForsaken(runners.keySet());
        EvaluationScheduler evaluations = scheduler == null ? loops() : scheduler;
        try {
            evaluations.start(
                    schedules.entrySet().stream()
                            .map(each -> new Scheduled(each.getKey(), each.getValue()))
                            .toList(),
                    this::evaluate);
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
                threads.evaluations(schedules.size()),
                settings.clock(),
                settings.retryBackoff(),
                this::evaluatedTo,
                (id, failure) -> events.evaluationFailed(id, settings.clock().instant(), failure)));
    }

    /** Evaluates a rule now, and sends on this thread what is due on its channels. */
    public Checked check(String ruleId) {
        require(ruleId);
        begin();
        try {
            Occurrence occurrence = evaluateNow(ruleId);
            escalateAnyway();
            Senders.Sent sent = senders.sendNow(channels.getOrDefault(ruleId, Set.of()));
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
            end();
        }
    }

    private static boolean isAbout(Notification notification, String ruleId) {
        return notification.alerts().stream().anyMatch(alert -> alert.ruleId().equals(ruleId));
    }

    // A posture rule is checked by the ledger as it is now.
    private Occurrence evaluateNow(String ruleId) {
        Instant now = settings.clock().instant();
        PostureRunner posture = postures.get(ruleId);
        if (ruleId.equals(HealthMessages.ID)) {
            ledgers.values().forEach(ledger -> readAnyway(ledger, now));
            List<Occurrence> told = evaluateAt(ruleId, now);
            return told.isEmpty() ? Occurrence.nothing(ruleId, now) : Occurrence.all(told);
        }
        if (posture == null) {
            return runner(ruleId).evaluate(now);
        }
        ledgers.values().forEach(ledger -> ledger.read(now, this::isClosed));
        return Occurrence.all(posture.evaluate(now));
    }

    // That it cannot be read is what there is to tell.
    private void readAnyway(LedgerRunner ledger, Instant now) {
        try {
            ledger.read(now, this::isClosed);
        } catch (RuntimeException e) {
            log.debug("Results could not be read, which is told", LoggableFault.of(e));
        }
    }

    /** Works out what a check would do now. */
    public Occurrence preview(String ruleId) {
        if (postures.containsKey(ruleId)) {
            throw new IllegalArgumentException(
                    "rule '%s' is a posture rule, of which there is no preview; check(..) tells what has changed"
                            .formatted(ruleId));
        }
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

    /** {@return the posture rules} */
    public List<PostureRule> postureRules() {
        return postures.values().stream().map(each -> each.decider().rule()).toList();
    }

    /** {@return how the results that are read into the ledger are doing} */
    public List<SourceHealth> health() {
        return health.health();
    }

    /** {@return the incidents} */
    public IncidentBook incidents() {
        return incidents;
    }

    /** {@return the waivers} */
    public WaiverBook waivers() {
        return waivers;
    }

    /** {@return the silences} */
    public SilenceBook silences() {
        return silences;
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
        Schedule schedule = schedules.get(ruleId);
        if (schedule == null) {
            throw new IllegalArgumentException("nothing '" + Checks.printable(ruleId) + "' is scheduled");
        }
        begin();
        try {
            Instant now = settings.clock().instant();
            Instant at = now.isBefore(due) ? now : schedule.latest(due, now);
            senders.wake(evaluateAt(ruleId, at).stream()
                    .flatMap(occurrence -> occurrence.notifications().stream())
                    .map(Notification::channel)
                    .collect(Collectors.toSet()));
            return at;
        } finally {
            end();
        }
    }

    private List<Occurrence> evaluateAt(String id, Instant at) {
        LedgerRunner ledger = ledgers.get(id);
        if (ledger != null) {
            ledger.read(at, this::isClosed);
            return List.of();
        }
        if (id.equals(IncidentBook.ID)) {
            return escalate(settings.clock().instant());
        }
        if (id.equals(HealthMessages.ID)) {
            List<Occurrence> told = health.tell(at);
            told.forEach(events::evaluated);
            return told;
        }
        PostureRunner posture = postures.get(id);
        return posture == null ? List.of(runner(id).evaluate(at)) : posture.evaluate(at);
    }

    // A store that cannot be read holds up no evaluation.
    private void escalateAnyway() {
        try {
            escalate(settings.clock().instant());
        } catch (RuntimeException e) {
            log.warn("Incidents could not be looked at; the next look does", LoggableFault.of(e));
        }
    }

    private List<Occurrence> escalate(Instant now) {
        List<Occurrence> told = incidents.isNeeded() ? incidents.escalate(now) : List.of();
        told.forEach(events::evaluated);
        return told;
    }

    private Optional<Instant> evaluatedTo(String id) {
        LedgerRunner ledger = ledgers.get(id);
        if (ledger != null || id.equals(HealthMessages.ID) || id.equals(IncidentBook.ID)) {
            return Optional.empty();
        }
        PostureRunner posture = postures.get(id);
        if (posture != null) {
            return posture.evaluatedTo();
        }
        RuleRunner runner = runner(id);
        // One that is not to run at once waits as if it had just run.
        return runner.evaluatedTo()
                .or(() -> runner.rule().runImmediately()
                        ? Optional.empty()
                        : Optional.of(settings.clock().instant()));
    }

    private synchronized boolean isClosed() {
        return closed;
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

    private void require(String ruleId) {
        if (!channels.containsKey(ruleId)) {
            throw new IllegalArgumentException(
                    "there is no rule '%s'; the rules are %s".formatted(Checks.printable(ruleId), channels.keySet()));
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
