package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        List<String> problems) {

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
                        flat(several, Occurrence::problems));
    }

    private static <T> List<T> flat(List<Occurrence> several, Function<Occurrence, List<T>> part) {
        return several.stream().flatMap(each -> part.apply(each).stream()).toList();
    }

    /** {@return what happened in sentences that hold no row, address or secret} */
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (QueryData query : data) {
            facts.add(query.result().rows().size() + " rows from ["
                    + query.range().from() + ", " + query.range().to() + ")");
            query.result().cuts().forEach(cut -> facts.add("cut: " + cut.explanation()));
        }
        alerts.forEach(alert -> facts.add("fired: alert " + alert.fingerprint() + ", "
                + alert.severity().label() + ", since " + alert.fireTime()));
        ended.forEach(fingerprint -> facts.add("ended: alert " + fingerprint));
        notifications.forEach(
                notification -> facts.add("to be sent: " + notification.key() + " on " + notification.channel() + " to "
                        + notification.to().stream()
                                .map(address -> address.recipientId())
                                .distinct()
                                .collect(Collectors.joining(", "))));
        heldBack.forEach(held -> facts.add("held back: " + held.explanation()));
        problems.forEach(problem -> facts.add("problem: " + problem));
        return facts;
    }
}
