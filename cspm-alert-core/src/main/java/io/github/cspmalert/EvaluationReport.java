package io.github.cspmalert;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.policy.HeldBack;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one evaluation of a rule did: what it saw, what fired, what was sent to whom, and what was held back and why.
 * Immutable and thread-safe.
 *
 * @param ruleId the id of the rule
 * @param at the instant of the evaluation
 * @param data the rule's query, the range of log time that it ran over, and what it gave
 * @param alerts the alerts that fired; empty if the trigger did not hold
 * @param deliveries the attempts to send that this evaluation made, of new notifications and of earlier ones that were
 *     due
 * @param heldBack who was not told, and why
 * @param problems what went wrong on the way without stopping it, such as a template that failed; one sentence each
 */
public record EvaluationReport(
        String ruleId,
        Instant at,
        QueryData data,
        List<Alert> alerts,
        List<DeliveryAttempt> deliveries,
        List<HeldBack> heldBack,
        List<String> problems) {

    /**
     * Copies the lists.
     *
     * @param ruleId the id of the rule
     * @param at the instant of the evaluation
     * @param data the rule's query with what it gave
     * @param alerts the alerts that fired
     * @param deliveries the attempts to send
     * @param heldBack who was not told, and why
     * @param problems what went wrong without stopping it
     */
    public EvaluationReport {
        alerts = List.copyOf(alerts);
        deliveries = List.copyOf(deliveries);
        heldBack = List.copyOf(heldBack);
        problems = List.copyOf(problems);
    }

    /** {@return the number of rows that the query gave} */
    public int rowsSeen() {
        return data.result().rows().size();
    }

    /** {@return whether the rows may not be all there are, or not exact} */
    public boolean truncated() {
        return data.result().isCut();
    }

    /** {@return whether any alert fired} */
    public boolean fired() {
        return !alerts.isEmpty();
    }

    /** {@return the report as sentences for people, one a line; it names recipients, but no address and no row} */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("%s at %s: %d rows from [%s, %s)%s"
                .formatted(
                        ruleId,
                        at.truncatedTo(ChronoUnit.SECONDS),
                        rowsSeen(),
                        data.range().from(),
                        data.range().to(),
                        fired() ? "; fired" : "; nothing fired"));
        for (Cut cut : data.result().cuts()) {
            lines.add("cut: " + cut.explanation());
        }
        deliveries.forEach(attempt -> describe(attempt, lines));
        heldBack.forEach(held -> lines.add("held back: " + held.explanation()));
        problems.forEach(problem -> lines.add("problem: " + problem));
        return String.join("\n", lines);
    }

    private static void describe(DeliveryAttempt attempt, List<String> lines) {
        for (Receipt.Outcome outcome : attempt.receipt().outcomes()) {
            String next = outcome.status() != Receipt.Status.RETRY
                    ? ""
                    : attempt.nextAttempt() == null
                            ? "; given up"
                            : "; next attempt at " + attempt.nextAttempt().truncatedTo(ChronoUnit.SECONDS);
            String detail = detail(outcome);
            lines.add("%s: %s on %s%s%s"
                    .formatted(
                            switch (outcome.status()) {
                                case ACCEPTED -> "sent";
                                case REFUSED -> "refused";
                                case RETRY -> "not sent";
                            },
                            outcome.address().recipientId(),
                            attempt.notification().channel(),
                            detail.isEmpty() ? "" : " (" + detail + ")",
                            next));
        }
    }

    // Servers like to quote the address, and to answer in several lines.
    private static String detail(Receipt.Outcome outcome) {
        Pattern address = Pattern.compile(Pattern.quote(outcome.address().value()), Pattern.CASE_INSENSITIVE);
        String named = Matcher.quoteReplacement(outcome.address().recipientId());
        return Checks.oneLineOf(address.matcher(outcome.detail()).replaceAll(named));
    }
}
