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
 */
public final class EvaluationReport {

    private final Occurrence occurrence;
    private final List<DeliveryAttempt> deliveries;
    private final List<HeldBack> heldBack;

    EvaluationReport(Occurrence occurrence, List<DeliveryAttempt> deliveries, List<HeldBack> whenSending) {
        this.occurrence = occurrence;
        this.deliveries = List.copyOf(deliveries);
        this.heldBack = Stream.concat(occurrence.heldBack().stream(), whenSending.stream())
                .toList();
    }

    /** {@return the id of the rule} */
    public String ruleId() {
        return occurrence.ruleId();
    }

    /** {@return the instant of the evaluation} */
    public Instant at() {
        return occurrence.at();
    }

    /** {@return the rule's queries, each with the range of log time that it ran over and what it gave} */
    public List<QueryData> data() {
        return occurrence.data();
    }

    /** {@return the alerts that fired; empty if the trigger did not hold} */
    public List<Alert> alerts() {
        return occurrence.alerts();
    }

    /** {@return what the evaluation put into the outbox} */
    public List<Notification> notifications() {
        return occurrence.notifications();
    }

    /**
     * Tells what was attempted by a {@linkplain CspmAlerts#check check}.
     *
     * @return the attempts to send new notifications, and earlier ones of the rule that were due; empty if the evaluation was
     *     made on schedule, since sending goes on apart
     */
    public List<DeliveryAttempt> deliveries() {
        return deliveries;
    }

    /**
     * Tells who was not told, and why.
     *
     * @return who was held back; what silences hold back is found out when it is about to be sent, so it is here after a
     *     {@linkplain CspmAlerts#check check} only
     */
    public List<HeldBack> heldBack() {
        return heldBack;
    }

    /** {@return what went wrong on the way without stopping it, such as a template that failed; one sentence each} */
    public List<String> problems() {
        return occurrence.problems();
    }

    /**
     * Explains why it came out like that, in plain sentences. What is remembered of it {@link CspmAlerts#explain(String, Instant)}
     * tells.
     *
     * @return the explanation, worked out when asked for; it holds values of rows, so treat it as you treat the logs
     */
    public Explanation explain() {
        return Explainer.of(occurrence, deliveries, heldBack);
    }

    /** {@return the number of rows that the queries gave} */
    public int rowsSeen() {
        return data().stream().mapToInt(query -> query.result().rows().size()).sum();
    }

    /** {@return whether the rows of a query may not be all there are} */
    public boolean truncated() {
        return data().stream().anyMatch(query -> query.result().isCut());
    }

    /** {@return whether an alert fired} */
    public boolean fired() {
        return !alerts().isEmpty();
    }

    /**
     * Describes the evaluation for people. It holds the ids of recipients, but no address and no row.
     *
     * @return lines without a line break at the end
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        String fired = fired() ? "; fired" : "; nothing fired";
        for (QueryData query : data()) {
            lines.add("%s at %s: %d rows from [%s, %s)%s"
                    .formatted(
                            ruleId(),
                            at().truncatedTo(ChronoUnit.SECONDS),
                            query.result().rows().size(),
                            query.range().from(),
                            query.range().to(),
                            fired));
            query.result().cuts().forEach(cut -> lines.add("cut: " + cut.explanation()));
        }
        deliveries.forEach(attempt -> lines.addAll(attempt.describe()));
        heldBack.forEach(held -> lines.add("held back: " + held.explanation()));
        problems().forEach(problem -> lines.add("problem: " + problem));
        return String.join("\n", lines);
    }

    /** {@return the description} */
    @Override
    public String toString() {
        return describe();
    }
}
