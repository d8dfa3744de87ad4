package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.alert.PostureVariables;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides for one posture rule: from what it has to tell to notifications and the next states. No I/O; thread-safe. */
public final class PostureDecider {

    /** So long before its end a waiver is told to be ending. */
    static final Duration WAIVER_NOTICE = Duration.ofDays(7);

    private final Parts parts;
    private final List<Waiver> waivers;

    /** What a decider is made of: waivers are those of code, stored ones were added at run time. */
    public record Parts(
            PostureRule rule,
            PolicySetup told,
            List<CspmResults> sources,
            OwnerResolver owners,
            List<Waiver> waivers,
            List<Waiver> stored,
            MessageComposer composer,
            ConsoleLinks links) {}

    /** Creates a decider. */
    public PostureDecider(Parts parts) {
        this.parts = parts;
        Set<String> inCode = parts.waivers().stream().map(Waiver::id).collect(Collectors.toSet());
        this.waivers = Stream.concat(
                        parts.waivers().stream(),
                        parts.stored().stream().filter(waiver -> !inCode.contains(waiver.id())))
                .toList();
    }

    /** {@return the same with the waivers that were added at run time} */
    public PostureDecider with(List<Waiver> stored) {
        return new PostureDecider(new Parts(
                parts.rule(),
                parts.told(),
                parts.sources(),
                parts.owners(),
                parts.waivers(),
                List.copyOf(stored),
                parts.composer(),
                parts.links()));
    }

    /** {@return what it is made of} */
    public Parts parts() {
        return parts;
    }

    /** {@return the rule} */
    public PostureRule rule() {
        return parts.rule();
    }

    /** {@return the keys of the states that {@link #scope} is to know} */
    public Set<StateKey> scopeKeys() {
        Set<StateKey> keys = new HashSet<>();
        keys.add(StateKey.posture(rule().id()));
        parts.sources().forEach(source -> keys.add(StateKey.source(source.name())));
        return keys;
    }

    /**
     * What an evaluation is about.
     *
     * @param known the states under {@link #scopeKeys}
     * @param ready the sources whose news may be told
     * @param first those of them that were never summed up for the rule
     * @param waiversChanged whether there are other waivers than at the last evaluation, or the rule has another filter or
     *     grouping, and all sources are ready, so that the ledger can be looked through and counted anew
     * @param filterChanged whether the rule has another filter or grouping, so that all is summed up anew as of a new rule
     */
    public record Scope(
            Map<StateKey, Stored> known,
            PostureState state,
            Set<String> ready,
            Set<String> first,
            boolean waiversChanged,
            boolean filterChanged) {

        /** {@return whether the ledger is to be looked through} */
        public boolean needsLedger() {
            return !first.isEmpty() || waiversChanged;
        }

        Optional<SourceState> source(String name) {
            Stored stored = known.get(StateKey.source(name));
            return stored != null && stored.value() instanceof SourceState state
                    ? Optional.of(state)
                    : Optional.empty();
        }

        long revision(StateKey key) {
            return Known.revision(known, key);
        }
    }

    /** {@return what an evaluation is about} */
    public Scope scope(Map<StateKey, Stored> known) {
        Stored stored = known.get(StateKey.posture(rule().id()));
        PostureState state =
                stored != null && stored.value() instanceof PostureState posture ? posture : PostureState.EMPTY;
        Scope all = new Scope(known, state, Set.of(), Set.of(), false, false);
        Set<String> ready = new HashSet<>();
        for (CspmResults source : parts.sources()) {
            all.source(source.name())
                    .filter(each -> each.caughtUp() && LedgerDecider.isSettled(source, each))
                    .ifPresent(each -> ready.add(source.name()));
        }
        Set<String> first = new HashSet<>(ready);
        first.removeAll(state.sources());
        boolean allReady = !ready.isEmpty() && ready.containsAll(state.sources());
        boolean filterChanged = allReady
                && !state.sources().isEmpty()
                && !state.filter().isEmpty()
                && !state.filter().equals(filterDigest());
        return new Scope(
                known,
                state,
                Set.copyOf(ready),
                Set.copyOf(first),
                allReady && !state.waivers().equals(waiversDigest()) || filterChanged,
                filterChanged);
    }

    /** {@return a look through the ledger, for a rule or source that was never summed up, or waivers that changed} */
    public LedgerLook look(Scope scope, Instant at) {
        return new LedgerLook(this, scope, at);
    }

    /** {@return a decision in the making} */
    public PostureDraft draft(Scope scope, RuleDecider.When when, Optional<LedgerLook> look) {
        return new PostureDraft(this, scope, when, look.orElse(null));
    }

    /** {@return the waiver that holds a finding back at some instant} */
    Optional<Waiver> waiver(Finding finding, Instant at) {
        return waivers.stream()
                .filter(waiver -> waiver.until().isAfter(at) && FindingMatch.matches(waiver.filter(), finding))
                .max((one, other) -> one.until().compareTo(other.until()));
    }

    /** {@return all waivers; of one that is in code and in the store, the one in code} */
    List<Waiver> waivers() {
        return waivers;
    }

    /** {@return what tells the waivers from others} */
    String waiversDigest() {
        return waivers.isEmpty()
                ? ""
                : Digests.hex(
                        16,
                        waivers.stream()
                                .map(waiver -> waiver.id() + " " + waiver.until() + " " + filterOf(waiver))
                                .toList());
    }

    /** {@return what tells the rule's filter and grouping from others} */
    String filterDigest() {
        return Digests.hex(
                16,
                List.of(
                        rule().groupBy().word(),
                        Integer.toString(rule().filter().hashCode())));
    }

    /** {@return what tells the filter of a waiver from others} */
    public static String filterOf(Waiver waiver) {
        return Integer.toString(waiver.filter().hashCode());
    }

    /** {@return what is odd about the waivers that are in code and in the store, one sentence each} */
    List<String> clashes(Instant at) {
        return clashes(parts.waivers(), parts.stored(), at);
    }

    /** {@return which waivers of the store are in force while one in code has the same id, one sentence each} */
    public static List<String> clashes(List<Waiver> inCode, List<Waiver> stored, Instant at) {
        Set<String> ids = inCode.stream().map(Waiver::id).collect(Collectors.toSet());
        return stored.stream()
                .filter(waiver -> ids.contains(waiver.id()) && waiver.until().isAfter(at))
                .map(waiver ->
                        ("waiver '%s' is in code and in the store, and the one in code counts; end the one in the store,"
                                        + " or give one of them another id")
                                .formatted(waiver.id()))
                .toList();
    }

    boolean isRead(String source) {
        return parts.sources().stream().anyMatch(each -> each.name().equals(source));
    }

    PostureVariables.Source source(Scope scope, String name) {
        return parts.sources().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> new PostureVariables.Source(
                        each.accountId(),
                        each.search(),
                        scope.source(name).map(SourceState::origin).orElse(PostureVariables.Source.UNKNOWN.origin())))
                .orElse(PostureVariables.Source.UNKNOWN);
    }

    /** {@return by when a finding is to be fixed} */
    Optional<Instant> deadline(Finding finding) {
        return finding.openedAt().flatMap(opened -> finding.risk()
                .map(risk -> risk.isDocumented() ? risk : RiskLevel.HIGH)
                .map(rule().deadlines()::get)
                .map(opened::plus));
    }

    /** {@return when one is reminded of a finding for the n-th time, counted from 1} */
    Optional<Instant> reminder(Finding finding, int number) {
        List<Duration> after = rule().remindAfter();
        if (after.isEmpty()) {
            return Optional.empty();
        }
        int last = after.size() - 1;
        Duration step = last == 0 ? after.get(0) : after.get(last).minus(after.get(last - 1));
        Duration time = number <= after.size()
                ? after.get(number - 1)
                : after.get(last).plus(step.multipliedBy(number - after.size()));
        return finding.openedAt().map(opened -> opened.plus(time));
    }

    /** {@return the number of the first reminder that lies in the future} */
    private int nextReminder(Finding finding, Instant now) {
        int number = 1;
        while (reminder(finding, number).filter(at -> !at.isAfter(now)).isPresent()) {
            number++;
        }
        return number;
    }

    /** {@return when the rule is to look at an open finding again} */
    Map<StateKey, ReminderEntry> reminderEntries(Finding finding, Instant now) {
        Map<StateKey, ReminderEntry> entries = new LinkedHashMap<>();
        int next = nextReminder(finding, now);
        reminder(finding, next).ifPresent(at -> put(entries, finding, at, ReminderEntry.Kind.REMINDER, next));
        deadline(finding)
                .filter(at -> at.isAfter(now))
                .ifPresent(at -> put(entries, finding, at, ReminderEntry.Kind.DEADLINE, 0));
        return entries;
    }

    private void put(
            Map<StateKey, ReminderEntry> entries, Finding finding, Instant at, ReminderEntry.Kind kind, int number) {
        entries.put(
                StateKey.reminder(rule().id(), at, kind, finding.key().id()),
                new ReminderEntry(kind, number, finding.openedAt().orElse(null), ""));
    }

    /** {@return when it is told that a waiver ends soon} */
    static Instant notice(Waiver waiver) {
        return waiver.until().minus(WAIVER_NOTICE);
    }

    /** {@return when the rule is to look at a finding again that a waiver holds back} */
    Map<StateKey, ReminderEntry> waiverEntries(Finding finding, Waiver waiver, Instant now) {
        Map<StateKey, ReminderEntry> entries = new LinkedHashMap<>();
        put(entries, finding, waiver.until(), ReminderEntry.Kind.WAIVER_END, waiver);
        if (notice(waiver).isAfter(now)) {
            put(entries, finding, notice(waiver), ReminderEntry.Kind.WAIVER_ENDING, waiver);
        }
        return entries;
    }

    private void put(
            Map<StateKey, ReminderEntry> entries, Finding finding, Instant at, ReminderEntry.Kind kind, Waiver waiver) {
        entries.put(
                StateKey.reminder(rule().id(), at, kind, finding.key().id()),
                new ReminderEntry(kind, 0, null, waiver.id()));
    }

    Optional<Waiver> waiver(String id) {
        return waivers.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
