package io.github.cspmalert.testkit.contract;

import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A notifier into a list of texts, as a user might write it, with the flaws that the contract must find. */
final class MailboxNotifier implements Notifier {

    enum Flaw {
        NONE(),
        FIRST_ADDRESS_ONLY(
                "send_severalAddresses_haveOneOutcomeEachInOrder", "send_hugeContent_isAcceptedOrRefusedForGood"),
        REVERSED_OUTCOMES(
                "send_severalAddresses_haveOneOutcomeEachInOrder", "send_hugeContent_isAcceptedOrRefusedForGood"),
        NEVER_DELIVERS(
                "send_textContent_reachesTheReceiver",
                "send_htmlContent_reachesTheReceiver",
                "send_subject_reachesTheReceiver",
                "send_key_reachesTheReceiver",
                "send_sameNotificationTwice_isAcceptedAgainWithTheSameKey",
                "send_notices_areShown",
                "send_noticesWithHtml_areShown",
                "send_chineseAndJapanese_arriveUnchanged",
                "send_quotesAndMarkUpInText_breakNothing",
                "send_lineBreaksInContent_keepWhatFollows",
                "send_fromSeveralThreads_answersEachForItsOwnAddresses"),
        ASCII_ONLY("send_chineseAndJapanese_arriveUnchanged"),
        LOSES_THE_KEY("send_key_reachesTheReceiver", "send_sameNotificationTwice_isAcceptedAgainWithTheSameKey"),
        KEY_ONLY_ONCE("send_sameNotificationTwice_isAcceptedAgainWithTheSameKey"),
        REFUSES_REPEATS("send_sameNotificationTwice_isAcceptedAgainWithTheSameKey"),
        LOSES_THE_SUBJECT("send_subject_reachesTheReceiver"),
        LOSES_NOTICES("send_notices_areShown", "send_noticesWithHtml_areShown"),
        LOSES_NOTICES_WITH_HTML("send_noticesWithHtml_areShown"),
        STOPS_AT_A_LONE_DOT("send_lineBreaksInContent_keepWhatFollows"),
        STOPS_AT_MARK_UP(
                "send_htmlContent_reachesTheReceiver",
                "send_noticesWithHtml_areShown",
                "send_quotesAndMarkUpInText_breakNothing"),
        NEEDS_A_NAME("send_oddNamesOfPeople_breakNothing"),
        KNOWS_NO_END("send_resolvedAlert_isAccepted"),
        RETRIES_THE_HUGE("send_hugeContent_isAcceptedOrRefusedForGood"),
        THROWS_RETRYABLE_AT_THE_HUGE("send_hugeContent_isAcceptedOrRefusedForGood"),
        ONE_AT_A_TIME("send_fromSeveralThreads_answersEachForItsOwnAddresses"),
        CLOSES_ONCE("close_twice_isTheSameAsOnce", "close_unused_doesNothing"),
        CLOSES_ONLY_IF_USED("close_unused_doesNothing");

        private final Set<String> failing;

        Flaw(String... failing) {
            this.failing = Set.of(failing);
        }

        Set<String> failing() {
            return failing;
        }
    }

    private final Flaw flaw;
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> seen = Collections.synchronizedSet(new HashSet<>());
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch collided = new CountDownLatch(1);
    private boolean closed;

    MailboxNotifier(Flaw flaw) {
        this.flaw = flaw;
    }

    List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public Receipt send(Notification notification) {
        inside.incrementAndGet();
        try {
            refuseWhatTheFlawRefuses(notification);
            boolean repeat = !seen.add(notification.key());
            if (flaw == Flaw.REFUSES_REPEATS && repeat) {
                return Receipt.all(notification, Receipt.Status.REFUSED, "seen before");
            }
            if (flaw == Flaw.RETRIES_THE_HUGE && isHuge(notification)) {
                return Receipt.all(notification, Receipt.Status.RETRY, "too long");
            }
            if (flaw != Flaw.NEVER_DELIVERS) {
                received.add(text(notification, repeat));
            }
            return receipt(notification);
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void close() {
        if (flaw == Flaw.CLOSES_ONCE && closed) {
            throw new IllegalStateException("closed already");
        }
        if (flaw == Flaw.CLOSES_ONLY_IF_USED && seen.isEmpty()) {
            throw new IllegalStateException("never opened");
        }
        closed = true;
    }

    private void refuseWhatTheFlawRefuses(Notification notification) {
        boolean refused =
                switch (flaw) {
                    case NEEDS_A_NAME -> notification.to().get(0).name().isEmpty();
                    case KNOWS_NO_END -> notification.alerts().get(0).status() == AlertStatus.RESOLVED;
                    case THROWS_RETRYABLE_AT_THE_HUGE -> isHuge(notification);
                    case ONE_AT_A_TIME -> notification.key().startsWith("thread-") && meetsAnother();
                    default -> false;
                };
        if (refused) {
            throw new NotificationException("refused", true, null);
        }
    }

    // Waits for the other thread that a contract worth its name brings, so that the flaw shows every time.
    private boolean meetsAnother() {
        if (inside.get() > 1) {
            collided.countDown();
        }
        try {
            return collided.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String text(Notification notification, boolean repeat) {
        Message message = notification.message();
        boolean noKey = flaw == Flaw.LOSES_THE_KEY || flaw == Flaw.KEY_ONLY_ONCE && repeat;
        boolean noNotices = flaw == Flaw.LOSES_NOTICES
                || flaw == Flaw.LOSES_NOTICES_WITH_HTML && message.format() == ContentFormat.HTML;
        return String.join(
                "\n",
                noKey ? "" : notification.key(),
                flaw == Flaw.LOSES_THE_SUBJECT ? "" : message.subject(),
                content(message.content()),
                noNotices ? "" : String.join("\n", message.notices()));
    }

    private String content(String content) {
        return switch (flaw) {
            case ASCII_ONLY -> new String(content.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
            case STOPS_AT_A_LONE_DOT -> content.split("\r\n\\.\r\n", 2)[0];
            case STOPS_AT_MARK_UP -> content.split("<", 2)[0];
            default -> content;
        };
    }

    private Receipt receipt(Notification notification) {
        List<Receipt.Outcome> outcomes =
                new ArrayList<>(Receipt.accepted(notification).outcomes());
        if (flaw == Flaw.REVERSED_OUTCOMES) {
            Collections.reverse(outcomes);
        }
        return new Receipt(flaw == Flaw.FIRST_ADDRESS_ONLY ? outcomes.subList(0, 1) : outcomes);
    }

    private static boolean isHuge(Notification notification) {
        return notification.message().content().length() > 100_000;
    }
}
