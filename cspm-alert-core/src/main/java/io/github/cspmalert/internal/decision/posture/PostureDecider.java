package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.alert.PostureVariables;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.MessageComposer;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides for one posture rule: from what it has to tell to notifications and the next states. No I/O; thread-safe. */
public final class PostureDecider {

    private final Parts parts;
    private final Reminders reminders;

    /** What a decider is made of. */
    public record Parts(
            PostureRule rule,
            PolicySetup told,
            List<CspmResults> sources,
            OwnerResolver owners,
            Waivers waivers,
            MessageComposer composer,
            ConsoleLinks links) {}

    /** Creates a decider. */
    public PostureDecider(Parts parts) {
        this.parts = parts;
        this.reminders = new Reminders(parts.rule());
    }

    /** {@return the same with the waivers that were added at run time} */
    public PostureDecider with(List<Waiver> stored) {
        return new PostureDecider(new Parts(
                parts.rule(),
                parts.told(),
                parts.sources(),
                parts.owners(),
                new Waivers(parts.waivers().inCode(), stored),
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

    Waivers waivers() {
        return parts.waivers();
    }

    Reminders reminders() {
        return reminders;
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
     * @param countsAnew whether the ledger is looked through and counted anew, since there are other waivers than at the
     *     last evaluation, or the rule has another filter or grouping; only once all sources are ready
     * @param filterChanged whether the rule has another filter or grouping, so that all is summed up anew as of a new rule
     */
    public record Scope(
            Map<StateKey, Stored> known,
            PostureState state,
            Set<String> ready,
            Set<String> first,
            boolean countsAnew,
            boolean filterChanged) {

        /** {@return whether the ledger is to be looked through} */
        public boolean needsLedger() {
            return !first.isEmpty() || countsAnew;
        }

        Optional<SourceState> source(String name) {
            return Known.value(known, StateKey.source(name)) instanceof SourceState state
                    ? Optional.of(state)
                    : Optional.empty();
        }

        long revision(StateKey key) {
            return Known.revision(known, key);
        }
    }

    /** {@return what an evaluation is about} */
    public Scope scope(Map<StateKey, Stored> known) {
        PostureState state = Known.value(known, StateKey.posture(rule().id())) instanceof PostureState posture
                ? posture
                : PostureState.EMPTY;
        Scope all = new Scope(known, state, Set.of(), Set.of(), false, false);
        Set<String> ready = new HashSet<>();
        for (CspmResults source : parts.sources()) {
            all.source(source.name())
                    .filter(each -> each.caughtUp() && LedgerDecider.isSettled(source, each))
                    .ifPresent(each -> ready.add(source.name()));
        }
        Set<String> first = new HashSet<>(ready);
        first.removeAll(state.sources());
        boolean allReady = !ready.isEmpty()
                // Results that are no longer read are never ready.
                && state.sources().stream().filter(this::isRead).allMatch(ready::contains);
        boolean filterChanged = allReady
                && !state.sources().isEmpty()
                && !state.filter().isEmpty()
                && !state.filter().equals(filterDigest());
        return new Scope(
                known,
                state,
                Set.copyOf(ready),
                Set.copyOf(first),
                allReady && !state.waivers().equals(waivers().digest()) || filterChanged,
                filterChanged);
    }

    /** {@return what tells the rule's filter and grouping from others} */
    String filterDigest() {
        return Digests.hex(
                16,
                List.of(
                        rule().groupBy().word(),
                        Integer.toString(rule().filter().hashCode())));
    }

    /** {@return a look through the ledger, for a rule or source that was never summed up, or waivers or a filter that changed} */
    public LedgerLook look(Scope scope, Instant at) {
        return new LedgerLook(this, scope, at);
    }

    /** {@return a decision in the making} */
    public PostureDraft draft(Scope scope, RuleDecider.When when, Optional<LedgerLook> look) {
        return new PostureDraft(this, scope, when, look.orElse(null));
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
}
