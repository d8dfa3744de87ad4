package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.Silences;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.SilenceEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The silences of code and those of the store, which are added and ended at run time. Thread-safe, also with other engines. */
public final class SilenceBook {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    private final Silences inCode;
    private final Set<String> idsInCode;
    private final StoredValues store;
    private final Clock clock;
    // What the store said last, for the time when it says nothing.
    private volatile List<Silence> last = List.of();

    SilenceBook(Silences inCode, AlertStore store, Clock clock) {
        this.inCode = inCode;
        this.idsInCode = inCode.all().stream().map(Silence::id).collect(Collectors.toUnmodifiableSet());
        this.store = new StoredValues(store, "silences");
        this.clock = clock;
    }

    /** {@return all silences, those of code first; also those that have ended} */
    public List<Silence> all() {
        return Stream.concat(inCode.all().stream(), stored().stream()).toList();
    }

    /** {@return the silences of all rules, as far as they are known if the store cannot be read} */
    List<Silence> ofAllRules() {
        try {
            last = stored();
        } catch (Throwable e) {
            RuntimeException failure = Faults.absorb(e, IllegalStateException::new);
            log.debug(
                    "Silences of the store could not be read; those that were read last hold",
                    LoggableFault.of(failure));
        }
        return Stream.concat(inCode.ofAllRules().stream(), last.stream()).toList();
    }

    private Stream<Silence> entries() {
        return store.all(StateKind.SILENCE, SilenceEntry.class).stream().map(SilenceEntry::silence);
    }

    // One in code counts before one of the same id in the store.
    private List<Silence> stored() {
        return entries().filter(silence -> !idsInCode.contains(silence.id())).toList();
    }

    /**
     * Adds a silence. One that is there already is left as it is.
     *
     * @throws IllegalArgumentException if it has ended, or another one that has not has its id
     */
    public void add(Silence silence) {
        requireNotInCode(silence.id(), "give this one another id, or take that one away");
        edit(silence.id(), (there, now) -> {
            if (silence.isOver(now)) {
                throw new IllegalArgumentException("silence '%s' ended at %s; set an end that lies in the future"
                        .formatted(silence.id(), silence.until()));
            }
            if (there != null
                    && !there.silence().isOver(now)
                    && !there.silence().equals(silence)) {
                throw new IllegalArgumentException(
                        "silence '%s' stands in the store already, until %s; end it first, or give this one another id"
                                .formatted(silence.id(), end(there.silence())));
            }
            return there != null && there.silence().equals(silence) ? there : new SilenceEntry(silence, now);
        });
        log.info("Silence added [silence={}, until={}]", silence.id(), end(silence));
    }

    /**
     * Ends a silence now. One that has ended is left as it is, and of one that has not begun nothing is left.
     *
     * @throws IllegalArgumentException if it is not in the store
     */
    public void end(String id) {
        requireNotInCode(id, "take it away there");
        edit(id, (there, now) -> {
            if (there == null) {
                throw new IllegalArgumentException(
                        "there is no silence '%s' in the store; silences() tells which there are"
                                .formatted(Checks.printable(id)));
            }
            Silence silence = there.silence();
            Instant from = silence.from();
            if (silence.isOver(now)) {
                return there;
            }
            return from != null && !from.isBefore(now)
                    ? null
                    : new SilenceEntry(
                            new Silence(id, silence.condition(), silence.reason(), silence.author(), from, now),
                            there.addedAt());
        });
        log.info("Silence ended [silence={}]", id);
    }

    private static Object end(Silence silence) {
        Instant until = silence.until();
        return until == null ? "it is ended" : until;
    }

    private void requireNotInCode(String id, String fix) {
        if (idsInCode.contains(id)) {
            throw new IllegalArgumentException("silence '%s' is among the definitions; %s".formatted(id, fix));
        }
    }

    private void edit(String id, BiFunction<@Nullable SilenceEntry, Instant, @Nullable SilenceEntry> edit) {
        store.edit(
                StateKey.silence(Checks.id("silence id", id)),
                SilenceEntry.class,
                there -> edit.apply(there, clock.instant()),
                next -> Silences.expiresAt(next.silence()));
    }

    /**
     * Refuses to go on if a silence in code has the id of one in the store that has not ended.
     *
     * @throws AlertConfigurationException if there is one
     */
    void requireNoClash() {
        if (!idsInCode.isEmpty()) {
            StoredValues.requireNone(() -> entries()
                    .filter(silence -> idsInCode.contains(silence.id()) && !silence.isOver(clock.instant()))
                    .map(silence ->
                            "silence '%s' stands in the store too, until %s; end that one, or give one another id"
                                    .formatted(silence.id(), end(silence)))
                    .toList());
        }
    }
}
