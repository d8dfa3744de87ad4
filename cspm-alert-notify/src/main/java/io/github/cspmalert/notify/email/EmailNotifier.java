package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.notify.email.SmtpFailures.Fate;
import io.github.cspmalert.notify.email.SmtpFailures.Fates;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import io.github.cspmalert.policy.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends notifications as mails over SMTP. Thread-safe; its {@linkplain Builder builder} is not.
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

    private EmailNotifier(Builder builder, SmtpSettings settings, Mailbox from) {
        this.settings = settings;
        this.from = from;
        this.connections = new SmtpConnections(
                settings, from.address(), builder.maxConnections, builder.idleTimeout, builder.clock);
        this.composer = new EmailComposer(
                connections.session(), from, builder.replyTo, builder.language, builder.maxContentBytes);
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
    public static Builder builder(String smtpUrl) {
        Builder builder = new Builder();
        SmtpUrl.apply(smtpUrl, builder);
        return builder;
    }

    /**
     * Starts a notifier whose mail server is set on the builder.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
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

    /** Collects what an {@link EmailNotifier} needs: the server, a login if it wants one, and the sender. */
    public static final class Builder {

        private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
        private static final int DEFAULT_MAX_CONTENT_BYTES = 2 << 20;
        private static final int SMALLEST_MAX_CONTENT_BYTES = 1 << 10;
        private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,252}|[0-9A-Fa-f:.]{2,45}");
        private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|::1|0(:0){6}:1");

        private @Nullable String host;
        private int port;
        private SmtpSecurity security = SmtpSecurity.STARTTLS;
        private @Nullable String username;
        private @Nullable Secret password;
        private @Nullable Supplier<Secret> oauth2;
        private boolean plaintextLoginAllowed;
        private @Nullable SSLSocketFactory sslSocketFactory;
        private @Nullable Mailbox from;
        private @Nullable Mailbox replyTo;
        private Locale language = Locale.ENGLISH;
        private int maxContentBytes = DEFAULT_MAX_CONTENT_BYTES;
        private int maxConnections = 1;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration readTimeout = DEFAULT_TIMEOUT;
        private Duration writeTimeout = DEFAULT_TIMEOUT;
        private Duration idleTimeout = DEFAULT_TIMEOUT;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets the host name of the mail server, which its certificate must name. Required.
         *
         * @param host the host name or IP address
         * @return this builder
         * @throws IllegalArgumentException if it has characters that no host name has
         */
        public Builder host(String host) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("host must be a host name such as smtp.example.com, without port and"
                        + " scheme, but is '" + Text.printable(host) + "'");
            }
            this.host = host;
            return this;
        }

        /**
         * Sets the port. Default: 587 for STARTTLS, 465 for implicit TLS, 25 without protection.
         *
         * @param port the port, 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException if it is out of bounds
         */
        public Builder port(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1 to 65535, but is " + port);
            }
            this.port = port;
            return this;
        }

        /**
         * Sets how the connection is protected. Default: {@link SmtpSecurity#STARTTLS}.
         *
         * @param security the protection
         * @return this builder
         */
        public Builder security(SmtpSecurity security) {
            this.security = Objects.requireNonNull(security, "security");
            return this;
        }

        /**
         * Sets the name to log in with. Default: no login.
         *
         * @param username the name
         * @return this builder
         * @throws IllegalArgumentException if it is blank or has control characters
         */
        public Builder username(String username) {
            if (username.isBlank() || !Text.oneLine(username).equals(username)) {
                throw new IllegalArgumentException("username must be one line without control characters, and not"
                        + " blank, but is '" + Text.printable(username) + "'");
            }
            this.username = username;
            return this;
        }

        /**
         * Sets the password to log in with.
         *
         * @param password the password
         * @return this builder
         */
        public Builder password(Secret password) {
            this.password = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Sets where OAuth 2.0 access tokens come from, to log in with XOAUTH2 instead of a password.
         *
         * @param token gives a token that is valid now; asked for each new connection, from the thread that sends
         * @return this builder
         */
        public Builder oauth2(Supplier<Secret> token) {
            this.oauth2 = Objects.requireNonNull(token, "token");
            return this;
        }

        /**
         * Allows the login to go over a connection without protection to another machine, where everybody on the way
         * can read it. Default: not allowed.
         *
         * @param allowed whether it is allowed
         * @return this builder
         */
        public Builder plaintextLoginAllowed(boolean allowed) {
            this.plaintextLoginAllowed = allowed;
            return this;
        }

        /**
         * Sets what makes TLS connections, for a mail server whose certificate comes from a private CA. Host names are
         * verified all the same. Default: the platform's own.
         *
         * @param sslSocketFactory the factory
         * @return this builder
         */
        public Builder sslSocketFactory(SSLSocketFactory sslSocketFactory) {
            this.sslSocketFactory = Objects.requireNonNull(sslSocketFactory, "sslSocketFactory");
            return this;
        }

        /**
         * Sets the sender. Required, here or with a name.
         *
         * @param address the address, which also gets what cannot be delivered
         * @return this builder
         * @throws IllegalArgumentException if the address is malformed
         */
        public Builder from(String address) {
            return from(address, "");
        }

        /**
         * Sets the sender with a name for people to read.
         *
         * @param address the address, which also gets what cannot be delivered
         * @param name the name, in any script
         * @return this builder
         * @throws IllegalArgumentException if the address is malformed, or the name has control characters
         */
        public Builder from(String address, String name) {
            this.from = Mailbox.of("from", address, name);
            return this;
        }

        /**
         * Sets where answers go. Default: to the sender.
         *
         * @param address the address
         * @return this builder
         * @throws IllegalArgumentException if the address is malformed
         */
        public Builder replyTo(String address) {
            this.replyTo = Mailbox.of("replyTo", address, "");
            return this;
        }

        /**
         * Sets the language of the mails, by which readers choose fonts and voices. Default: English.
         *
         * @param language the language, such as {@link Locale#JAPANESE}
         * @return this builder
         */
        public Builder language(Locale language) {
            this.language = Objects.requireNonNull(language, "language");
            return this;
        }

        /**
         * Sets how long a content may be, in bytes of UTF-8; what is longer is cut, and a notice says so. Default: 2 MiB,
         * with which a mail, both its parts encoded, stays below the 10,240,000 bytes that Postfix takes by default.
         * (SLS itself cuts mails at 8 KB.)
         *
         * @param maxContentBytes the length, at least 1024
         * @return this builder
         * @throws IllegalArgumentException if it is smaller
         * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits</a>
         */
        public Builder maxContentBytes(int maxContentBytes) {
            if (maxContentBytes < SMALLEST_MAX_CONTENT_BYTES) {
                throw new IllegalArgumentException("maxContentBytes must be at least " + SMALLEST_MAX_CONTENT_BYTES
                        + ", but is " + maxContentBytes);
            }
            this.maxContentBytes = maxContentBytes;
            return this;
        }

        /**
         * Sets how many connections there may be at once. Others wait, no longer than connecting and reading may take
         * together. Default: 1.
         *
         * @param maxConnections the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is smaller
         */
        public Builder maxConnections(int maxConnections) {
            if (maxConnections < 1) {
                throw new IllegalArgumentException("maxConnections must be at least 1, but is " + maxConnections);
            }
            this.maxConnections = maxConnections;
            return this;
        }

        /**
         * Sets how long connecting may take. Default: 10 s.
         *
         * @param connectTimeout the time, 1 ms to 1 h
         * @return this builder
         * @throws IllegalArgumentException if it is out of bounds
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = timeout("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * Sets how long to wait for each answer of the server. Default: 30 s. A server that takes longer to check a mail
         * needs more, or the mail is sent again although the server has it.
         *
         * @param readTimeout the time, 1 ms to 1 h
         * @return this builder
         * @throws IllegalArgumentException if it is out of bounds
         */
        public Builder readTimeout(Duration readTimeout) {
            this.readTimeout = timeout("readTimeout", readTimeout);
            return this;
        }

        /**
         * Sets how long the server may take to accept each piece of a mail. Default: 30 s.
         *
         * @param writeTimeout the time, 1 ms to 1 h
         * @return this builder
         * @throws IllegalArgumentException if it is out of bounds
         */
        public Builder writeTimeout(Duration writeTimeout) {
            this.writeTimeout = timeout("writeTimeout", writeTimeout);
            return this;
        }

        /**
         * Sets how long a connection is kept after a mail in case another one follows. Default: 30 s.
         *
         * @param idleTimeout the time, 1 ms to 1 h
         * @return this builder
         * @throws IllegalArgumentException if it is out of bounds
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = timeout("idleTimeout", idleTimeout);
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Builds the notifier and leaves this builder as it is. Connects to nothing.
         *
         * @return the notifier, to be closed by the caller
         * @throws AlertConfigurationException if host or sender is missing, the login is incomplete or given twice, or it
         *     would go unprotected to another machine
         */
        public EmailNotifier build() {
            List<String> problems = new ArrayList<>();
            if (host == null) {
                problems.add("host is missing; set the mail server");
            }
            if (from == null) {
                problems.add("from is missing; set the address of the sender");
            }
            addLoginProblems(problems);
            if (!problems.isEmpty() || host == null || from == null) {
                throw new AlertConfigurationException("e-mail notifier", problems);
            }
            return new EmailNotifier(this, settings(host), from);
        }

        private void addLoginProblems(List<String> problems) {
            boolean secret = password != null || oauth2 != null;
            if (password != null && oauth2 != null) {
                problems.add("password and oauth2 are both set; keep one");
            }
            if (username != null && !secret) {
                problems.add("username is set without a password or oauth2; add one, or leave out the username");
            }
            if (username == null && secret) {
                problems.add("username is missing although there is a password or oauth2; set it");
            }
            boolean unprotected = security == SmtpSecurity.NONE && !plaintextLoginAllowed;
            if (secret && unprotected && host != null && !LOOPBACK.matcher(host).matches()) {
                problems.add("security is NONE, so the login would go unprotected to " + host
                        + "; use STARTTLS or IMPLICIT_TLS, or allow it with plaintextLoginAllowed(true)");
            }
        }

        private SmtpSettings settings(String server) {
            return new SmtpSettings(
                    server,
                    port == 0 ? security.defaultPort() : port,
                    security,
                    credentials(),
                    sslSocketFactory,
                    connectTimeout,
                    readTimeout,
                    writeTimeout);
        }

        private @Nullable Credentials credentials() {
            Secret fixed = password;
            Supplier<Secret> token = oauth2;
            if (username == null || (fixed == null && token == null)) {
                return null;
            }
            return new Credentials(
                    username, token == null ? () -> Objects.requireNonNull(fixed) : token, token != null);
        }

        // The timer of the mail library counts milliseconds.
        private static Duration timeout(String name, Duration value) {
            if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(name + " must be 1 ms to 1 h, but is " + value);
            }
            return value;
        }
    }
}
