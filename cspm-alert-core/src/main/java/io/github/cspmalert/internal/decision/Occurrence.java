package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What came of an evaluation.
 *
 * @param ruleId the id of the rule
 * @param at the instant of the evaluation
 * @param data the queries with what they gave
 * @param alerts the alerts that fire
 * @param ended the fingerprints of those that fired before and no longer do
 * @param notifications what is to be sent
 * @param heldBack who is not told, and why
 * @param renderingFailures the templates that failed
 * @param problems what went wrong on the way, one sentence each
 * @param why why it came out like that
 */
public record Occurrence(
        String ruleId,
        Instant at,
        List<QueryData> data,
        List<Alert> alerts,
        List<String> ended,
        List<Notification> notifications,
        List<HeldBack> heldBack,
        List<RenderingFailure> renderingFailures,
        List<String> problems,
        Why why) {

    /** Copies the lists. */
    public Occurrence {
        data = List.copyOf(data);
        alerts = List.copyOf(alerts);
        ended = List.copyOf(ended);
        notifications = List.copyOf(notifications);
        heldBack = List.copyOf(heldBack);
        renderingFailures = List.copyOf(renderingFailures);
        problems = List.copyOf(problems);
    }

    /** Creates what came of something of which there is no more to say. */
    public Occurrence(
            String ruleId,
            Instant at,
            List<QueryData> data,
            List<Alert> alerts,
            List<String> ended,
            List<Notification> notifications,
            List<HeldBack> heldBack,
            List<RenderingFailure> renderingFailures,
            List<String> problems) {
        this(ruleId, at, data, alerts, ended, notifications, heldBack, renderingFailures, problems, Why.NOTHING);
    }

    /** {@return the same, where nobody hears of alerts with some fingerprints} */
    public Occurrence toldToNobody(List<String> fingerprints) {
        Why known = why.and(new Why(null, List.of(), fingerprints, Map.of(), Map.of()));
        return new Occurrence(
                ruleId, at, data, alerts, ended, notifications, heldBack, renderingFailures, problems, known);
    }

    /** A message that is plain text because its template failed. */
    public record RenderingFailure(Channel channel, RuntimeException failure) {}

    /** {@return that nothing came of an evaluation} */
    public static Occurrence nothing(String ruleId, Instant at) {
        return new Occurrence(ruleId, at, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** {@return what came of several evaluations of one rule as of one instant, in order; at least one} */
    public static Occurrence all(List<Occurrence> several) {
        Occurrence first = several.get(0);
        return several.size() == 1
                ? first
                : new Occurrence(
                        first.ruleId,
                        first.at,
                        flat(several, Occurrence::data),
                        flat(several, Occurrence::alerts),
                        flat(several, Occurrence::ended),
                        flat(several, Occurrence::notifications),
                        flat(several, Occurrence::heldBack),
                        flat(several, Occurrence::renderingFailures),
                        flat(several, Occurrence::problems),
                        several.stream().map(Occurrence::why).reduce(Why::and).orElse(Why.NOTHING));
    }

    private static <T> List<T> flat(List<Occurrence> several, Function<Occurrence, List<T>> part) {
        return several.stream().flatMap(each -> part.apply(each).stream()).toList();
    }

    /** {@return what happened in sentences that hold no row, address or secret} */
    public List<String> facts() {
        List<String> facts = new ArrayList<>(Explainer.asked(data));
        Reasons.of(this, false).forEach(reason -> facts.add(HistoryExplainer.DECIDED + reason));
        alerts.forEach(alert -> facts.add(HistoryExplainer.FIRED + "alert " + alert.fingerprint() + ", "
                + alert.severity().label() + ", since " + alert.fireTime()));
        ended.forEach(fingerprint -> facts.add(HistoryExplainer.ENDED + "alert " + fingerprint));
        notifications.forEach(notification -> facts.add(HistoryExplainer.TO_BE_SENT + notification.key() + " on "
                + notification.channel() + " to " + Explainer.recipients(notification) + opens(notification)));
        why.joined()
                .forEach((older, newer) ->
                        facts.add(HistoryExplainer.WITHDRAWN + older + ", which " + newer + " says too"));
        heldBack.forEach(held -> facts.add(HistoryExplainer.HELD_BACK + held.explanation()));
        why.toNobody()
                .forEach(fingerprint -> facts.add(HistoryExplainer.TO_NOBODY
                        + (why.tellsNobody()
                                ? "the rule tells nobody of alert "
                                : "the action policy reaches nobody for alert ")
                        + fingerprint));
        problems.forEach(problem -> facts.add(HistoryExplainer.PROBLEM + problem));
        return facts;
    }

    private String opens(Notification notification) {
        Instant opens = why.opens().get(notification.key());
        return opens == null ? "" : ", not before " + opens;
    }
}
