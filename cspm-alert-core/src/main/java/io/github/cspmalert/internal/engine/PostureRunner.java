package io.github.cspmalert.internal.engine;

import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.Decision;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.posture.Enriched;
import io.github.cspmalert.internal.decision.posture.LedgerLook;
import io.github.cspmalert.internal.decision.posture.PostureComposer;
import io.github.cspmalert.internal.decision.posture.PostureDecider;
import io.github.cspmalert.internal.decision.posture.PostureDraft;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one posture rule, one evaluation at a time: loads what it has to tell, asks the decision, and commits notifications
 * and states together. Unlike a query rule it needs its store: while that is away nothing is told, and all of it afterwards.
 */
final class PostureRunner {

    private static final int PAGE = 1_000;
    // So many findings at most are told of in one evaluation; the rest follows in the next, which comes at once.
    private static final int MOST_ENTRIES = 20_000;

    private final PostureDecider decider;
    private final AlertStore store;
    private final EngineEvents events;
    private final Clock clock;
    private final WaiverBook waivers;
    private final @Nullable Enrichments enrichments;

    /** What runners of all rules share. */
    record Parts(
            AlertStore store,
            EngineEvents events,
            Clock clock,
            WaiverBook waivers,
            @Nullable Enrichments enrichments) {}

    PostureRunner(PostureDecider decider, Parts parts) {
        this.decider = decider;
        this.store = parts.store();
        this.events = parts.events();
        this.clock = parts.clock();
        this.waivers = parts.waivers();
        this.enrichments = parts.enrichments();
    }

    PostureDecider decider() {
        return decider;
    }

    private String ruleId() {
        return decider.rule().id();
    }

    /** {@return the instant of the last evaluation, unless it lies in the future} */
    Optional<Instant> evaluatedTo() {
        StateKey key = StateKey.posture(ruleId());
        Instant now = clock.instant();
        return Optional.ofNullable(store.load(Set.of(key)).get(key))
                .map(stored -> ((PostureState) stored.value()).evaluatedTo())
                .filter(last -> !last.isAfter(now));
    }

    /** Evaluates the rule as of an instant. */
    synchronized List<Occurrence> evaluate(Instant at) {
        List<Occurrence> occurrences = new ArrayList<>();
        Enrichments.Asking asking = enrichments == null ? null : enrichments.begin();
        try {
            Entries.Place from = new Entries.Place(prefix(), prefix(), Set.of());
            while (from != null) {
                Evaluated evaluated = decide(at, from, asking);
                occurrences.add(evaluated.occurrence());
                events.evaluated(evaluated.occurrence());
                from = evaluated.next();
            }
            return occurrences;
        } catch (Throwable e) {
            RuntimeException failure = Faults.absorb(
                    e,
                    error -> new IllegalStateException(
                            "posture rule '%s' could not be evaluated: %s"
                                    .formatted(ruleId(), error.getClass().getName()),
                            error));
            remember(at, failure);
            events.evaluationFailed(ruleId(), at, failure);
            throw failure;
        }
    }

    /** What came of a part of an evaluation, and where the next part begins; null if it was the last. */
    private record Evaluated(Occurrence occurrence, Entries.@Nullable Place next) {}

    /** What the rule has to tell and to look at, as far as one part of an evaluation takes it. */
    private static final class Entries {

        // Some of them stay where they are, such as those of results that are not ready, and must not be met again.
        record Place(String reminder, String news, Set<String> summedUp) {}

        final Map<StateKey, Stored> all = new LinkedHashMap<>();
        String reminder = "";
        String news = "";

        @Nullable Place next(Set<String> summedUp) {
            return all.size() < MOST_ENTRIES ? null : new Place(reminder, news, summedUp);
        }
    }

    private Evaluated decide(Instant at, Entries.Place from, Enrichments.@Nullable Asking asking) {
        RuleDecider.When when = new RuleDecider.When(at, clock.instant());
        return Conflicts.retry(toTell(), () -> {
            PostureDecider now = decider.with(waivers.stored());
            PostureDecider.Scope scope = now.scope(store.load(now.scopeKeys()));
            Entries entries = scope.ready().isEmpty() ? new Entries() : entries(scope, at, from);
            Optional<LedgerLook> look = scope.needsLedger() ? Optional.of(look(now, scope, at)) : Optional.empty();
            PostureDraft draft = now.draft(scope, when, look);
            draft.take(entries.all);
            if (scope.filterChanged()) {
                draft.takeTrends(trends());
            }
            draft.summedUp(from.summedUp());
            draft.lookAtFindings(load(draft.findingKeys()));
            draft.know(load(draft.moreKeys()));
            PostureComposer composer = new PostureComposer(now, draft);
            Decision decision = composer.decide(asking == null ? Enriched.NOTHING : asking.ask(composer.named()));
            return store.commit(decision.commit())
                    ? Optional.of(new Evaluated(decision.occurrence(), entries.next(draft.summedUp())))
                    : Optional.empty();
        });
    }

    private String toTell() {
        return "what posture rule '" + ruleId() + "' has to tell";
    }

    private Map<StateKey, Stored> load(Set<StateKey> keys) {
        return keys.isEmpty() ? Map.of() : store.load(keys);
    }

    private String prefix() {
        return ruleId() + "/";
    }

    private Entries entries(PostureDecider.Scope scope, Instant at, Entries.Place from) {
        Entries entries = new Entries();
        String due = StateKey.reminderPrefix(
                ruleId(), at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        Predicate<StateKey> ofRule = key -> key.id().startsWith(prefix());
        entries.reminder = pages(
                StateKind.REMINDER, from.reminder(), key -> key.id().compareTo(due) < 0, entries.all, stored -> true);
        if (scope.countsAnew()) {
            // A waiver may have been taken away, or end earlier.
            pages(StateKind.REMINDER, prefix(), ofRule, entries.all, PostureRunner::isWaiver);
        }
        entries.news = pages(StateKind.NEWS, from.news(), ofRule, entries.all, stored -> true);
        return entries;
    }

    private Map<StateKey, Stored> trends() {
        Map<StateKey, Stored> trends = new LinkedHashMap<>();
        pages(StateKind.TREND, prefix(), key -> key.id().startsWith(prefix()), trends, stored -> true);
        return trends;
    }

    private static boolean isWaiver(Stored stored) {
        return stored.value() instanceof ReminderEntry entry
                && (entry.kind() == ReminderEntry.Kind.WAIVER_END || entry.kind() == ReminderEntry.Kind.WAIVER_ENDING);
    }

    // Gives the id of the last one that was looked at.
    private String pages(
            StateKind kind,
            String after,
            Predicate<StateKey> among,
            Map<StateKey, Stored> into,
            Predicate<Stored> wanted) {
        String last = after;
        boolean more = true;
        while (more && into.size() < MOST_ENTRIES) {
            Map<StateKey, Stored> page = store.page(kind, last, PAGE);
            more = page.size() == PAGE;
            for (Map.Entry<StateKey, Stored> each : page.entrySet()) {
                if (!among.test(each.getKey())) {
                    return last;
                }
                if (wanted.test(each.getValue())) {
                    into.put(each.getKey(), each.getValue());
                }
                last = each.getKey().id();
            }
        }
        return last;
    }

    private LedgerLook look(PostureDecider now, PostureDecider.Scope scope, Instant at) {
        LedgerLook look = now.look(scope, at);
        String after = "";
        Map<StateKey, Stored> page = store.page(StateKind.FINDING, after, PAGE);
        while (!page.isEmpty()) {
            List<Finding> findings = new ArrayList<>();
            for (Map.Entry<StateKey, Stored> each : page.entrySet()) {
                after = each.getKey().id();
                findings.add(((FindingEntry) each.getValue().value()).finding());
            }
            remember(look.see(findings, load(look.newsKeys(findings))));
            page = page.size() < PAGE ? Map.of() : store.page(StateKind.FINDING, after, PAGE);
        }
        waivers.note(look.use());
        return look;
    }

    private void remember(Map<StateKey, StateValue> states) {
        Conflicts.commit(toTell(), () -> {
            Set<StateKey> there = load(states.keySet()).keySet();
            List<Change> changes = states.entrySet().stream()
                    .filter(each -> !there.contains(each.getKey()))
                    .map(each -> new Change(each.getKey(), 0, each.getValue(), null))
                    .toList();
            return changes.isEmpty() || store.commit(new Commit(changes, List.of(), Set.of(), List.of(), List.of()));
        });
    }

    private void remember(Instant at, RuntimeException failure) {
        try {
            store.commit(Commit.ofHistory(new HistoryEntry(
                    at,
                    ruleId(),
                    HistoryEntry.Kind.EVALUATION_FAILED,
                    List.of("failed: " + Faults.describe(failure)))));
        } catch (Throwable e) {
            failure.addSuppressed(Faults.absorb(e, IllegalStateException::new));
        }
    }
}
