package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.Incident.Phase;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Escalation.Stage;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.IncidentState.Entry;
import io.github.cspmalert.state.IncidentState.Prepared;
import io.github.cspmalert.state.OutboxItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is sent when escalations of an incident are due: the messages that were prepared when its alerts were told, with
 * what happened above them, to whom the second list of the action policy names now. For one incident, once.
 */
public final class Escalations {

    private static final String KEY = "escalated-";

    private final String id;
    private final IncidentState state;
    private final Set<Stage> due;
    private final PolicySetup setup;
    private final Instant now;
    private final @Nullable AcknowledgeLinks links;
    private final List<OutboxItem> items = new ArrayList<>();
    private final List<HeldBack> heldBack = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean waits;

    private Escalations(String id, IncidentState state, Set<Stage> due, Setup setup, Instant now) {
        this.id = id;
        this.state = state;
        this.due = due;
        this.setup = setup.policy();
        this.links = setup.links();
        this.now = now;
    }

    /** Whom an escalation tells, and the links that its messages have; null if they have none. */
    public record Setup(PolicySetup policy, @Nullable AcknowledgeLinks links) {}

    /**
     * What is sent, and what is not and why.
     *
     * @param items what is sent
     * @param notices what happened, a sentence for each escalation that is due
     * @param heldBack who is not told
     * @param problems what went wrong, one sentence each
     */
    public record Escalated(
            List<OutboxItem> items, List<String> notices, List<HeldBack> heldBack, List<String> problems) {

        /** {@return what came of it, for listeners} */
        public Occurrence occurrence(String ruleId, Instant at) {
            return new Occurrence(
                    ruleId,
                    at,
                    List.of(),
                    List.of(),
                    List.of(),
                    items.stream().map(OutboxItem::notification).toList(),
                    heldBack,
                    List.of(),
                    problems);
        }
    }

    /**
     * {@return what is sent of an incident whose escalations are due; empty if they wait for a period to open} No evaluation tells
     * them again, so they are not dropped. At least one is due.
     */
    public static Optional<Escalated> of(String id, IncidentState state, Set<Stage> due, Setup setup, Instant now) {
        Escalations escalations = new Escalations(id, state, due, setup, now);
        Escalated escalated = escalations.escalated();
        return escalations.waits && escalated.items().isEmpty() ? Optional.empty() : Optional.of(escalated);
    }

    /** {@return whether a notification tells an escalation, which no evaluation tells again} */
    static boolean isOne(Notification notification) {
        return notification.key().startsWith(KEY);
    }

    /** {@return the id of the incident that a notification escalates; empty if it does not escalate any} */
    public static Optional<String> incidentOf(Notification notification) {
        return isOne(notification) ? Optional.of(notification.key().split("-")[1]) : Optional.empty();
    }

    /**
     * {@return why an escalation that waited is not to be told any more, as a fact, given its incident as it is now; empty if it
     * is} What it says is not true any more then.
     */
    public static Optional<String> moot(Notification escalation, IncidentState state) {
        String[] key = escalation.key().split("-");
        boolean acknowledged =
                state.phase() == Phase.IN_PROGRESS && key[3].equals(Integer.toString(Stage.UNCONFIRMED.ordinal()));
        String why = !key[2].equals(Long.toString(state.openedAt().getEpochSecond()))
                ? "it was opened anew since"
                : !state.phase().isOpen()
                        ? IncidentDecider.over(state)
                        : acknowledged ? "acknowledged by " + Checks.printable(state.by()) : "";
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of("incident %s: its escalation is not sent any more: %s".formatted(key[1], why));
    }

    private Escalated escalated() {
        List<String> notices = due.stream().map(this::notice).toList();
        List<String> above = new ArrayList<>(notices);
        if (links != null && state.phase() == Phase.PENDING) {
            above.add(links.notice(id, state.openedAt(), now));
        }
        messages().forEach((first, message) -> send(first, message.under(above)));
        if (items.isEmpty()) {
            problems.add(
                    "incident '%s' escalates, and nobody can be told; see who is held back, and whom action policy '%s' names"
                            .formatted(id, setup.policy().id()));
        }
        return new Escalated(List.copyOf(items), notices, List.copyOf(heldBack), List.copyOf(problems));
    }

    // One message of each action, which says what those of all alerts say.
    private Map<Prepared, Message> messages() {
        Map<Integer, Prepared> firsts = new LinkedHashMap<>();
        Map<Prepared, Message> joined = new LinkedHashMap<>();
        for (Entry entry : state.alerts()) {
            for (Prepared each : entry.messages()) {
                Prepared first = firsts.computeIfAbsent(each.action(), place -> each);
                joined.merge(first, each.message(), Message::and);
            }
        }
        long unsaid = state.alerts().stream()
                .filter(entry -> entry.messages().isEmpty())
                .count();
        if (unsaid > 0) {
            joined.replaceAll((first, message) ->
                    message.under(List.of("%d more alerts that were told before belong to this.".formatted(unsaid))));
        }
        return joined;
    }

    private void send(Prepared prepared, Message message) {
        Action action = action(prepared);
        List<Address> to = action == null ? changed(prepared) : addresses(action);
        if (!to.isEmpty()) {
            Notification notification =
                    new Notification(key(prepared.action()), prepared.channel(), to, message, references());
            OutboxItem item = OutboxItem.of(notification, now);
            items.add(
                    action == null
                            ? item
                            : item.opening(setup.opens(action, now).orElse(now)));
        }
    }

    // None if the definitions have changed since.
    private @Nullable Action action(Prepared prepared) {
        List<Action> actions = setup.policy().escalatedActions();
        return prepared.action() < actions.size()
                        && actions.get(prepared.action()).channel().equals(prepared.channel())
                ? actions.get(prepared.action())
                : null;
    }

    private List<Address> changed(Prepared prepared) {
        boolean known = setup.policy().allActions().stream()
                .anyMatch(action -> action.channel().equals(prepared.channel()));
        if (!known) {
            problems.add("action policy '%s' tells nobody on %s any more, so nobody is told there of incident '%s'"
                    .formatted(setup.policy().id(), prepared.channel(), id));
        }
        return known ? prepared.to() : List.of();
    }

    private List<Address> addresses(Action action) {
        NotificationPlanner.Reached reached = NotificationPlanner.reached(setup, action, now);
        heldBack.addAll(reached.heldBack());
        List<User> users = reached.users();
        if (users.isEmpty() && setup.opens(action, now).filter(now::isBefore).isPresent()) {
            waits = true;
            return List.of();
        }
        return PolicySetup.addresses(setup.orEverybodyOnCall(users, action, now, problems::add), action);
    }

    private List<AlertReference> references() {
        return state.alerts().stream()
                .map(Entry::alert)
                .limit(OutboxDraft.MOST_REFERENCES)
                .toList();
    }

    // The same if the same is decided again, and another for every opening of the incident.
    private String key(int action) {
        String stages =
                due.stream().map(stage -> Integer.toString(stage.ordinal())).collect(Collectors.joining());
        return KEY + id + "-" + Long.toString(state.openedAt().getEpochSecond()) + "-" + stages + "-" + action;
    }

    private String notice(Stage stage) {
        Escalation escalation = setup.policy().escalation();
        return switch (stage) {
            case UNCONFIRMED ->
                "Nobody has acknowledged this for "
                        + words(escalation.unconfirmed().orElseThrow()) + ".";
            case IN_PROGRESS ->
                "%s acknowledged this and has not finished it for %s."
                        .formatted(
                                Checks.printable(state.by()),
                                words(escalation.inProgress().orElseThrow()));
            case UNRESOLVED ->
                "This is not finished for " + words(escalation.unresolved().orElseThrow()) + ".";
        };
    }

    /** {@return a time as people say it, such as {@code 1 hour 30 minutes}} */
    static String words(Duration time) {
        StringJoiner words = new StringJoiner(" ");
        add(words, time.toDaysPart(), "day");
        add(words, time.toHoursPart(), "hour");
        add(words, time.toMinutesPart(), "minute");
        add(words, time.toSecondsPart(), "second");
        return words.toString();
    }

    private static void add(StringJoiner words, long count, String unit) {
        if (count > 0) {
            words.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
