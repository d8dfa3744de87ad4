package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Notifier} must do, as tests to inherit. Say how to make yours, towards a receiver on your own machine,
 * and how to read what that receiver got:
 *
 * <pre>{@code
 * class PagerNotifierTest extends NotifierContract {
 *     private final FakePager pager = new FakePager();
 *
 *     @Override
 *     protected Notifier notifier() {
 *         return new PagerNotifier(pager.url());
 *     }
 *
 *     @Override
 *     protected List<String> received() {
 *         return pager.messages();
 *     }
 * }
 * }</pre>
 *
 * <p>Methods such as {@link #address} may be overridden where a channel is different. Tests of failures, such as a
 * receiver that is down, are for you to add: only you can make it fail.
 */
@Timeout(60)
public abstract class NotifierContract {

    private static final String TEXT = "plain-marker 100%";

    private final List<Notifier> opened = new ArrayList<>();

    /** For subclasses. */
    protected NotifierContract() {}

    /**
     * Makes the notifier under test, which must accept everything. It is closed after the test.
     *
     * @return the notifier; a new one for each call
     */
    protected abstract Notifier notifier();

    /**
     * Reads what has reached the receiver in this test, waiting for what is still on its way.
     *
     * @return one text for each message, the oldest first: all that the receiver sees of it, decoded, such as the subject,
     *     the content, the notices and the key
     */
    protected abstract List<String> received();

    /** {@return the channel of the notifier; {@code contract} by default} */
    protected Channel channel() {
        return new Channel("contract");
    }

    /**
     * Makes an address that the receiver accepts.
     *
     * @param number which; different numbers give different addresses
     * @return the address; of the form {@code person-1@example.com} by default
     */
    protected Address address(int number) {
        return new Address("person-" + number, "Person " + number, "person-" + number + "@example.com");
    }

    /** {@return whether the receiver gets the idempotency key; true by default} */
    protected boolean carriesKey() {
        return true;
    }

    /** {@return whether the receiver gets the subject; true by default} */
    protected boolean carriesSubject() {
        return true;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Notifier::close);
    }

    @Test
    void send_oneAddress_isAcceptedWithOneOutcome() {
        assertAccepted(open(), notification("one", text(TEXT), 1));
    }

    @Test
    void send_severalAddresses_haveOneOutcomeEachInOrder() {
        assertAccepted(open(), notification("several", text(TEXT), 3, 1, 2));
    }

    @Test
    void send_textContent_reachesTheReceiver() {
        send(notification("text", text(TEXT), 1));

        assertThat(all()).contains("plain-marker");
    }

    @Test
    void send_htmlContent_reachesTheReceiver() {
        send(notification("html", html("<p>html-<b>marker</b></p><ul><li>item-marker</li></ul>"), 1));

        assertThat(all()).contains("marker", "item-marker");
    }

    @Test
    void send_subject_reachesTheReceiver() {
        send(notification("subject", text(TEXT), 1));

        if (carriesSubject()) {
            assertThat(all()).contains("subject-marker");
        }
    }

    @Test
    void send_key_reachesTheReceiver() {
        send(notification("the-key.1", text(TEXT), 1));

        if (carriesKey()) {
            assertThat(all()).contains("the-key.1");
        }
    }

    @Test
    void send_sameNotificationTwice_isAcceptedAgainWithTheSameKey() {
        Notifier notifier = open();
        Notification notification = notification("twice.1", text(TEXT), 1);
        assertAccepted(notifier, notification);
        assertAccepted(notifier, notification);

        if (carriesKey()) {
            assertThat(received()).isNotEmpty().allSatisfy(message -> assertThat(message)
                    .contains("twice.1"));
        }
    }

    @Test
    void send_notices_areShown() {
        Message message = new Message(
                "subject-marker",
                "plain-marker",
                ContentFormat.TEXT,
                List.of("first-notice: 3 rows were left out", "second-notice"));
        send(notification("notices", message, 1));

        assertThat(all()).contains("plain-marker", "first-notice", "second-notice");
    }

    @Test
    void send_noticesWithHtml_areShown() {
        Message message = new Message(
                "subject-marker", "<p>html-marker</p>", ContentFormat.HTML, List.of("first-notice", "second-notice"));
        send(notification("html-notices", message, 1));

        assertThat(all()).contains("html-marker", "first-notice", "second-notice");
    }

    @Test
    void send_chineseAndJapanese_arriveUnchanged() {
        send(notification("cjk", text("安全组 アラート ünïcode 🚨 cjk-end"), 1));

        assertThat(all()).contains("安全组", "アラート", "ünïcode", "cjk-end");
    }

    @Test
    void send_quotesAndMarkUpInText_breakNothing() {
        String hostile =
                "begin-marker \"'`\\ <script>alert(1)</script> & </body> {\"a\":[1]} *b* _c_ #d [e](f) | $x ${y} {{z}}";
        send(notification("mark-up", text(hostile + " end-marker"), 1));

        assertThat(all()).contains("begin-marker", "end-marker");
    }

    @Test
    void send_lineBreaksInContent_keepWhatFollows() {
        send(notification("lines", text("first-line\r\n.\r\nsecond-line\n\nthird-line\rfourth-line\n"), 1));

        assertThat(all()).contains("first-line", "second-line", "third-line", "fourth-line");
    }

    @Test
    void send_oddNamesOfPeople_breakNothing() {
        Notifier notifier = open();
        List<String> names = List.of("王小明", "O'Brien, \"Bob\" <bob>", "=1+1", "@all *x*", "");
        for (int i = 0; i < names.size(); i++) {
            Address plain = address(i);
            Address odd = new Address(plain.recipientId(), names.get(i), plain.value());
            assertAccepted(notifier, Samples.notification("odd-name-" + i, channel(), text(TEXT), List.of(odd)));
        }
    }

    @Test
    void send_resolvedAlert_isAccepted() {
        Notification firing = notification("resolved", text(TEXT), 1);

        assertAccepted(
                open(),
                new Notification(
                        firing.key(),
                        firing.channel(),
                        firing.to(),
                        firing.message(),
                        List.of(AlertReference.to(Samples.resolvedAlert()))));
    }

    @Test
    void send_hugeContent_isAcceptedOrRefusedForGood() {
        Notification huge = notification("huge", text("x".repeat(1_000_000)), 1, 2);
        try {
            Receipt receipt = open().send(huge);
            assertThat(receipt.outcomes()).extracting(Receipt.Outcome::address).isEqualTo(huge.to());
            assertThat(receipt.with(Receipt.Status.RETRY))
                    .as("too long now is too long later")
                    .isEmpty();
        } catch (NotificationException e) {
            assertThat(e.retryable()).as("too long now is too long later").isFalse();
        }
    }

    @Test
    void send_fromSeveralThreads_answersEachForItsOwnAddresses() {
        Notifier notifier = open();
        Contracts.together(
                8,
                number -> assertAccepted(notifier, notification("thread-" + number, text("from-" + number), number)));

        assertThat(all())
                .contains(IntStream.range(0, 8).mapToObj(i -> "from-" + i).toArray(String[]::new));
    }

    @Test
    void close_twice_isTheSameAsOnce() {
        Notifier notifier = open();
        assertAccepted(notifier, notification("close", text(TEXT), 1));

        notifier.close();
        assertThatCode(notifier::close).doesNotThrowAnyException();
    }

    @Test
    void close_unused_doesNothing() {
        assertThatCode(open()::close).doesNotThrowAnyException();
    }

    private Notifier open() {
        Notifier notifier = notifier();
        opened.add(notifier);
        return notifier;
    }

    private void send(Notification notification) {
        assertAccepted(open(), notification);
    }

    private String all() {
        return String.join("\n", received());
    }

    private static void assertAccepted(Notifier notifier, Notification notification) {
        assertThat(notifier.send(notification).outcomes())
                .as("outcomes of " + notification)
                .extracting(Receipt.Outcome::address, Receipt.Outcome::status)
                .containsExactlyElementsOf(notification.to().stream()
                        .map(address -> tuple(address, Receipt.Status.ACCEPTED))
                        .toList());
    }

    private Notification notification(String key, Message message, int... to) {
        List<Address> addresses = Arrays.stream(to).mapToObj(this::address).toList();
        return Samples.notification(key, channel(), message, addresses);
    }

    private static Message text(String content) {
        return new Message("subject-marker", content, ContentFormat.TEXT, List.of());
    }

    private static Message html(String content) {
        return new Message("subject-marker", content, ContentFormat.HTML, List.of());
    }
}
