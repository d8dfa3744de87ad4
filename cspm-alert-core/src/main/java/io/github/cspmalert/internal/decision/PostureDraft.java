package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.PostureNews;
import io.github.cspmalert.alert.PostureNews.Group;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.posture.Transition;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.state.TrendState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision of a posture rule in the making: looks at each finding that has news or is due, and finds out what is told of it,
 * what is held back, and when it is looked at again. For one thread, once.
 */
public final class PostureDraft {

    private final PostureDecider decider;
    private final PostureDecider.Scope scope;
    private final RuleDecider.When when;
    private final @Nullable LedgerLook look;
    private final Grouping grouping;
    private final Map<StateKey, Stored> entries = new LinkedHashMap<>();
    private final Map<StateKey, Stored> states = new HashMap<>();
    private final Map<StateKey, StateValue> written = new LinkedHashMap<>();
    private final Set<StateKey> forgotten = new LinkedHashSet<>();
    private final Map<String, Told> groups = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> summedUp;
    private long waived;
    private int heldBack;

    /** What there is to tell of a group. */
    static final class Told {

        final Group group;
        final List<PostureNews.Item> items = new ArrayList<>();
        private final List<Stand> before = new ArrayList<>();
        private final List<Stand> after = new ArrayList<>();

        private Told(Group group) {
            this.group = group;
        }

        private OpenCounts moved(OpenCounts open) {
            OpenCounts next = open;
            for (int i = 0; i < before.size(); i++) {
                next = next.moved(before.get(i), after.get(i));
            }
            return next;
        }
    }

    PostureDraft(PostureDecider decider, PostureDecider.Scope scope, RuleDecider.When when, @Nullable LedgerLook look) {
        this.decider = decider;
        this.scope = scope;
        this.when = when;
        this.look = look;
        this.grouping = new Grouping(decider.parts());
        this.waived = scope.state().waived();
        this.summedUp = new HashSet<>(scope.first());
        problems.addAll(decider.clashes(when.at()));
    }

    /** Takes what the rule has to tell and to look at: states of the kinds NEWS and REMINDER. */
    public void take(Map<StateKey, Stored> more) {
        entries.putAll(more);
    }

    /** Takes in which sources an earlier part of the evaluation summed up, so that none of their news is told again. */
    public void summedUp(Set<String> sources) {
        summedUp.addAll(sources);
    }

    /** {@return the sources that are summed up by now in this evaluation} */
    public Set<String> summedUp() {
        return Set.copyOf(summedUp);
    }

    /** {@return how many entries there are} */
    public int size() {
        return entries.size();
    }

    /** {@return the keys of the states that {@link #lookAtFindings} is to know} */
    public Set<StateKey> findingKeys() {
        Set<StateKey> keys = new HashSet<>();
        for (StateKey key : entries.keySet()) {
            keys.add(StateKey.finding(findingId(key)));
            keys.add(StateKey.held(decider.rule().id(), findingId(key)));
        }
        return keys;
    }

    /** {@return the id of the finding that a state of a rule is about} */
    static String findingId(StateKey key) {
        String last = key.id().substring(key.id().lastIndexOf('/') + 1);
        // A reminder has the number of its kind before the id.
        return key.kind() == StateKind.REMINDER ? last.substring(1) : last;
    }

    /** Looks at the findings. */
    public void lookAtFindings(Map<StateKey, Stored> known) {
        states.putAll(known);
        Map<String, List<StateKey>> byFinding = new LinkedHashMap<>();
        entries.keySet().forEach(key -> byFinding
                .computeIfAbsent(findingId(key), id -> new ArrayList<>())
                .add(key));
        byFinding.forEach(this::lookAt);
        if (look != null) {
            problems.addAll(look.problems());
        }
    }

    private void lookAt(String id, List<StateKey> keys) {
        Stored stored = states.get(StateKey.finding(id));
        StateKey heldKey = StateKey.held(decider.rule().id(), id);
        if (!(stored != null && stored.value() instanceof FindingEntry entry)) {
            // Forgotten, since it was closed long ago.
            forgotten.addAll(keys);
            forget(heldKey);
            return;
        }
        Finding finding = entry.finding();
        String source = finding.key().source();
        if (!decider.isRead(source)) {
            problems.add(
                    "results '%s' are no longer read, so nothing more is told of finding %s".formatted(source, id));
            forgotten.addAll(keys);
            forget(heldKey);
            return;
        }
        if (!scope.ready().contains(source)) {
            return;
        }
        if (summedUp.contains(source)) {
            keys.stream().filter(key -> key.kind() == StateKind.NEWS).forEach(forgotten::add);
            return;
        }
        new OfFinding(finding, keys, heldKey).decide();
    }

    private void forget(StateKey key) {
        if (states.containsKey(key) || entries.containsKey(key)) {
            forgotten.add(key);
        }
    }

    /** What is decided of one finding. */
    private final class OfFinding {

        private final Finding finding;
        private final List<StateKey> keys;
        private final StateKey heldKey;
        private final @Nullable NewsEntry held;
        private final Stand told;
        private final boolean open;

        OfFinding(Finding finding, List<StateKey> keys, StateKey heldKey) {
            this.finding = finding;
            this.keys = keys;
            this.heldKey = heldKey;
            Stored stored = states.get(heldKey);
            this.held = stored != null && stored.value() instanceof NewsEntry entry ? entry : null;
            this.told =
                    held != null ? held.before() : news().map(NewsEntry::before).orElse(Stand.of(finding));
            this.open = finding.state() == FindingState.OPEN;
        }

        private Optional<NewsEntry> news() {
            return keys.stream()
                    .filter(key -> key.kind() == StateKind.NEWS)
                    .map(key -> (NewsEntry) stored(key).value())
                    .findFirst();
        }

        private Stored stored(StateKey key) {
            return Objects.requireNonNull(entries.get(key));
        }

        void decide() {
            boolean meets = FindingMatch.matches(decider.rule().filter(), finding);
            if (open && !meets && told.state() == FindingState.OPEN && held == null) {
                // Whoever heard of it is to hear when it is fixed, so what was told of it stays remembered.
                keys.stream().filter(key -> key.kind() == StateKind.REMINDER).forEach(forgotten::add);
                return;
            }
            forgotten.addAll(keys);
            Optional<Waiver> waiver = open && meets ? decider.waiver(finding, when.at()) : Optional.empty();
            if (waiver.isPresent()) {
                hold(waiver.get());
            } else {
                release(meets);
            }
        }

        private void hold(Waiver waiver) {
            heldBack++;
            if (held == null) {
                waived++;
                move(told, Stand.UNKNOWN);
            }
            if (held == null || !held.before().equals(told)) {
                written.put(heldKey, new NewsEntry(told, finding.key().source(), when.at()));
            }
            if (held == null || due(ReminderEntry.Kind.WAIVER_END).isPresent()) {
                written.putAll(decider.waiverEntries(finding, waiver, when.at()));
            }
            // After a change of waivers what is to come is looked at too.
            boolean soon = !PostureDecider.notice(waiver).isAfter(when.at());
            boolean ending = due(ReminderEntry.Kind.WAIVER_ENDING)
                    .filter(entry -> soon && entry.waiver().equals(waiver.id()))
                    .isPresent();
            if (ending) {
                tell(FindingChange.WAIVER_ENDING, 0, waiver);
            }
        }

        private void release(boolean meets) {
            if (held != null) {
                waived = Math.max(0, waived - 1);
                forget(heldKey);
            }
            move(held == null ? told : Stand.UNKNOWN, open && !meets ? Stand.UNKNOWN : Stand.of(finding));
            if (open && !meets) {
                return;
            }
            Optional<FindingChange> change = Transition.between(told, finding).map(Transition::kind);
            Optional<Integer> reminder = change.isPresent() ? Optional.empty() : reminder();
            if (change.isPresent()) {
                tell(change.get(), 0, null);
            } else if (held != null && open) {
                tell(FindingChange.STILL_OPEN, 0, endedWaiver());
            } else if (reminder.isPresent()) {
                tell(FindingChange.STILL_OPEN, reminder.get(), null);
            }
            if (open && (change.isPresent() || held != null || reminder.isPresent())) {
                written.putAll(decider.reminderEntries(finding, when.at()));
            }
        }

        private @Nullable Waiver endedWaiver() {
            return due(ReminderEntry.Kind.WAIVER_END)
                    .flatMap(entry -> decider.waiver(entry.waiver()))
                    .orElse(null);
        }

        // A deadline that has been moved by another risk is void, as are reminders of an earlier opening.
        private Optional<Integer> reminder() {
            Optional<Integer> number = due(ReminderEntry.Kind.REMINDER)
                    .filter(this::isOfThisOpening)
                    .map(ReminderEntry::number);
            Optional<StateKey> deadline = decider.deadline(finding)
                    .map(at -> StateKey.reminder(
                            decider.rule().id(),
                            at,
                            ReminderEntry.Kind.DEADLINE,
                            finding.key().id()));
            boolean overdue = deadline.filter(keys::contains).isPresent();
            return !open ? Optional.empty() : number.or(() -> overdue ? Optional.of(0) : Optional.empty());
        }

        private boolean isOfThisOpening(ReminderEntry entry) {
            return finding.openedAt().equals(Optional.ofNullable(entry.openedAt()));
        }

        private Optional<ReminderEntry> due(ReminderEntry.Kind kind) {
            return keys.stream()
                    .filter(key -> key.kind() == StateKind.REMINDER)
                    .map(key -> (ReminderEntry) stored(key).value())
                    .filter(entry -> entry.kind() == kind)
                    .findFirst();
        }

        private void tell(FindingChange change, int reminder, @Nullable Waiver waiver) {
            boolean asked =
                    change == FindingChange.STILL_OPEN || decider.rule().tells().contains(change);
            if (asked) {
                PostureNews.Item item = new PostureNews.Item(
                        change,
                        finding,
                        told,
                        reminder,
                        decider.deadline(finding).orElse(null),
                        waiver);
                groups().forEach(group -> group.items.add(item));
            }
        }

        private void move(Stand before, Stand after) {
            if (!before.equals(after)) {
                groups().forEach(group -> {
                    group.before.add(before);
                    group.after.add(after);
                });
            }
        }

        private List<Told> groups() {
            return grouping.of(finding).stream()
                    .map(group -> groups.computeIfAbsent(group.id(), id -> new Told(group)))
                    .toList();
        }
    }

    /** {@return the keys of what is written or counted, whose revisions {@link PostureComposer} is to know} */
    public Set<StateKey> moreKeys() {
        Set<StateKey> keys = new HashSet<>(written.keySet());
        withTrend().forEach(id -> keys.add(trendKey(id)));
        return keys;
    }

    /** Takes the states under {@link #moreKeys}. */
    public void know(Map<StateKey, Stored> more) {
        states.putAll(more);
    }

    // The ids of the groups whose trend moves. Trends of as many as there are resources would be too many.
    private Set<String> withTrend() {
        if (decider.rule().groupBy() == FindingGrouping.RESOURCE) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>(groups.keySet());
        if (look != null) {
            ids.addAll(look.groups().keySet());
        }
        return ids;
    }

    StateKey trendKey(String groupId) {
        return StateKey.trend(decider.rule().id(), Digests.hex(16, List.of(groupId)));
    }

    /** {@return how many findings of a group were open, up to now} */
    TrendState trend(String groupId) {
        Stored stored = states.get(trendKey(groupId));
        TrendState before = stored != null && stored.value() instanceof TrendState trend ? trend : TrendState.EMPTY;
        OpenCounts open = before.latest();
        LedgerLook.Counted counted = look == null ? null : look.groups().get(groupId);
        if (scope.waiversChanged()) {
            // Counted anew from the ledger as it stands, news included.
            return before.with(when.at(), counted == null ? OpenCounts.NONE : counted.open());
        }
        Told told = groups.get(groupId);
        open = told == null ? open : told.moved(open);
        return before.with(when.at(), counted == null ? open : open.plus(counted.open()));
    }

    /** {@return the groups that something is told of or that changed} */
    Map<String, Told> groups() {
        return groups;
    }

    @Nullable LedgerLook look() {
        return look;
    }

    PostureDecider.Scope scope() {
        return scope;
    }

    RuleDecider.When when() {
        return when;
    }

    List<String> problems() {
        return problems;
    }

    int heldBack() {
        return heldBack;
    }

    long waived() {
        return scope.waiversChanged() && look != null ? look.waived() : waived + (look == null ? 0 : look.waived());
    }

    /** {@return all changes of states} */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        forgotten.forEach(key -> {
            if (!written.containsKey(key)) {
                changes.add(Change.forget(key, revision(key)));
            }
        });
        written.forEach((key, value) -> changes.add(new Change(key, revision(key), value, null)));
        withTrend().forEach(id -> changes.add(new Change(trendKey(id), revision(trendKey(id)), trend(id), null)));
        changes.add(new Change(
                StateKey.posture(decider.rule().id()),
                scope.revision(StateKey.posture(decider.rule().id())),
                next(),
                null));
        if (look != null) {
            // What was counted is only right as long as nothing was read meanwhile.
            scope.ready().forEach(name -> scope.source(name)
                    .ifPresent(state -> changes.add(
                            new Change(StateKey.source(name), scope.revision(StateKey.source(name)), state, null))));
        }
        return changes;
    }

    private PostureState next() {
        Set<String> sources = new HashSet<>(scope.state().sources());
        sources.addAll(scope.first());
        boolean looked = look != null
                && (scope.waiversChanged() || scope.state().sources().isEmpty());
        return new PostureState(
                when.at(),
                sources,
                looked ? decider.waiversDigest() : scope.state().waivers(),
                waived(),
                looked || scope.state().filter().isEmpty()
                        ? decider.filterDigest()
                        : scope.state().filter());
    }

    private long revision(StateKey key) {
        Stored stored = entries.containsKey(key) ? entries.get(key) : states.get(key);
        return stored == null ? 0 : stored.revision();
    }
}
