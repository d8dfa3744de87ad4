package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.HealthMessages;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.SilenceNotices;
import io.github.cspmalert.internal.decision.policy.OncallGaps;
import io.github.cspmalert.internal.decision.posture.LedgerDecider;
import io.github.cspmalert.internal.decision.posture.PostureDecider;
import io.github.cspmalert.state.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that an engine evaluates, by id: query rules, posture rules, results, incidents and the health of results. Thread-safe.
 */
final class Runners {

    static final Schedule INCIDENT_SCHEDULE = Schedule.fixedRate(Duration.ofSeconds(15));
    private static final Schedule HEALTH_SCHEDULE = Schedule.fixedRate(Duration.ofMinutes(10));

    // Rules have no slash in their ids.
    private static final String RESULTS = "results/";

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    private final Map<String, RuleRunner> rules = new LinkedHashMap<>();
    private final Map<String, PostureRunner> postures = new LinkedHashMap<>();
    private final Map<String, LedgerRunner> ledgers = new LinkedHashMap<>();
    private final Map<String, Set<Channel>> channels = new LinkedHashMap<>();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final IncidentBook incidents;
    private final HealthRunner health;
    private final EngineEvents events;
    private final Clock clock;
    private final BooleanSupplier closed;

    /** What people add and say at run time. */
    record Books(WaiverBook waivers, IncidentBook incidents, SilenceBook silences) {}

    Runners(Engine.Parts parts, Books books, SafeStore store, EngineSettings settings, BooleanSupplier closed) {
        this.incidents = books.incidents();
        this.events = parts.events();
        this.clock = settings.clock();
        this.closed = closed;
        for (RuleDecider each : parts.rules()) {
            String id = each.setup().rule().id();
            rules.put(id, new RuleRunner(each, parts.reader(), store, parts.events(), settings));
            channels.put(id, channels(each.setup().policy()));
        }
        PostureRunner.Parts shared = new PostureRunner.Parts(
                parts.store(), parts.events(), settings.clock(), books.waivers(), parts.enrichments());
        for (PostureDecider each : parts.postureRules()) {
            String id = each.rule().id();
            postures.put(id, new PostureRunner(each, shared));
            channels.put(id, channels(each.parts().told().policy()));
        }
        HealthMessages messages = parts.healthMessages();
        if (messages != null) {
            channels.put(HealthMessages.ID, channels(messages.told().policy()));
        }
        this.health = new HealthRunner(
                parts.ledgers().stream().map(LedgerDecider::results).toList(),
                messages,
                books.waivers(),
                new OncallGaps(parts.policies()),
                books.silences(),
                new SilenceNotices(parts.silences(), rules(), settings.silenceNotice()),
                parts.store(),
                settings.clock());
        for (LedgerDecider each : parts.ledgers()) {
            ledgers.put(
                    RESULTS + each.results().name(),
                    new LedgerRunner(each, parts.store(), parts.events(), health, settings.clock()));
        }
        schedule(messages != null);
    }

    private static Set<Channel> channels(ActionPolicy policy) {
        return policy.allActions().stream().map(Action::channel).collect(Collectors.toUnmodifiableSet());
    }

    private void schedule(boolean healthIsTold) {
        ledgers.forEach((id, ledger) -> schedules.put(id, ledger.results().schedule()));
        rules().stream().filter(AlertRule::enabled).forEach(rule -> schedules.put(rule.id(), rule.evaluations()));
        if (incidents.isNeeded()) {
            schedules.put(IncidentBook.ID, INCIDENT_SCHEDULE);
        }
        if (healthIsTold) {
            schedules.put(HealthMessages.ID, HEALTH_SCHEDULE);
        }
        postureRules().forEach(rule -> schedules.put(rule.id(), rule.schedule()));
    }

    List<AlertRule> rules() {
        return rules.values().stream().map(RuleRunner::rule).toList();
    }

    List<PostureRule> postureRules() {
        return postures.values().stream().map(each -> each.decider().rule()).toList();
    }

    HealthRunner health() {
        return health;
    }

    /** {@return the ids of query rules} */
    Set<String> queryRules() {
        return rules.keySet();
    }

    /** {@return all that is evaluated by itself} */
    List<Scheduled> scheduled() {
        return schedules.entrySet().stream()
                .map(each -> new Scheduled(each.getKey(), each.getValue()))
                .toList();
    }

    /**
     * {@return the schedule of something}
     *
     * @throws IllegalArgumentException if it is not scheduled
     */
    Schedule schedule(String id) {
        Schedule schedule = schedules.get(id);
        if (schedule == null) {
            throw new IllegalArgumentException("nothing '" + Checks.printable(id) + "' is scheduled");
        }
        return schedule;
    }

    /**
     * {@return the channels on which a rule tells, or that of health}
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    Set<Channel> channels(String ruleId) {
        Set<Channel> all = channels.get(ruleId);
        if (all == null) {
            throw unknown(ruleId, channels.keySet());
        }
        return all;
    }

    /** {@return the instant of the last evaluation, after which the next is due; empty if it is due at once} */
    Optional<Instant> evaluatedTo(String id) {
        if (ledgers.containsKey(id) || id.equals(HealthMessages.ID) || id.equals(IncidentBook.ID)) {
            return Optional.empty();
        }
        PostureRunner posture = postures.get(id);
        if (posture != null) {
            return posture.evaluatedTo();
        }
        RuleRunner runner = rule(id);
        // One that is not to run at once waits as if it had just run.
        return runner.evaluatedTo()
                .or(() -> runner.rule().runImmediately() ? Optional.empty() : Optional.of(clock.instant()));
    }

    /** Evaluates something as of an instant. */
    List<Occurrence> evaluate(String id, Instant at) {
        LedgerRunner ledger = ledgers.get(id);
        if (ledger != null) {
            ledger.read(at, closed);
            return List.of();
        }
        if (id.equals(IncidentBook.ID)) {
            return escalate();
        }
        if (id.equals(HealthMessages.ID)) {
            return told(health.tell(at));
        }
        PostureRunner posture = postures.get(id);
        return posture == null ? List.of(rule(id).evaluate(at)) : posture.evaluate(at);
    }

    /** Evaluates a rule, or health, as of now: a posture rule by the ledger as it is now. */
    Occurrence evaluateNow(String ruleId) {
        Instant now = clock.instant();
        if (ruleId.equals(HealthMessages.ID)) {
            ledgers.values().forEach(ledger -> readAnyway(ledger, now));
        } else if (postures.containsKey(ruleId)) {
            ledgers.values().forEach(ledger -> ledger.read(now, closed));
        }
        List<Occurrence> occurrences = evaluate(ruleId, now);
        return occurrences.isEmpty() ? Occurrence.nothing(ruleId, now) : Occurrence.all(occurrences);
    }

    // That it cannot be read is what there is to tell.
    private void readAnyway(LedgerRunner ledger, Instant now) {
        try {
            ledger.read(now, closed);
        } catch (RuntimeException e) {
            log.debug("Results could not be read, which is told", LoggableFault.of(e));
        }
    }

    /** Carries out the escalations that are due; a store that cannot be read holds up nothing else. */
    void escalateAnyway() {
        try {
            escalate();
        } catch (RuntimeException e) {
            log.warn("Incidents could not be looked at; the next look does", LoggableFault.of(e));
        }
    }

    private List<Occurrence> escalate() {
        return incidents.isNeeded() ? told(incidents.escalate(clock.instant())) : List.of();
    }

    private List<Occurrence> told(List<Occurrence> occurrences) {
        occurrences.forEach(events::evaluated);
        return occurrences;
    }

    /** {@return the runner of a query rule, of which alone there is a preview} */
    RuleRunner previewed(String ruleId) {
        if (postures.containsKey(ruleId)) {
            throw new IllegalArgumentException(
                    "rule '%s' is a posture rule, of which there is no preview; check(..) tells what has changed"
                            .formatted(ruleId));
        }
        return rule(ruleId);
    }

    private RuleRunner rule(String ruleId) {
        RuleRunner runner = rules.get(ruleId);
        if (runner == null) {
            throw unknown(ruleId, rules.keySet());
        }
        return runner;
    }

    private static IllegalArgumentException unknown(String ruleId, Set<String> known) {
        return new IllegalArgumentException(
                "there is no rule '%s'; the rules are %s".formatted(Checks.printable(ruleId), known));
    }
}
