package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.EmailAddress;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.notify.email.MailDelivery.Fate;
import io.github.cspmalert.notify.email.MailDelivery.Fates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
 *   <li><b>Content:</b> HTML goes out with a plain text made from it, text as plain text. Notices stand above it. What would make
 *       the mail longer than {@link EmailNotifierBuilder#maxMailBytes}, or than the server says it takes, is left out, and a
 *       notice says so. Characters that nobody sees are left out too.
 *   <li><b>Protection:</b> TLS is required, and the server's certificate and host name are verified.
 *   <li><b>Repeats:</b> {@code Message-ID} and {@code X-CSPM-Alert-Key} come from {@link Notification#key()}. If the
 *       server takes a mail and dies before it says so, the mail comes again with the same two, and mail systems that
 *       drop duplicates drop it.
 *   <li><b>Connections:</b> one by default, used for one mail after the other and kept for a while.
 *   <li><b>Time:</b> a notification takes no longer than {@link EmailNotifierBuilder#sendTimeout}, however slowly the server
 *       speaks. {@link #close()} and an interrupt of the sending thread end it at once.
 *   <li><b>Outcomes:</b> the server's answer for each address: 2xx is accepted, 5xx is refused, 4xx is to be tried again.
 *       An address that is malformed is refused without asking the server.
 *   <li><b>A broken channel:</b> refused login, missing STARTTLS, a certificate that is not trusted, a refused sender or
 *       host name, a server that does not let this machine in. No address is refused for that.
 *   <li><b>A server that is down:</b> refused connections and unknown host names are to be tried again, since both come
 *       and go with the network.
 *   <li><b>Many recipients:</b> no more than {@link EmailNotifierBuilder#maxRecipients} go into one mail, and fewer if the
 *       server says that there are too many. Each mail names its own recipients in {@code To}; all have the same key. With {@link
 *       EmailNotifierBuilder#individually} nobody learns of the others.
 *   <li><b>Addresses</b> are those of {@link EmailAddress}. Letters outside of ASCII before the {@code @} go only to a server
 *       that offers SMTPUTF8, in a mail of their own; elsewhere the address is refused.
 *   <li><b>Threads:</b> all mails about an alert have the same {@code References}, so that a repeat and the end join the first.
 * </ul>
 */
public final class EmailNotifier implements Notifier {

    private static final Fate MALFORMED = new Fate(Status.REFUSED, "the address is malformed");

    private final SmtpSettings settings;
    private final SmtpConnections connections;
    private final EmailComposer composer;

    EmailNotifier(SmtpSettings settings, SmtpConnections connections, EmailComposer composer) {
        this.settings = settings;
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
     * Sends a notification as a mail to all its addresses, or as several if they are too many for one.
     *
     * @param notification the notification
     * @return what the mail server said of each address; and the fault, if the channel broke after some were decided
     * @throws io.github.cspmalert.delivery.NotificationException if nothing was decided about anybody, because the server
     *     could not be reached, fell silent, broke off, took too long, or said 4xx; or because the {@linkplain
     *     io.github.cspmalert.delivery.NotificationException#channelBroken() channel is broken}. It is always retryable
     * @throws IllegalStateException if the notifier is closed
     */
    @Override
    public Receipt send(Notification notification) {
        Map<Address, Mailbox> mailboxes = mailboxes(notification);
        List<Mailbox> to = distinct(mailboxes);
        Fates fates = to.isEmpty() ? new Fates(Map.of(), Optional.empty()) : deliver(notification, to);
        List<Outcome> outcomes = new ArrayList<>();
        for (Address address : notification.to()) {
            Mailbox mailbox = mailboxes.get(address);
            Fate fate = mailbox == null
                    ? MALFORMED
                    : Objects.requireNonNull(fates.each().get(mailbox));
            outcomes.add(new Outcome(address, fate.status(), fate.detail()));
        }
        return new Receipt(outcomes, fates.channelFault());
    }

    private Fates deliver(Notification notification, List<Mailbox> to) {
        return connections.attempt(
                attempt -> new MailDelivery(attempt, settings, to, composer.mails(notification)).deliver());
    }

    /**
     * Writes the first mail exactly as {@link #send} would send it if the server took all its recipients and its length,
     * without sending it; for previews and archives.
     *
     * @param notification the notification
     * @return the mail as the content of an {@code .eml} file
     */
    public byte[] eml(Notification notification) {
        List<Mailbox> first = distinct(mailboxes(notification)).stream()
                .limit(settings.limits().recipients())
                .toList();
        return composer.compose(notification, first);
    }

    /**
     * Ends the connections at once and waits for nothing. A notification that is being sent fails, and is to be tried
     * again.
     */
    @Override
    public void close() {
        connections.close();
    }

    /** {@return the server and the sender; no secret} */
    @Override
    public String toString() {
        return "EmailNotifier[server=%s, security=%s, from=%s]"
                .formatted(settings.server(), settings.security(), settings.sender());
    }

    // Without the malformed ones. Two recipients may share a mailbox; it gets one mail, and both hear of it.
    private static Map<Address, Mailbox> mailboxes(Notification notification) {
        Map<String, Mailbox> first = new HashMap<>();
        Map<Address, Mailbox> mailboxes = new LinkedHashMap<>();
        for (Address address : notification.to()) {
            Mailbox.parse(address.name(), address.value())
                    .ifPresent(mailbox ->
                            mailboxes.put(address, first.computeIfAbsent(mailbox.address(), any -> mailbox)));
        }
        return mailboxes;
    }

    private static List<Mailbox> distinct(Map<Address, Mailbox> mailboxes) {
        return mailboxes.values().stream().distinct().toList();
    }
}
