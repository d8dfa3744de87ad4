package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.notify.email.SmtpFailures.Fate;
import io.github.cspmalert.notify.email.SmtpFailures.Fates;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends notifications as mails over SMTP. Thread-safe; its {@linkplain EmailNotifierBuilder builder} is not.
 *
 * <pre>{@code
 * try (EmailNotifier email = EmailNotifier.builder("smtp://user:password@smtp.example.com:587")
 *         .from("alerts@example.com", "Cloud posture")
 *         .build()) {
 *     email.send(notification);
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>Content:</b> HTML goes out with a plain text made from it, text as plain text. Notices stand below it.
 *   <li><b>Protection:</b> TLS is required, and the server's certificate and host name are verified.
 *   <li><b>Repeats:</b> {@code Message-ID} and {@code X-CSPM-Alert-Key} come from {@link Notification#key()}. If the
 *       server takes a mail and dies before it says so, the mail comes again with the same two, and mail systems that
 *       drop duplicates drop it.
 *   <li><b>Connections:</b> one by default, used for one mail after the other and kept for a while.
 *   <li><b>Outcomes:</b> the server's answer for each address: 2xx is accepted, 5xx is refused, 4xx is to be tried again.
 *       An address that is malformed is refused without asking the server.
 * </ul>
 */
public final class EmailNotifier implements Notifier {

    private static final Fate MALFORMED = new Fate(Status.REFUSED, "the address is malformed");

    private final SmtpSettings settings;
    private final Mailbox from;
    private final SmtpConnections connections;
    private final EmailComposer composer;

    EmailNotifier(SmtpSettings settings, Mailbox from, SmtpConnections connections, EmailComposer composer) {
        this.settings = settings;
        this.from = from;
        this.connections = connections;
        this.composer = composer;
    }

    /**
     * Starts a notifier with a mail server given as a URL.
     *
     * @param smtpUrl {@code smtp://user:password@host:587} for STARTTLS, {@code smtps://user:password@host:465} for
     *     implicit TLS, {@code smtp://localhost:25?starttls=none} for no protection. User and password are
     *     percent-encoded and may be missing, as may the port
     * @return a new builder
     * @throws IllegalArgumentException if the URL is malformed; the message does not show it
     */
    public static EmailNotifierBuilder builder(String smtpUrl) {
        EmailNotifierBuilder builder = new EmailNotifierBuilder();
        SmtpUrl.apply(smtpUrl, builder);
        return builder;
    }

    /**
     * Starts a notifier whose mail server is set on the builder.
     *
     * @return a new builder
     */
    public static EmailNotifierBuilder builder() {
        return new EmailNotifierBuilder();
    }

    /**
     * Sends a notification as one mail to all its addresses.
     *
     * @param notification the notification
     * @return what the mail server said of each address
     * @throws io.github.cspmalert.delivery.NotificationException if nobody got the mail for a reason that does not lie
     *     with the addresses. It is retryable if the server could not be reached, fell silent, broke off, or said 4xx or
     *     421; and not if it offers no STARTTLS, its certificate is not trusted, or it refused the login or the sender
     * @throws IllegalStateException if the notifier is closed
     */
    @Override
    public Receipt send(Notification notification) {
        Map<Address, Mailbox> mailboxes = mailboxes(notification);
        List<Mailbox> to = distinct(mailboxes);
        Fates fates =
                to.isEmpty() ? Fates.ALL_ACCEPTED : connections.send(composer.compose(notification, to), envelope(to));
        List<Outcome> outcomes = new ArrayList<>();
        for (Address address : notification.to()) {
            Mailbox mailbox = mailboxes.get(address);
            Fate fate = mailbox == null ? MALFORMED : fates.of(mailbox.address());
            outcomes.add(new Outcome(address, fate.status(), fate.detail()));
        }
        return new Receipt(outcomes);
    }

    /**
     * Writes the mail exactly as {@link #send} would send it, without sending it; for previews and archives.
     *
     * @param notification the notification
     * @return the mail as the content of an {@code .eml} file
     */
    public byte[] eml(Notification notification) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            composer.compose(notification, distinct(mailboxes(notification))).writeTo(bytes);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("a mail could not be written in memory", e);
        }
        return bytes.toByteArray();
    }

    /** Ends the connections. A mail that is being sent is still sent, and its connection ends after it. */
    @Override
    public void close() {
        connections.close();
    }

    /** {@return the server and the sender; no secret} */
    @Override
    public String toString() {
        return "EmailNotifier[server=%s, security=%s, from=%s]"
                .formatted(settings.server(), settings.security(), from.address());
    }

    // Without the malformed ones.
    private static Map<Address, Mailbox> mailboxes(Notification notification) {
        Map<Address, Mailbox> mailboxes = new LinkedHashMap<>();
        for (Address address : notification.to()) {
            Mailbox.parse(address.name(), address.value()).ifPresent(mailbox -> mailboxes.put(address, mailbox));
        }
        return mailboxes;
    }

    // Two recipients may share a mailbox; it gets one mail, and both hear what became of it.
    private static List<Mailbox> distinct(Map<Address, Mailbox> mailboxes) {
        Map<String, Mailbox> distinct = new LinkedHashMap<>();
        mailboxes.values().forEach(mailbox -> distinct.putIfAbsent(mailbox.address(), mailbox));
        return List.copyOf(distinct.values());
    }

    private static InternetAddress[] envelope(List<Mailbox> to) {
        return to.stream().map(EmailNotifier::envelopeAddress).toArray(InternetAddress[]::new);
    }

    private static InternetAddress envelopeAddress(Mailbox mailbox) {
        InternetAddress address = new InternetAddress();
        address.setAddress(mailbox.address());
        return address;
    }
}
