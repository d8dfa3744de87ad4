package io.github.cspmalert.state;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is remembered of an incident, with the messages that are sent if it escalates. Immutable and thread-safe.
 *
 * @param ruleId the id of the rule whose alert opened it
 * @param actionPolicy the id of the action policy that escalates it
 * @param openedAt when it opened, which tells it from earlier ones of the same alert
 * @param phase how far it is
 * @param since from when the time in this phase counts
 * @param by who put it into this phase; empty if nobody did
 * @param escalated the escalations that were carried out
 * @param alerts the alerts that it is about, in the order in which they joined; empty once it is over
 */
public record IncidentState(
        String ruleId,
        String actionPolicy,
        Instant openedAt,
        Incident.Phase phase,
        Instant since,
        String by,
        Set<Escalation.Stage> escalated,
        List<Entry> alerts)
        implements StateValue {

    /**
     * An alert of an incident.
     *
     * @param alert the alert
     * @param messages what is sent about it if the incident escalates; empty if others of the incident say enough
     */
    public record Entry(AlertReference alert, List<Prepared> messages) {

        /**
         * Copies the messages.
         *
         * @param alert the alert
         * @param messages what is sent about it
         */
        public Entry {
            Objects.requireNonNull(alert, "alert");
            messages = List.copyOf(messages);
        }
    }

    /**
     * A message that is sent if the incident escalates. Whom the action names then is told; the addresses are for the case
     * that the definitions have no such action any more.
     *
     * @param action the place of the action among those of the list that is carried out, counted from 0
     * @param channel the channel
     * @param to the addresses as of when the message was made; may be empty
     * @param message what to say
     */
    public record Prepared(int action, Channel channel, List<Address> to, Message message) {

        /**
         * Copies the addresses.
         *
         * @param action the place of the action
         * @param channel the channel
         * @param to the addresses
         * @param message what to say
         */
        public Prepared {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(message, "message");
            to = List.copyOf(to);
        }
    }

    /**
     * Copies the collections.
     *
     * @param ruleId the id of the rule
     * @param actionPolicy the id of the action policy
     * @param openedAt when it opened
     * @param phase how far it is
     * @param since from when the time in this phase counts
     * @param by who put it into this phase, or empty
     * @param escalated the escalations that were carried out
     * @param alerts the alerts that it is about
     */
    public IncidentState {
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(actionPolicy, "actionPolicy");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(by, "by");
        escalated = Set.copyOf(escalated);
        alerts = List.copyOf(alerts);
    }

    /**
     * Replaces the alerts.
     *
     * @param alerts the alerts that it is about
     * @return the state with them
     */
    public IncidentState with(List<Entry> alerts) {
        return new IncidentState(ruleId, actionPolicy, openedAt, phase, since, by, escalated, alerts);
    }

    /**
     * Notes that escalations were carried out.
     *
     * @param stages which
     * @return the state with them
     */
    public IncidentState with(Set<Escalation.Stage> stages) {
        List<Escalation.Stage> all = new ArrayList<>(escalated);
        stages.stream().filter(stage -> !escalated.contains(stage)).forEach(all::add);
        return new IncidentState(ruleId, actionPolicy, openedAt, phase, since, by, Set.copyOf(all), alerts);
    }

    /**
     * Goes on to another phase. What is over has no alerts, nor messages, any more.
     *
     * @param next the phase
     * @param at from when on
     * @param who who says so; empty if nobody does
     * @return the state in that phase
     */
    public IncidentState in(Incident.Phase next, Instant at, String who) {
        return new IncidentState(
                ruleId, actionPolicy, openedAt, next, at, who, escalated, next.isOpen() ? alerts : List.of());
    }
}
