package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.SilenceDecider;
import io.github.cspmalert.internal.decision.SilenceDecider.Withheld;
import io.github.cspmalert.state.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds back, immediately before it is sent, what silences hold back. Thread-safe. */
final class SilenceGate {

    private static final int MAX_CONFLICTS = 10;

    private final SilenceDecider decider;
    private final SilenceBook book;
    private final SafeStore store;
    private final EngineEvents events;

    SilenceGate(SilenceDecider decider, SilenceBook book, SafeStore store, EngineEvents events) {
        this.decider = decider;
        this.book = book;
        this.store = store;
        this.events = events;
    }

    /** {@return the silences of all rules as they are now} */
    List<Silence> ofAllRules() {
        return book.ofAllRules();
    }

    /** {@return what became of a claim that silences hold back; empty if it is to be sent} */
    Optional<Withheld> holdBack(Claim claim, List<Silence> ofAllRules, Instant now) {
        Set<Silence> holding = decider.holding(claim.item().notification(), ofAllRules, now);
        if (holding.isEmpty()) {
            return Optional.empty();
        }
        Withheld withheld = commit(claim, holding, now);
        events.heldBack(withheld);
        return Optional.of(withheld);
    }

    private Withheld commit(Claim claim, Set<Silence> holding, Instant now) {
        for (int i = 1; ; i++) {
            SafeStore.Loaded loaded =
                    store.load(SilenceDecider.keys(claim.item().notification(), holding));
            Known known =
                    new Known(loaded.states(), store.untouched(loaded.known().waiting()));
            Withheld withheld = decider.hold(claim, holding, now, known);
            // A fact in the end, to be remembered whoever else writes meanwhile.
            if (store.commit(withheld.commit(), loaded.fromStore() && i < MAX_CONFLICTS) || i == MAX_CONFLICTS) {
                return withheld;
            }
        }
    }
}
