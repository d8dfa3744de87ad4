package io.github.cspmalert.delivery;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a notification, and what becomes of it next.
 *
 * @param notification the notification as it was attempted
 * @param receipt what became of each address
 * @param failure what the notifier threw, or null if it answered
 * @param nextAttempt the instant of the next attempt for the addresses with {@link Receipt.Status#RETRY}, or null if there
 *     is none
 */
public record DeliveryAttempt(
        Notification notification, Receipt receipt, @Nullable RuntimeException failure, @Nullable Instant nextAttempt) {

    /** {@return whether every address was accepted} */
    public boolean complete() {
        return receipt.outcomes().stream().allMatch(outcome -> outcome.status() == Receipt.Status.ACCEPTED);
    }

    /** {@return whether addresses that did not go through are given up, since the time for trying is over} */
    public boolean gaveUp() {
        return nextAttempt == null && !receipt.with(Receipt.Status.RETRY).isEmpty();
    }

    /** {@return the outcomes of the addresses that were not accepted} */
    public List<Receipt.Outcome> notAccepted() {
        return receipt.outcomes().stream()
                .filter(outcome -> outcome.status() != Receipt.Status.ACCEPTED)
                .toList();
    }

    /**
     * Says what became of each address, one line each, such as {@code sent: sec-ops on email}.
     *
     * @return the lines; they name recipients by their ids, never by their addresses
     */
    public List<String> describe() {
        return receipt.outcomes().stream().map(this::describe).toList();
    }

    private String describe(Receipt.Outcome outcome) {
        String what =
                switch (outcome.status()) {
                    case ACCEPTED -> "sent";
                    case REFUSED -> "refused";
                    case RETRY -> "not sent";
                };
        String next = outcome.status() != Receipt.Status.RETRY
                ? ""
                : nextAttempt == null
                        ? "; given up"
                        : "; next attempt at " + nextAttempt.truncatedTo(ChronoUnit.SECONDS);
        String detail = detail(outcome);
        return what + ": " + outcome.address().recipientId() + " on " + notification.channel()
                + (detail.isEmpty() ? "" : " (" + detail + ")")
                + next;
    }

    // Servers like to quote the address, and to answer in several lines.
    private static String detail(Receipt.Outcome outcome) {
        if (outcome.detail().isEmpty()) {
            return "";
        }
        Pattern address = Pattern.compile(Pattern.quote(outcome.address().value()), Pattern.CASE_INSENSITIVE);
        String named = Matcher.quoteReplacement(outcome.address().recipientId());
        return Checks.told(address.matcher(outcome.detail()).replaceAll(named));
    }
}
