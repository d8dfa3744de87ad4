package io.github.cspmalert;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.Explanation;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.Explainer;
import io.github.cspmalert.internal.decision.Occurrence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one evaluation of a rule did: what it saw, what fired, what is to be sent to whom, and what was held back and why.
 * Immutable and thread-safe.
 *
 * @param ruleId the id of the rule
 * @param at the instant of the evaluation
 * @param data the rule's queries, each with the range of log time that it ran over and what it gave
 * @param alerts the alerts that fired; empty if the trigger did not hold
 * @param notifications what the evaluation put into the outbox
 * @param deliveries the attempts to send that a {@linkplain CspmAlerts#check check} made, of new notifications and of
 *     earlier ones of the rule that were due; empty if the evaluation was made on schedule, since sending goes on apart
 * @param heldBack who was not told, and why; what silences hold back is found out when it is about to be sent, so it is here
 *     after a {@linkplain CspmAlerts#check check} only
 * @param problems what went wrong on the way without stopping it, such as a template that failed; one sentence each
 * @param explain why it came out like that, in plain sentences. It holds values of rows, so treat it as you treat the logs; what
 *     is remembered of it, without values, {@link CspmAlerts#explain(String, Instant)} tells
 */
public record EvaluationReport(
        String ruleId,
        Instant at,
        List<QueryData> data,
        List<Alert> alerts,
        List<Notification> notifications,
        List<DeliveryAttempt> deliveries,
        List<HeldBack> heldBack,
        List<String> problems,
        Explanation explain) {

    /**
     * Copies the lists.
     *
     * @param ruleId the id of the rule
     * @param at the instant of the evaluation
     * @param data the rule's queries, each with the range of log time that it ran over
     * @param alerts the alerts that fired
     * @param notifications what the evaluation put into the outbox
     * @param deliveries the attempts to send that a {@linkplain CspmAlerts#check check} made
     * @param heldBack who was not told, and why
     * @param problems what went wrong on the way without stopping it, such as a template
     * @param explain why it came out like that
     */
    public EvaluationReport {
        data = List.copyOf(data);
        alerts = List.copyOf(alerts);
        notifications = List.copyOf(notifications);
        deliveries = List.copyOf(deliveries);
        heldBack = List.copyOf(heldBack);
        problems = List.copyOf(problems);
    }

    static EvaluationReport of(Occurrence occurrence, List<DeliveryAttempt> deliveries, List<HeldBack> whenSending) {
        List<HeldBack> all = Stream.concat(occurrence.heldBack().stream(), whenSending.stream())
                .toList();
        return new EvaluationReport(
                occurrence.ruleId(),
                occurrence.at(),
                occurrence.data(),
                occurrence.alerts(),
                occurrence.notifications(),
                deliveries,
                all,
                occurrence.problems(),
                Explainer.of(occurrence, deliveries, all));
    }

    /** {@return the number of rows that the queries gave} */
    public int rowsSeen() {
        return data.stream().mapToInt(query -> query.result().rows().size()).sum();
    }

    /** {@return whether the rows of a query may not be all there are} */
    public boolean truncated() {
        return data.stream().anyMatch(query -> query.result().isCut());
    }

    /** {@return whether an alert fired} */
    public boolean fired() {
        return !alerts.isEmpty();
    }

    /**
     * Describes the evaluation for people. It holds the ids of recipients, but no address and no row.
     *
     * @return lines without a line break at the end
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        String fired = fired() ? "; fired" : "; nothing fired";
        for (QueryData query : data) {
            lines.add("%s at %s: %d rows from [%s, %s)%s"
                    .formatted(
                            ruleId,
                            at.truncatedTo(ChronoUnit.SECONDS),
                            query.result().rows().size(),
                            query.range().from(),
                            query.range().to(),
                            fired));
            query.result().cuts().forEach(cut -> lines.add("cut: " + cut.explanation()));
        }
        deliveries.forEach(attempt -> lines.addAll(attempt.describe()));
        heldBack.forEach(held -> lines.add("held back: " + held.explanation()));
        problems.forEach(problem -> lines.add("problem: " + problem));
        return String.join("\n", lines);
    }
}
