package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.notify.email.SmtpConnection.Transaction;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to send a notification, in one or several mails over one connection. A connection that turns out to be dead
 * before it was given a content is replaced once. It belongs to one thread, except that {@link #end} ends it from any.
 */
final class SmtpAttempt {

    private static final Logger log = LoggerFactory.getLogger(SmtpAttempt.class);

    private final SmtpConnections connections;
    private final SmtpSettings settings;
    private final SmtpFailures failures;

    // Guarded by this; set by the thread of the attempt alone.
    private @Nullable SmtpConnection connection;
    private String ended = "";

    SmtpAttempt(SmtpConnections connections, SmtpSettings settings, SmtpFailures failures) {
        this.connections = connections;
        this.settings = settings;
        this.failures = failures;
    }

    /**
     * Sends a mail.
     *
     * @throws NotificationException if the server could not be asked to its end what becomes of the mail
     */
    Transaction send(List<Mailbox> to, EmailComposer.Mails mails) {
        SmtpConnection known = connection == null ? connections.takeKept() : connection;
        if (known != null) {
            use(known);
            try {
                return known.send(to, mails);
            } catch (NotificationException e) {
                if (!known.isDead() || known.stage() == SmtpStage.CONTENT || hasEnded()) {
                    throw e;
                }
                log.debug("the connection was dead, connecting again [server={}]", settings.server());
            }
            close(known);
        }
        return connect().send(to, mails);
    }

    /** Keeps the connection for others if it is still good. */
    void finish() {
        SmtpConnection last = connection;
        if (last != null && !last.isDead() && !hasEnded()) {
            use(null);
            connections.keep(last);
        } else if (last != null) {
            close(last);
        }
    }

    /** Ends the attempt at once, whatever it is waiting for. From any thread. */
    synchronized void end(String why) {
        ended = ended.isEmpty() ? why : ended;
        if (connection != null) {
            connection.socket().abort(ended);
        }
    }

    private synchronized boolean hasEnded() {
        return !ended.isEmpty();
    }

    private synchronized void use(@Nullable SmtpConnection next) {
        connection = next;
        if (next != null && hasEnded()) {
            next.socket().abort(ended);
        }
    }

    private SmtpConnection connect() {
        Credentials credentials = settings.credentials();
        String secret = credentials == null ? null : secret(credentials);
        SmtpConnection next = new SmtpConnection(settings, failures, socket(Scrubber.of(credentials, secret)));
        use(next);
        try {
            next.open(secret);
            return next;
        } catch (NotificationException e) {
            next.socket().abort("");
            use(null);
            throw e;
        }
    }

    private SmtpSocket socket(Scrubber scrubber) {
        try {
            return new SmtpSocket(scrubber);
        } catch (IOException e) {
            throw failures.lost(SmtpStage.CONNECT, e, "");
        }
    }

    private void close(SmtpConnection last) {
        if (last.isDead()) {
            last.socket().abort("");
        } else {
            last.socket().quit();
        }
        use(null);
    }

    private static String secret(Credentials credentials) {
        try {
            return Objects.requireNonNull(credentials.secret().get(), "the supplier gave no token")
                    .reveal();
        } catch (RuntimeException e) {
            boolean retryable = !(e instanceof CspmAlertException known) || known.retryable();
            String message = "the supplier of the mail server's token failed";
            throw retryable
                    ? new NotificationException(message, true, e)
                    : NotificationException.channelBroken(message + " for good; see the cause", e);
        }
    }
}
