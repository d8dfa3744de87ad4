package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/** Says what a failure means: for each address if the server spoke of it, otherwise for all of them. */
final class SmtpFailures {

    // RFC 5321, 4.5.3.1.10: an old way of saying "too many recipients in one mail", to be taken for 452.
    private static final int TOO_MANY_RECIPIENTS = 552;

    private final SmtpSettings settings;

    SmtpFailures(SmtpSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads a failed sending.
     *
     * @throws NotificationException if nobody got the mail, and the reason does not lie with the addresses
     */
    Fates sending(MessagingException failure, SmtpTransport transport) {
        Map<String, Fate> single = new HashMap<>();
        for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
            if (e instanceof SMTPAddressFailedException refusal) {
                single.put(refusal.getAddress().getAddress(), refusal(refusal));
            }
        }
        SmtpReply reply = transport.reply();
        return switch (transport.stage()) {
            case DATA, CONTENT -> {
                if (reply == null || !reply.isIntelligible() || reply.isGoodbye()) {
                    throw interrupted(reply, failure);
                }
                yield new Fates(single, fate(reply));
            }
            case RCPT -> {
                SmtpReply goodbye = transport.goodbye();
                if (goodbye != null
                        || !(failure instanceof SendFailedException)
                        || failure instanceof SMTPAddressFailedException) {
                    throw interrupted(goodbye, failure);
                }
                yield new Fates(single, new Fate(Status.RETRY, ""));
            }
            default -> {
                if (reply == null || !reply.isPermanent()) {
                    throw interrupted(reply, failure);
                }
                throw new NotificationException(
                        server() + " refused the sender: " + reply.withoutAddresses()
                                + "; check from(...), and whether the server wants a login",
                        false,
                        failure);
            }
        };
    }

    /** {@return what it means that no connection could be made} */
    NotificationException connecting(MessagingException failure, SmtpTransport transport) {
        SmtpReply reply = SmtpReply.of(transport.getLastReturnCode(), lastResponse(transport));
        if (isTls(failure)) {
            return new NotificationException(tlsMessage(failure), false, failure);
        }
        if (transport.stage() == SmtpTransport.Stage.STARTTLS && reply.isIntelligible()) {
            return new NotificationException(
                    server() + " refuses STARTTLS: " + reply.withoutAddresses() + startTlsFix(),
                    !reply.isPermanent(),
                    failure);
        }
        if (settings.security() == SmtpSecurity.STARTTLS
                && transport.stage() == SmtpTransport.Stage.CONNECT
                && reply.isSuccess()
                && failure.getNextException() == null) {
            return new NotificationException(server() + " does not offer STARTTLS" + startTlsFix(), false, failure);
        }
        String said = reply.isIntelligible() && failure.getNextException() == null
                ? " turned the connection down: " + reply.withoutAddresses()
                : " cannot be reached or does not answer; check host, port and security";
        return new NotificationException(server() + said, !reply.isPermanent(), failure);
    }

    /** {@return what it means that the server did not let us in} */
    NotificationException login(
            AuthenticationFailedException failure, SmtpTransport transport, Credentials credentials, Secret secret) {
        int code = transport.getLastReturnCode();
        String said = scrub(lastResponse(transport), credentials.username(), secret);
        SmtpReply reply = SmtpReply.of(code, said);
        AuthenticationFailedException cause = new AuthenticationFailedException(reply.text());
        cause.setStackTrace(failure.getStackTrace());
        if (!reply.isIntelligible()) {
            return new NotificationException(server() + " broke off during the login", true, cause);
        }
        if (reply.isSuccess()) {
            String wanted = credentials.oauth2() ? "XOAUTH2" : "PLAIN or LOGIN";
            return new NotificationException(
                    server() + " offers no login with " + wanted + "; use the other kind of credentials", false, cause);
        }
        // A token expires, and the next one may be better. A wrong password stays wrong.
        boolean retryable = credentials.oauth2() || !reply.isPermanent();
        String fix = credentials.oauth2() ? "; check username and token" : "; check username and password";
        return new NotificationException(
                server() + " refused the login: " + reply.withoutAddresses() + fix, retryable, cause);
    }

    /** {@return what it means that the server knows no login at all} */
    NotificationException loginMissing() {
        return new NotificationException(
                server() + " offers no login, so the credentials were not sent; use its submission port, or leave out"
                        + " the username",
                false,
                null);
    }

    private NotificationException interrupted(@Nullable SmtpReply reply, Exception cause) {
        String said = reply == null || !reply.isIntelligible()
                ? " broke off or fell silent before it took the mail"
                : " did not take the mail now: " + reply.withoutAddresses();
        return new NotificationException(server() + said, true, cause);
    }

    private static Fate refusal(SMTPAddressFailedException refusal) {
        SmtpReply reply = SmtpReply.of(refusal.getReturnCode(), String.valueOf(refusal.getMessage()));
        return reply.code() == TOO_MANY_RECIPIENTS ? new Fate(Status.RETRY, reply.text()) : fate(reply);
    }

    private static Fate fate(SmtpReply reply) {
        if (reply.isSuccess()) {
            return Fate.ACCEPTED;
        }
        return new Fate(reply.isPermanent() ? Status.REFUSED : Status.RETRY, reply.text());
    }

    private String tlsMessage(MessagingException failure) {
        boolean certificate =
                causedBy(failure, CertificateException.class) || causedBy(failure, SSLPeerUnverifiedException.class);
        return certificate
                ? "the certificate of " + server() + " is not trusted, or is for another host name; use the name in"
                        + " the certificate, or set sslSocketFactory(...) for a private CA"
                : server() + " speaks no TLS that this side understands; check port and security: 587 is usually"
                        + " STARTTLS, 465 is IMPLICIT_TLS";
    }

    // A TLS connection that only broke off may work the next time.
    private static boolean isTls(Exception failure) {
        return causedBy(failure, SSLException.class)
                && !causedBy(failure, SocketException.class)
                && !causedBy(failure, SocketTimeoutException.class)
                && !causedBy(failure, EOFException.class);
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String lastResponse(SmtpTransport transport) {
        String response = transport.getLastServerResponse();
        return response == null ? "" : response;
    }

    // Some servers repeat what they did not understand.
    private static String scrub(String text, String username, Secret secret) {
        String value = secret.reveal();
        return text.replace(base64("user=" + username + "\1auth=Bearer " + value + "\1\1"), "****")
                .replace(base64(username + "\0" + username + "\0" + value), "****")
                .replace(base64(value), "****")
                .replace(value, "****");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String startTlsFix() {
        return "; nothing is sent unprotected. If the port speaks TLS from the start, use IMPLICIT_TLS; if the server is"
                + " on this machine, NONE";
    }

    private String server() {
        return "the mail server " + settings.server();
    }

    /**
     * What became of an address.
     *
     * @param status what became of it
     * @param detail what the server said of it
     */
    record Fate(Status status, String detail) {
        static final Fate ACCEPTED = new Fate(Status.ACCEPTED, "");
    }

    /**
     * What became of the addresses of a mail.
     *
     * @param single the fate of the addresses of which the server spoke one by one
     * @param others the fate of all others
     */
    record Fates(Map<String, Fate> single, Fate others) {

        static final Fates ALL_ACCEPTED = new Fates(Map.of(), Fate.ACCEPTED);

        Fate of(String address) {
            return single.getOrDefault(address, others);
        }
    }
}
