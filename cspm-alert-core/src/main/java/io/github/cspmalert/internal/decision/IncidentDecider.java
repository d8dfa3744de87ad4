package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.alert.Incident.Phase;
import io.github.cspmalert.alert.IncidentException;
import io.github.cspmalert.alert.IncidentException.Reason;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Escalation.Stage;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.IncidentState.Entry;
import io.github.cspmalert.state.IncidentState.Prepared;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides how an incident goes on: when it opens, what it is about, who looks after it, which escalations are due, and when
 * it is over. Pure.
 *
 * @see <a href="https://www.alibabacloud.com/help/doc-detail/212290.htm">SLS: incidents</a>
 */
public final class IncidentDecider {

    // As long as SLS keeps incidents.
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);
    // What several alerts say is one message in the end, which is to be read at once.
    private static final int MOST_MESSAGES = 20;

    private IncidentDecider() {}

    /** What became of an alert in an evaluation. */
    enum Fate {
        /** Somebody is told of it. */
        TOLD,
        /** Nobody is told, though nobody was told before: it is outside of the period, or whoever is named cannot be told. */
        UNHEARD,
        /** Nobody is told, since it was told before. */
        KNOWN,
        /** Nobody is to hear of it. */
        MUTED
    }

    /** What was found in a look at an incident: how it is now, and which of its escalations are due and count as carried out. */
    public record Looked(IncidentState state, Set<Stage> due) {}

    /**
     * {@return the incident as it is after one of its alerts has fired; empty if it stays as it is}
     *
     * <p>One that somebody finished opens again when the alert is told again; one whose alert ended by itself, when it fires
     * again, told or not: an alert that comes and goes would not be escalated otherwise.
     */
    static Optional<IncidentState> fires(
            @Nullable IncidentState before,
            Alert alert,
            String actionPolicy,
            Fate fate,
            Supplier<List<Prepared>> messages,
            Instant now) {
        if (fate == Fate.MUTED) {
            return Optional.empty();
        }
        List<Entry> others = before == null ? List.of() : others(before, alert);
        boolean open = before != null && before.phase().isOpen();
        if (before == null || !open || others.isEmpty() && !contains(before, alert)) {
            boolean finished = before != null && !before.by().isEmpty() && !open;
            boolean opens = before == null ? fate != Fate.KNOWN : fate == Fate.TOLD || !finished;
            return opens
                    ? Optional.of(new IncidentState(
                            alert.ruleId(),
                            actionPolicy,
                            now,
                            Phase.PENDING,
                            now,
                            "",
                            Set.of(),
                            List.of(new Entry(AlertReference.to(alert), messages.get()))))
                    : Optional.empty();
        }
        if (fate == Fate.KNOWN || fate == Fate.UNHEARD && contains(before, alert)) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(others);
        boolean room =
                others.stream().filter(each -> !each.messages().isEmpty()).count() < MOST_MESSAGES;
        entries.add(new Entry(AlertReference.to(alert), room ? messages.get() : List.of()));
        return Optional.of(before.with(entries));
    }

    private static List<Entry> others(IncidentState state, Alert alert) {
        return state.alerts().stream()
                .filter(each -> !each.alert().fingerprint().equals(alert.fingerprint()))
                .toList();
    }

    private static boolean contains(IncidentState state, Alert alert) {
        return state.alerts().stream()
                .map(Entry::alert)
                .anyMatch(each -> each.fingerprint().equals(alert.fingerprint())
                        && !alert.fireTime().isAfter(each.fireTime()));
    }

    /** {@return whether an alert is over by what is remembered of its rule; false if nothing is} */
    public static boolean isOver(AlertReference alert, @Nullable RuleState rule) {
        if (rule == null || rule.evaluatedTo() == null) {
            return false;
        }
        RuleState.Firing firing = rule.firing().get(alert.fingerprint());
        return firing == null || firing.since().isAfter(alert.fireTime());
    }

    /** {@return how an incident is at an instant, and which of its escalations are due then} */
    public static Looked look(
            IncidentState before, Predicate<AlertReference> over, Escalation escalation, Instant now) {
        IncidentState state = before.phase().isOpen() ? firing(before, over, now) : before;
        Set<Stage> due = new TreeSet<>();
        dueAt(state, escalation).forEach((stage, at) -> {
            if (!at.isAfter(now)) {
                due.add(stage);
            }
        });
        return new Looked(due.isEmpty() ? state : state.with(due), due);
    }

    // What began in the future was begun by a clock that ran ahead, and begins now. Clocks of two engines may differ.
    private static IncidentState firing(IncidentState before, Predicate<AlertReference> over, Instant now) {
        IncidentState state = before.since().isAfter(now.plus(CLOCK_DIFFERENCE))
                ? before.in(before.phase(), now, before.by())
                : before;
        List<Entry> firing =
                state.alerts().stream().filter(each -> !over.test(each.alert())).toList();
        if (firing.isEmpty()) {
            return state.in(Phase.RESOLVED, now, "");
        }
        return firing.size() == state.alerts().size() ? state : state.with(firing);
    }

    private static Map<Stage, Instant> dueAt(IncidentState state, Escalation escalation) {
        Map<Stage, Instant> due = new EnumMap<>(Stage.class);
        if (state.phase().isOpen()) {
            boolean pending = state.phase() == Phase.PENDING;
            Instant begun = state.openedAt().isBefore(state.since()) ? state.openedAt() : state.since();
            escalation
                    .unconfirmed()
                    .filter(time -> pending)
                    .ifPresent(time -> due.put(Stage.UNCONFIRMED, state.since().plus(time)));
            escalation
                    .inProgress()
                    .filter(time -> !pending)
                    .ifPresent(time -> due.put(Stage.IN_PROGRESS, state.since().plus(time)));
            escalation.unresolved().ifPresent(time -> due.put(Stage.UNRESOLVED, begun.plus(time)));
            due.keySet().removeAll(state.escalated());
        }
        return due;
    }

    /** {@return an incident as people see it} */
    public static Incident show(String id, IncidentState state, Escalation escalation) {
        return new Incident(
                id,
                state.ruleId(),
                state.actionPolicy(),
                state.openedAt(),
                state.phase(),
                state.since(),
                state.by(),
                dueAt(state, escalation).values().stream().min(Instant::compareTo),
                state.alerts().stream().map(Entry::alert).toList());
    }

    /**
     * {@return the incident as somebody says it is; the same if they have said so before}
     *
     * @throws IncidentException if there is none, it is over, or somebody else acknowledged it before
     */
    public static IncidentState say(String id, @Nullable IncidentState before, Phase phase, String by, Instant now) {
        IncidentState state = require(id, before);
        boolean said = state.phase() == phase && state.by().equals(by);
        if (!state.phase().isOpen() && !said) {
            throw new IncidentException(
                    Reason.OVER,
                    "incident '%s' is over since %s: %s; nothing is left to do"
                            .formatted(id, state.since(), over(state)));
        }
        if (phase == Phase.IN_PROGRESS && state.phase() == phase && !said) {
            throw new IncidentException(
                    Reason.ALREADY,
                    "incident '%s' was acknowledged by %s at %s already; ask them, or finish it"
                            .formatted(id, Checks.printable(state.by()), state.since()));
        }
        return said ? state : state.in(phase, now, by);
    }

    /**
     * {@return the incident}
     *
     * @throws IncidentException if there is none
     */
    public static IncidentState require(String id, @Nullable IncidentState state) {
        if (state == null) {
            throw new IncidentException(
                    Reason.UNKNOWN,
                    "there is no incident '%s'; incidents() tells which there are".formatted(Checks.printable(id)));
        }
        return state;
    }

    /** {@return why an incident is over, as part of a sentence} */
    static String over(IncidentState state) {
        if (state.by().isEmpty()) {
            return "its alerts ended";
        }
        String done = state.phase() == Phase.IGNORED ? "ignored" : "finished";
        return done + " by " + Checks.printable(state.by());
    }

    /** {@return the change that writes an incident} */
    public static Change change(StateKey key, long revision, IncidentState state) {
        return new Change(
                key,
                revision,
                state,
                state.phase().isOpen() ? null : state.since().plus(KEPT));
    }

    /** {@return what somebody said of an incident or what ended it, as a sentence} */
    public static String fact(String id, IncidentState state) {
        return state.phase().isOpen()
                ? "incident %s: acknowledged by %s".formatted(id, Checks.printable(state.by()))
                : "incident %s: %s".formatted(id, over(state));
    }
}
