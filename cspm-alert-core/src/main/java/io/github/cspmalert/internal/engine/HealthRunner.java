package io.github.cspmalert.internal.engine;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.HealthMessages;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.SilenceNotices;
import io.github.cspmalert.internal.decision.policy.OncallGaps;
import io.github.cspmalert.internal.decision.posture.HealthDecider;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HealthState;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches how results are doing, and tells once when that changes. Thread-safe if the log sources are. */
final class HealthRunner {

    private final List<CspmResults> results;
    private final @Nullable HealthMessages messages;
    private final WaiverBook waivers;
    private final OncallGaps oncall;
    private final SilenceBook silences;
    private final SilenceNotices notices;
    private final AlertStore store;
    private final Clock clock;

    HealthRunner(
            List<CspmResults> results,
            @Nullable HealthMessages messages,
            WaiverBook waivers,
            OncallGaps oncall,
            SilenceBook silences,
            SilenceNotices notices,
            AlertStore store,
            Clock clock) {
        this.results = List.copyOf(results);
        this.messages = messages;
        this.waivers = waivers;
        this.oncall = oncall;
        this.silences = silences;
        this.notices = notices;
        this.store = store;
        this.clock = clock;
    }

    /** {@return how all results are doing} */
    List<SourceHealth> health() {
        Instant now = clock.instant();
        return results.stream().map(each -> judge(each, load(each), now)).toList();
    }

    /** Notes that results could not be read. */
    void failed(CspmResults source, RuntimeException failure) {
        Map<StateKey, Stored> known = load(source);
        HealthState before = health(source, known);
        if (before.failingSince() == null) {
            write(
                    source,
                    known,
                    new HealthState(
                            clock.instant(),
                            Faults.describe(failure),
                            before.told(),
                            before.toldAt(),
                            before.watchedSince()));
        }
    }

    /** Notes that results were read. */
    void succeeded(CspmResults source) {
        Map<StateKey, Stored> known = load(source);
        HealthState before = health(source, known);
        if (before.failingSince() != null || before.watchedSince() == null) {
            Instant since = before.watchedSince() == null ? clock.instant() : before.watchedSince();
            write(source, known, new HealthState(null, "", before.told(), before.toldAt(), since));
        }
    }

    // If somebody else writes at the same moment, they note the same.
    private void write(CspmResults source, Map<StateKey, Stored> known, HealthState state) {
        StateKey key = StateKey.health(source.name());
        Change change = new Change(key, Known.revision(known, key), state, null);
        store.commit(new Commit(List.of(change), List.of(), Set.of(), List.of(), List.of()));
    }

    /** Tells what changed, if anybody wants to hear of it. */
    List<Occurrence> tell(Instant at) {
        List<Occurrence> told = new ArrayList<>();
        if (messages != null) {
            results.forEach(source -> tell(source, messages, at).ifPresent(told::add));
            tellOfUnused(messages, at).ifPresent(told::add);
            tellOfGaps(messages, at).forEach(told::add);
            told.addAll(tellOfSilences(messages, at));
        }
        return told;
    }

    private Optional<Occurrence> tell(CspmResults source, HealthMessages to, Instant at) {
        Map<StateKey, Stored> known = load(source);
        HealthState before = health(source, known);
        SourceHealth now = judge(source, known, at);
        boolean wasFine = before.told() == SourceHealth.Status.HEALTHY || before.told() == SourceHealth.Status.STARTING;
        if (now.status() == before.told() || wasFine && now.isFine()) {
            return Optional.empty();
        }
        Instant since = before.toldAt() == null || wasFine ? at : before.toldAt();
        Occurrence occurrence = to.tell(now, since.isAfter(at) ? at : since, at);
        StateKey key = StateKey.health(source.name());
        HealthState next =
                new HealthState(before.failingSince(), before.failure(), now.status(), at, before.watchedSince());
        Change change = new Change(key, Known.revision(known, key), next, null);
        return commit(occurrence, List.of(change), "results '" + source.name() + "' are " + now.status());
    }

    private Optional<Occurrence> tellOfUnused(HealthMessages to, Instant at) {
        Map<Waiver, Stored> unused = waivers.unused(at);
        if (unused.isEmpty()) {
            return Optional.empty();
        }
        Occurrence occurrence = to.unused(List.copyOf(unused.keySet()), at);
        List<String> ids = unused.keySet().stream().map(Waiver::id).toList();
        return commit(occurrence, waivers.told(unused), "waivers " + ids + " meet no finding");
    }

    // A gap is known by its end, which stays while it begins and passes.
    private List<Occurrence> tellOfGaps(HealthMessages to, Instant at) {
        Map<String, OncallGaps.Gap> gaps = new HashMap<>();
        oncall.within(at).forEach(gap -> gaps.put(gap.group(), gap));
        List<Occurrence> told = new ArrayList<>();
        for (String group : oncall.groups()) {
            StateKey key = StateKey.health("on-call/" + group);
            Map<StateKey, Stored> known = store.load(Set.of(key));
            HealthState before = health(key, known);
            OncallGaps.Gap gap = gaps.get(group);
            String fact = gap == null
                    ? ""
                    : "nobody is on call in '%s' %s"
                            .formatted(group, gap.end() == null ? "for a week at least" : "up to " + gap.end());
            HealthState next = new HealthState(null, fact, before.told(), at, null);
            Change change = new Change(key, Known.revision(known, key), next, null);
            if (!before.failure().equals(fact) && gap != null) {
                commit(to.gap(gap, at), List.of(change), fact).ifPresent(told::add);
            } else if (!before.failure().equals(fact)) {
                store.commit(new Commit(List.of(change), List.of(), Set.of(), List.of(), List.of()));
            }
        }
        return told;
    }

    private List<Occurrence> tellOfSilences(HealthMessages to, Instant at) {
        List<Silence> all = silences.all();
        if (all.isEmpty()) {
            return List.of();
        }
        SilenceNotices.Found found = notices.find(all, new Known(store.load(notices.keys(all, at)), List.of()), at);
        List<Occurrence> told = new ArrayList<>();
        if (!found.ending().isEmpty()) {
            told.add(to.ending(found.ending(), at));
        }
        if (!found.unused().isEmpty()) {
            told.add(to.unusedSilences(found.unused(), at));
        }
        List<String> facts = told.stream()
                .flatMap(occurrence -> occurrence.alerts().stream())
                .map(Alert::name)
                .toList();
        return found.changes().isEmpty() || commit(told, found.changes(), facts, at) ? told : List.of();
    }

    private Optional<Occurrence> commit(Occurrence occurrence, List<Change> changes, String fact) {
        return commit(List.of(occurrence), changes, List.of(fact), occurrence.at())
                ? Optional.of(occurrence)
                : Optional.empty();
    }

    // If it is lost to somebody else, they tell it, or the next look does.
    private boolean commit(List<Occurrence> told, List<Change> changes, List<String> facts, Instant at) {
        return store.commit(new Commit(
                changes,
                told.stream()
                        .flatMap(occurrence -> occurrence.notifications().stream())
                        .map(each -> OutboxItem.of(each, clock.instant()))
                        .toList(),
                Set.of(),
                List.of(),
                facts.stream()
                        .map(fact ->
                                new HistoryEntry(at, HealthMessages.ID, HistoryEntry.Kind.EVALUATED, List.of(fact)))
                        .toList()));
    }

    private SourceHealth judge(CspmResults source, Map<StateKey, Stored> known, Instant now) {
        SourceState state = (SourceState) Known.value(known, StateKey.source(source.name()));
        HealthDecider.Known all = new HealthDecider.Known(source, state, health(source, known), null);
        return HealthDecider.judge(
                HealthDecider.isQuiet(all, now)
                        ? new HealthDecider.Known(source, state, all.health(), othersArrive(source, now))
                        : all,
                now);
    }

    // Unknown if the source cannot say.
    private static @Nullable Boolean othersArrive(CspmResults source, Instant now) {
        Duration window = source.expectedWithin();
        try {
            return !source.readAnything(new TimeRange(now.minus(window), now))
                    .rows()
                    .isEmpty();
        } catch (Throwable e) {
            Faults.absorb(e, IllegalStateException::new);
            return null;
        }
    }

    private Map<StateKey, Stored> load(CspmResults source) {
        return store.load(Set.of(StateKey.source(source.name()), StateKey.health(source.name())));
    }

    private static HealthState health(CspmResults source, Map<StateKey, Stored> known) {
        return health(StateKey.health(source.name()), known);
    }

    private static HealthState health(StateKey key, Map<StateKey, Stored> known) {
        return Known.value(known, key) instanceof HealthState state ? state : HealthState.EMPTY;
    }
}
