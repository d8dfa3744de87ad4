package io.github.cspmalert.notify.email;

import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.notify.email.SmtpConnection.Said;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Puts into words what failed and what to do about it. A mail server that is down, or a name that cannot be resolved, may
 * come back by itself; what only a person can repair breaks the channel.
 */
final class SmtpFailures {

    private final SmtpSettings settings;

    SmtpFailures(SmtpSettings settings) {
        this.settings = settings;
    }

    /** {@return what it means that the server's answer ends the conversation} */
    NotificationException said(SmtpStage stage, Said said) {
        if (said.verdict().breaksChannel()) {
            return NotificationException.channelBroken(broken(said), null);
        }
        String reply = said.reply().withoutAddresses();
        if (said.verdict() == SmtpVerdict.OUT_OF_STEP && !said.reply().isGoodbye()) {
            return retry(" gave an answer that does not fit what it was asked (" + stage + "): " + reply
                    + "; the connection is given up");
        }
        return switch (stage) {
            case STARTTLS -> retry(" refuses STARTTLS: " + reply + "; nothing is sent unprotected");
            case GREETING, EHLO -> retry(" turned the connection down: " + reply);
            case AUTH -> retry(" takes no login now: " + reply);
            default -> retry(" did not take the mail now: " + reply);
        };
    }

    /** {@return in one sentence why the channel is broken, and what to do} */
    private String broken(Said said) {
        String reply = said.reply().withoutAddresses();
        return server()
                + switch (said.verdict()) {
                    case NOT_RELAYED ->
                        " does not send to other domains for us: " + reply
                                + "; give it a login, or use the server that is meant for sending";
                    case SENDER_REFUSED ->
                        " refused the sender: " + reply + "; check from(...), and whether the server wants a login";
                    case LOGIN_REFUSED -> " refused the login: " + reply + loginFix();
                    case LOGIN_WANTED ->
                        " takes no mail without a login or TLS: " + reply + "; check username, password and security";
                    case NAME_REFUSED ->
                        " refused the name by which this machine introduced itself: " + reply
                                + "; set heloName(...) to the full host name of this machine";
                    case TLS_REFUSED -> " refuses STARTTLS: " + reply + startTlsFix();
                    default ->
                        " turned the connection down: " + reply
                                + "; check host and port, and whether the server lets this machine in";
                };
    }

    /** {@return what it means that the conversation broke} */
    NotificationException lost(SmtpStage stage, IOException cause, String abortedBecause) {
        if (!abortedBecause.isEmpty()) {
            return new NotificationException(abortedBecause, true, cause);
        }
        if (cause instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) {
            return new NotificationException("interrupted while talking to " + server(), true, cause);
        }
        if (cause instanceof SmtpProtocolException) {
            return new NotificationException(
                    server() + " does not speak SMTP as agreed: " + cause.getMessage()
                            + "; check host, port and security",
                    true,
                    cause);
        }
        if (stage == SmtpStage.TLS && isTls(cause)) {
            return NotificationException.channelBroken(tlsMessage(cause), cause);
        }
        String said =
                switch (stage) {
                    case CONNECT, GREETING, EHLO, STARTTLS, TLS ->
                        " cannot be reached or does not answer; check host," + " port and security";
                    case AUTH -> " broke off during the login";
                    default -> " broke off or fell silent before it took the mail";
                };
        return new NotificationException(server() + said, true, cause);
    }

    NotificationException noStartTls() {
        return NotificationException.channelBroken(server() + " does not offer STARTTLS" + startTlsFix(), null);
    }

    /** {@return what it means that the server knows no login at all} */
    NotificationException loginMissing() {
        return NotificationException.channelBroken(
                server() + " offers no login, so the credentials were not sent; use its submission port, or leave out"
                        + " the username",
                null);
    }

    NotificationException loginOfAnotherKind(Credentials credentials) {
        String wanted = credentials.oauth2() ? "XOAUTH2" : "PLAIN or LOGIN";
        return NotificationException.channelBroken(
                server() + " offers no login with " + wanted + "; use the other kind of credentials", null);
    }

    String tooLong(Duration limit) {
        return server() + " took longer than sendTimeout, " + limit + ", for a whole mail";
    }

    String closed() {
        return "the notifier was closed while it talked to " + server();
    }

    private NotificationException retry(String said) {
        return new NotificationException(server() + said, true, null);
    }

    private String loginFix() {
        Credentials credentials = settings.credentials();
        return credentials != null && credentials.oauth2()
                ? "; check username and token"
                : "; check username and password";
    }

    private String tlsMessage(IOException failure) {
        boolean certificate =
                causedBy(failure, CertificateException.class) || causedBy(failure, SSLPeerUnverifiedException.class);
        return certificate
                ? "the certificate of " + server() + " is not trusted, or is for another host name; use the name in"
                        + " the certificate, or set sslSocketFactory(...) for a private CA"
                : server() + " speaks no TLS that this side understands; check port and security: 587 is usually"
                        + " STARTTLS, 465 is IMPLICIT_TLS";
    }

    // A TLS connection that only broke off may work the next time.
    private static boolean isTls(IOException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException && !(t instanceof SSLException)) {
                return false;
            }
        }
        return true;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String startTlsFix() {
        return "; nothing is sent unprotected. If the port speaks TLS from the start, use IMPLICIT_TLS; if the server is"
                + " on this machine, NONE";
    }

    private String server() {
        return "the mail server " + settings.server();
    }
}
