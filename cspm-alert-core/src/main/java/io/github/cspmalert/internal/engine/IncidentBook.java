package io.github.cspmalert.internal.engine;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.alert.IncidentException;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.AcknowledgeLinks;
import io.github.cspmalert.internal.decision.Escalations;
import io.github.cspmalert.internal.decision.IncidentDecider;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incidents of the store: shows them, notes what people say of them, and escalates those that nobody looks after.
 * Thread-safe, also with other engines.
 */
public final class IncidentBook {

    /** The id under which incidents are looked at; rules have no dot in theirs. */
    static final String ID = "cspm.incidents";

    private static final int MOST_OF_A_NAME = 200;

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");
    private static final int PAGE = 200;

    private final Map<String, PolicySetup> policies;
    private final @Nullable AcknowledgeLinks links;
    private final AlertStore store;
    private final Clock clock;

    IncidentBook(Map<String, PolicySetup> policies, @Nullable AcknowledgeLinks links, AlertStore store, Clock clock) {
        this.policies = Map.copyOf(policies);
        this.links = links;
        this.store = store;
        this.clock = clock;
    }

    /** {@return whether any action policy escalates} */
    boolean isNeeded() {
        return policies.values().stream().anyMatch(each -> each.policy().escalates());
    }

    /** Says of which open incidents nobody else is told any more, or which nothing ends, since definitions have changed. */
    void warnOfForsaken(Set<String> rules) {
        try {
            known(clock.instant()).stream()
                    .map(Known::state)
                    .filter(state -> state.phase().isOpen())
                    .filter(state -> !rules.contains(state.ruleId()) || !escalates(state))
                    .forEach(state -> log.warn(
                            "An incident is open whose rule is gone or escalates no more, so that nobody else is told of it; finish it when it is over [rule={}, actionPolicy={}, openedAt={}]",
                            state.ruleId(),
                            state.actionPolicy(),
                            state.openedAt()));
        } catch (RuntimeException e) {
            log.debug("Incidents could not be looked at", LoggableFault.of(e));
        }
    }

    private boolean escalates(IncidentState state) {
        return !escalation(state).equals(Escalation.NONE);
    }

    /** An incident of the store, as it is now. */
    private record Known(StateKey key, Stored stored, IncidentState before, IncidentDecider.Looked looked) {

        IncidentState state() {
            return looked.state();
        }

        boolean changed() {
            return !state().equals(before);
        }
    }

    /** {@return the incidents that are open, those that opened first before others} */
    public List<Incident> open() {
        return known(clock.instant()).stream()
                .filter(each -> each.state().phase().isOpen())
                .map(each -> IncidentDecider.show(
                        each.key().id(), each.before().with(each.state().alerts()), escalation(each.before())))
                .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
                .toList();
    }

    /**
     * {@return the incident that the token of a link names, also if it is over}
     *
     * @throws IncidentException if the token is forged or too old, or the incident is not known or was opened anew since
     */
    public Incident named(String token) {
        AcknowledgeLinks.Named named = read(token);
        StateKey key = StateKey.incident(named.incidentId());
        IncidentState state =
                require(named, find(key, clock.instant()).map(Known::state).orElse(null));
        return IncidentDecider.show(named.incidentId(), state, escalation(state));
    }

    /**
     * Acknowledges the incident that the token of a link names.
     *
     * @throws IncidentException if the token is forged or too old, or the incident is not known, over or somebody else's
     */
    public Incident acknowledge(String token, String by) {
        AcknowledgeLinks.Named named = read(token);
        return say(named.incidentId(), Incident.Phase.IN_PROGRESS, by, state -> require(named, state));
    }

    private AcknowledgeLinks.Named read(String token) {
        if (links == null) {
            throw new IllegalStateException("acknowledgeLinks(..) is not set, so there are no links");
        }
        return links.read(token, clock.instant());
    }

    private static IncidentState require(AcknowledgeLinks.Named named, @Nullable IncidentState found) {
        IncidentState state = IncidentDecider.require(named.incidentId(), found);
        if (state.openedAt().getEpochSecond() != named.openedAt().getEpochSecond()) {
            throw new IncidentException(
                    IncidentException.Reason.OVER,
                    "the link is of %s, and incident '%s' was opened anew at %s; take the link of a later message"
                            .formatted(named.openedAt(), named.incidentId(), state.openedAt()));
        }
        return state;
    }

    /**
     * Notes what somebody says of an incident.
     *
     * @throws IncidentException if there is none, it is over, or somebody else acknowledged it
     */
    public Incident say(String id, Incident.Phase phase, String by) {
        return say(id, phase, by, state -> {});
    }

    private Incident say(String id, Incident.Phase phase, String by, Consumer<@Nullable IncidentState> check) {
        Checks.inRange(
                "the length of 'by'",
                Checks.notBlank("by", Checks.oneLine("by", by)).length(),
                1,
                MOST_OF_A_NAME);
        StateKey key = StateKey.incident(id);
        return Conflicts.retry("incident '" + id + "'", () -> {
            Instant now = clock.instant();
            Known known = find(key, now).orElse(null);
            IncidentState state = known == null ? null : known.state();
            check.accept(state);
            IncidentState next = IncidentDecider.say(id, state, phase, by, now);
            List<String> facts = List.of(IncidentDecider.fact(id, next));
            return known == null || next.equals(known.before()) || commit(known, next, List.of(), facts, now)
                    ? Optional.of(IncidentDecider.show(id, next, escalation(next)))
                    : Optional.empty();
        });
    }

    private Optional<Known> find(StateKey key, Instant now) {
        return Optional.ofNullable(store.load(Set.of(key)).get(key))
                .map(stored -> looked(key, stored, rules(List.of(stored)), Escalation.NONE, now));
    }

    /** {@return what is noted of an escalation that waited and is not to be sent any more; empty if it is, or nobody can say} */
    Optional<HistoryEntry> moot(Notification notification, Instant now) {
        try {
            return Escalations.incidentOf(notification)
                    .flatMap(id -> find(StateKey.incident(id), now))
                    .flatMap(known -> Escalations.moot(notification, known.state())
                            .map(fact -> new HistoryEntry(
                                    now, known.state().ruleId(), HistoryEntry.Kind.INCIDENT, List.of(fact))));
        } catch (RuntimeException e) {
            log.debug("An incident could not be looked at, so its escalation is sent", LoggableFault.of(e));
            return Optional.empty();
        }
    }

    /** Carries out all escalations that are due, and notes which incidents are over. What others do meanwhile is theirs. */
    List<Occurrence> escalate(Instant at) {
        List<Occurrence> occurrences = new ArrayList<>();
        for (Known each : known(at)) {
            if (each.changed()) {
                escalate(each, at).ifPresent(occurrences::add);
            }
        }
        return occurrences;
    }

    private Optional<Occurrence> escalate(Known known, Instant at) {
        String id = known.key().id();
        IncidentState state = known.state();
        PolicySetup policy = policies.get(state.actionPolicy());
        if (policy == null || known.looked().due().isEmpty()) {
            List<String> facts = state.phase().isOpen() ? List.of() : List.of(IncidentDecider.fact(id, state));
            commit(known, state, List.of(), facts, at);
            return Optional.empty();
        }
        Escalations.Escalated escalated = Escalations.of(
                        id, state, known.looked().due(), new Escalations.Setup(policy, links), at)
                .orElse(null);
        if (escalated == null) {
            return Optional.empty();
        }
        List<String> facts = new ArrayList<>();
        escalated.notices().forEach(notice -> facts.add("incident %s escalates: %s".formatted(id, notice)));
        if (escalated.items().isEmpty()) {
            log.warn(
                    "Incident escalates, and nobody can be told [incident={}, rule={}, actionPolicy={}]",
                    id,
                    state.ruleId(),
                    state.actionPolicy());
        }
        Occurrence occurrence = escalated.occurrence(state.ruleId(), at);
        facts.addAll(occurrence.facts());
        return commit(known, state, escalated.items(), facts, at) ? Optional.of(occurrence) : Optional.empty();
    }

    private boolean commit(Known known, IncidentState next, List<OutboxItem> items, List<String> facts, Instant at) {
        List<HistoryEntry> history = facts.isEmpty()
                ? List.of()
                : List.of(new HistoryEntry(at, next.ruleId(), HistoryEntry.Kind.INCIDENT, facts));
        return store.commit(new Commit(
                List.of(IncidentDecider.change(known.key(), known.stored().revision(), next)),
                items,
                Set.of(),
                List.of(),
                history));
    }

    private List<Known> known(Instant now) {
        List<Known> known = new ArrayList<>();
        String after = "";
        Map<StateKey, Stored> page;
        do {
            page = store.page(StateKind.INCIDENT, after, PAGE);
            Map<StateKey, Stored> rules = rules(page.values());
            for (Map.Entry<StateKey, Stored> each : page.entrySet()) {
                Escalation escalation =
                        escalation((IncidentState) each.getValue().value());
                known.add(looked(each.getKey(), each.getValue(), rules, escalation, now));
                after = each.getKey().id();
            }
        } while (page.size() == PAGE);
        return known;
    }

    private Known looked(StateKey key, Stored stored, Map<StateKey, Stored> rules, Escalation escalation, Instant now) {
        IncidentState state = (IncidentState) stored.value();
        return new Known(key, stored, state, IncidentDecider.look(state, over(rules), escalation, now));
    }

    // Rules say which of their alerts fire, so that an incident needs nobody to tell it that one has ended.
    private Map<StateKey, Stored> rules(Iterable<Stored> incidents) {
        Map<String, StateKey> keys = new HashMap<>();
        for (Stored each : incidents) {
            ((IncidentState) each.value())
                    .alerts()
                    .forEach(entry -> keys.computeIfAbsent(entry.alert().ruleId(), StateKey::rule));
        }
        return keys.isEmpty() ? Map.of() : store.load(Set.copyOf(keys.values()));
    }

    private static Predicate<AlertReference> over(Map<StateKey, Stored> rules) {
        return alert -> {
            Stored rule = rules.get(StateKey.rule(alert.ruleId()));
            return IncidentDecider.isOver(alert, rule == null ? null : (RuleState) rule.value());
        };
    }

    private Escalation escalation(IncidentState state) {
        PolicySetup policy = policies.get(state.actionPolicy());
        return policy == null ? Escalation.NONE : policy.policy().escalation();
    }
}
