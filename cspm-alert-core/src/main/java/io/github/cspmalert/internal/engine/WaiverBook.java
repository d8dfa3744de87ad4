package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.posture.Waivers;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.state.WaiverEntry;
import io.github.cspmalert.state.WaiverUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The waivers of code and those of the store, which are added and ended at run time. Thread-safe, also with other engines. */
public final class WaiverBook {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    // So long one that has ended is shown, and says why a finding comes back.
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final List<Waiver> inCode;
    private final StoredValues store;
    private final Clock clock;

    WaiverBook(List<Waiver> inCode, AlertStore store, Clock clock) {
        this.inCode = List.copyOf(inCode);
        this.store = new StoredValues(store, "waivers");
        this.clock = clock;
    }

    /** {@return the waivers of the store, in the order of their ids; those that have ended for a while too} */
    List<Waiver> stored() {
        return store.all(StateKind.WAIVER, WaiverEntry.class).stream()
                .map(WaiverEntry::waiver)
                .toList();
    }

    /** {@return all waivers, those of code first} */
    public List<Waiver> all() {
        return new Waivers(inCode, stored()).all();
    }

    /**
     * Adds a waiver. One that is there already is left as it is.
     *
     * @throws IllegalArgumentException if it has ended, or another one in force has its id
     */
    public void add(Waiver waiver) {
        requireNotInCode(waiver.id(), "give this one another id, or take that one away");
        edit(waiver.id(), (there, now) -> {
            if (!waiver.until().isAfter(now)) {
                throw new IllegalArgumentException("waiver '%s' ended at %s; set an end that lies in the future"
                        .formatted(waiver.id(), waiver.until()));
            }
            if (there != null && there.waiver().equals(waiver)) {
                return there;
            }
            if (there != null && there.waiver().until().isAfter(now)) {
                throw new IllegalArgumentException(
                        "waiver '%s' stands in the store already, until %s; end it first, or give this one another id"
                                .formatted(waiver.id(), there.waiver().until()));
            }
            return new WaiverEntry(waiver, now);
        });
        log.info("Waiver added [waiver={}, until={}]", waiver.id(), waiver.until());
    }

    /**
     * Ends a waiver now. One that has ended is left as it is.
     *
     * @throws IllegalArgumentException if it is not in the store
     */
    public void end(String id) {
        requireNotInCode(id, "take it away there");
        edit(id, (there, now) -> {
            if (there == null) {
                throw new IllegalArgumentException(
                        "there is no waiver '%s' in the store; waivers() tells which there are"
                                .formatted(Checks.printable(id)));
            }
            Waiver waiver = there.waiver();
            Waiver ended = new Waiver(id, waiver.filter(), waiver.reason(), waiver.author(), now);
            return waiver.until().isAfter(now) ? new WaiverEntry(ended, there.addedAt()) : there;
        });
        log.info("Waiver ended [waiver={}]", id);
    }

    private void requireNotInCode(String id, String fix) {
        if (inCode.stream().anyMatch(each -> each.id().equals(id))) {
            throw new IllegalArgumentException("waiver '%s' is among the definitions; %s".formatted(id, fix));
        }
    }

    private void edit(String id, BiFunction<@Nullable WaiverEntry, Instant, WaiverEntry> edit) {
        store.edit(
                StateKey.waiver(Checks.id("waiver id", id)),
                WaiverEntry.class,
                there -> edit.apply(there, clock.instant()),
                next -> expiresAt(next.waiver()));
    }

    /** Notes whether waivers meet any finding, as of a look through the ledger. */
    void note(Map<Waiver, Boolean> use) {
        Map<StateKey, Waiver> waivers = new LinkedHashMap<>();
        use.keySet().forEach(waiver -> waivers.put(StateKey.waiverUse(waiver.id()), waiver));
        store.change(waivers.keySet(), known -> {
            List<Change> next = new ArrayList<>();
            waivers.forEach((key, waiver) -> {
                String filter = Waivers.filterOf(waiver);
                boolean meets = Boolean.TRUE.equals(use.get(waiver));
                WaiverUse before = use(known, key);
                boolean told = before != null && before.filter().equals(filter) && before.told() && !meets;
                WaiverUse now = new WaiverUse(filter, meets, told);
                if (!now.equals(before)) {
                    next.add(change(key, known.get(key), now, waiver));
                }
            });
            return next;
        });
    }

    /** {@return the states about waivers in force that meet no finding, of which nobody was told, by waiver} */
    Map<Waiver, Stored> unused(Instant at) {
        Map<StateKey, Waiver> waivers = new LinkedHashMap<>();
        all().stream()
                .filter(waiver -> waiver.until().isAfter(at))
                .forEach(waiver -> waivers.put(StateKey.waiverUse(waiver.id()), waiver));
        Map<StateKey, Stored> known = store.load(waivers.keySet());
        Map<Waiver, Stored> unused = new LinkedHashMap<>();
        waivers.forEach((key, waiver) -> {
            WaiverUse use = use(known, key);
            Stored stored = known.get(key);
            if (use != null
                    && stored != null
                    && !use.meets()
                    && !use.told()
                    && use.filter().equals(Waivers.filterOf(waiver))) {
                unused.put(waiver, stored);
            }
        });
        return unused;
    }

    /** {@return that somebody is told that waivers meet no finding} */
    List<Change> told(Map<Waiver, Stored> unused) {
        List<Change> changes = new ArrayList<>();
        unused.forEach((waiver, stored) -> changes.add(change(
                StateKey.waiverUse(waiver.id()),
                stored,
                new WaiverUse(Waivers.filterOf(waiver), false, true),
                waiver)));
        return changes;
    }

    private static @Nullable WaiverUse use(Map<StateKey, Stored> known, StateKey key) {
        return Known.value(known, key) instanceof WaiverUse use ? use : null;
    }

    /**
     * Refuses to go on if a waiver in code has the id of one in the store that is in force.
     *
     * @throws AlertConfigurationException if there is one
     */
    void requireNoClash() {
        if (!inCode.isEmpty()) {
            StoredValues.requireNone(() -> new Waivers(inCode, stored()).clashes(clock.instant()));
        }
    }

    private Change change(StateKey key, @Nullable Stored before, WaiverUse use, Waiver waiver) {
        return new Change(key, before == null ? 0 : before.revision(), use, expiresAt(waiver));
    }

    private @Nullable Instant expiresAt(Waiver waiver) {
        boolean ends = waiver.until().isBefore(clock.instant().plus(FOR_EVER));
        return ends ? waiver.until().plus(KEPT) : null;
    }
}
