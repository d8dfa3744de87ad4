package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.DeliveryLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an {@link EmailNotifier} needs: the server, a login if it wants one, and the sender. Not thread-safe; what
 * it builds is.
 */
public final class EmailNotifierBuilder {

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(60);
    private static final int DEFAULT_MAX_RECIPIENTS = 50;
    private static final int DEFAULT_MAX_CONTENT_BYTES = 2 << 20;
    private static final int SMALLEST_MAX_CONTENT_BYTES = 1 << 10;
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,252}|[0-9A-Fa-f:.]{2,45}");

    private @Nullable String host;
    private int port;
    private SmtpSecurity security = SmtpSecurity.STARTTLS;
    private SmtpLogin login = SmtpLogin.NONE;
    private @Nullable SSLSocketFactory sslSocketFactory;
    private @Nullable String heloName;
    private @Nullable Mailbox from;
    private @Nullable Mailbox replyTo;
    private Locale language = Locale.ENGLISH;
    private int maxContentBytes = DEFAULT_MAX_CONTENT_BYTES;
    private int maxRecipients = DEFAULT_MAX_RECIPIENTS;
    private int maxConnections = 1;
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration readTimeout = DEFAULT_TIMEOUT;
    private Duration sendTimeout = DEFAULT_SEND_TIMEOUT;
    private Duration idleTimeout = DEFAULT_TIMEOUT;
    private Clock clock = Clock.systemUTC();

    EmailNotifierBuilder() {}

    /**
     * Sets the host name of the mail server, which its certificate must name. Required.
     *
     * @param host the host name or IP address
     * @return this builder
     * @throws IllegalArgumentException if it has characters that no host name has
     */
    public EmailNotifierBuilder host(String host) {
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
    public EmailNotifierBuilder port(int port) {
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
    public EmailNotifierBuilder security(SmtpSecurity security) {
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
    public EmailNotifierBuilder username(String username) {
        if (username.isBlank() || !Text.oneLine(username).equals(username)) {
            throw new IllegalArgumentException("username must be one line without control characters, and not"
                    + " blank, but is '" + Text.printable(username) + "'");
        }
        this.login = login.withUsername(username);
        return this;
    }

    /**
     * Sets the password to log in with.
     *
     * @param password the password
     * @return this builder
     */
    public EmailNotifierBuilder password(Secret password) {
        this.login = login.withPassword(Objects.requireNonNull(password, "password"));
        return this;
    }

    /**
     * Sets where OAuth 2.0 access tokens come from, to log in with XOAUTH2 instead of a password.
     *
     * @param token gives a token that is valid now; asked for each new connection, from the thread that sends
     * @return this builder
     */
    public EmailNotifierBuilder oauth2(Supplier<Secret> token) {
        this.login = login.withOauth2(Objects.requireNonNull(token, "token"));
        return this;
    }

    /**
     * Allows the login to go over a connection without protection to another machine, where everybody on the way
     * can read it. Default: not allowed.
     *
     * @param allowed whether it is allowed
     * @return this builder
     */
    public EmailNotifierBuilder plaintextLoginAllowed(boolean allowed) {
        this.login = login.withPlaintextAllowed(allowed);
        return this;
    }

    /**
     * Sets what makes TLS connections, for a mail server whose certificate comes from a private CA. Host names are
     * verified all the same. Default: the platform's own.
     *
     * @param sslSocketFactory the factory
     * @return this builder
     */
    public EmailNotifierBuilder sslSocketFactory(SSLSocketFactory sslSocketFactory) {
        this.sslSocketFactory = Objects.requireNonNull(sslSocketFactory, "sslSocketFactory");
        return this;
    }

    /**
     * Sets the name by which this machine introduces itself to the server ({@code EHLO}). Default: the full name of the
     * machine if it has one, else the address from which it speaks, such as {@code [192.0.2.1]}.
     *
     * @param heloName a host name with its domain, such as {@code app1.example.com}, or an address in brackets
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public EmailNotifierBuilder heloName(String heloName) {
        if (!HeloName.isValid(heloName)) {
            throw new IllegalArgumentException("heloName must be a host name with its domain such as app1.example.com,"
                    + " or an address such as [192.0.2.1], but is '" + Text.printable(heloName) + "'");
        }
        this.heloName = heloName;
        return this;
    }

    /**
     * Sets the sender. Required, here or with a name.
     *
     * @param address the address, which also gets what cannot be delivered
     * @return this builder
     * @throws IllegalArgumentException if the address is malformed
     */
    public EmailNotifierBuilder from(String address) {
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
    public EmailNotifierBuilder from(String address, String name) {
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
    public EmailNotifierBuilder replyTo(String address) {
        this.replyTo = Mailbox.of("replyTo", address, "");
        return this;
    }

    /**
     * Sets the language of the mails, by which readers choose fonts and voices. Default: English.
     *
     * @param language the language, such as {@link Locale#JAPANESE}
     * @return this builder
     */
    public EmailNotifierBuilder language(Locale language) {
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
    public EmailNotifierBuilder maxContentBytes(int maxContentBytes) {
        if (maxContentBytes < SMALLEST_MAX_CONTENT_BYTES) {
            throw new IllegalArgumentException(
                    "maxContentBytes must be at least " + SMALLEST_MAX_CONTENT_BYTES + ", but is " + maxContentBytes);
        }
        this.maxContentBytes = maxContentBytes;
        return this;
    }

    /**
     * Sets how many recipients one mail may have; more get it in several mails with the same key. Set what the server
     * allows: otherwise each notification with more recipients is refused first, and then sent in smaller parts.
     * Default: 50.
     *
     * @param maxRecipients the number, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is smaller
     */
    public EmailNotifierBuilder maxRecipients(int maxRecipients) {
        if (maxRecipients < 1) {
            throw new IllegalArgumentException("maxRecipients must be at least 1, but is " + maxRecipients);
        }
        this.maxRecipients = maxRecipients;
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
    public EmailNotifierBuilder maxConnections(int maxConnections) {
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
    public EmailNotifierBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = timeout("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * Sets how long the server may be silent before each answer. Default: 30 s. A server that takes longer to check a mail
     * needs more, or the mail is sent again although the server has it.
     *
     * @param readTimeout the time, 1 ms to 1 h
     * @return this builder
     * @throws IllegalArgumentException if it is out of bounds
     */
    public EmailNotifierBuilder readTimeout(Duration readTimeout) {
        this.readTimeout = timeout("readTimeout", readTimeout);
        return this;
    }

    /**
     * Sets how long sending a notification may take altogether, from waiting for a connection to the last answer. A server
     * that speaks slowly without end is cut off then. Default: 60 s. It must be shorter than the engine's {@linkplain
     * DeliveryLimits#attemptTimeout(Duration) time for an attempt}, 2 minutes by default: at the end of that the engine
     * takes no answer any more, and tries all addresses again, also those that have the mail.
     *
     * @param sendTimeout the time, 1 ms to 1 h
     * @return this builder
     * @throws IllegalArgumentException if it is out of bounds
     */
    public EmailNotifierBuilder sendTimeout(Duration sendTimeout) {
        this.sendTimeout = timeout("sendTimeout", sendTimeout);
        return this;
    }

    /**
     * Sets how long a connection is kept after a mail in case another one follows. Default: 30 s.
     *
     * @param idleTimeout the time, 1 ms to 1 h
     * @return this builder
     * @throws IllegalArgumentException if it is out of bounds
     */
    public EmailNotifierBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = timeout("idleTimeout", idleTimeout);
        return this;
    }

    EmailNotifierBuilder clock(Clock clock) {
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
        problems.addAll(login.problems(host, security));
        if (!problems.isEmpty() || host == null || from == null) {
            throw new AlertConfigurationException("e-mail notifier", problems);
        }
        SmtpSettings settings = settings(host, from.address());
        EmailComposer composer = new EmailComposer(from, replyTo, language, maxContentBytes);
        return new EmailNotifier(settings, new SmtpConnections(settings, clock), composer);
    }

    private SmtpSettings settings(String server, String sender) {
        return new SmtpSettings(
                server,
                port == 0 ? security.defaultPort() : port,
                security,
                login.credentials(),
                sslSocketFactory == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : sslSocketFactory,
                heloName,
                sender,
                new SmtpSettings.Limits(
                        connectTimeout, readTimeout, sendTimeout, idleTimeout, maxRecipients, maxConnections));
    }

    // Sockets count milliseconds.
    private static Duration timeout(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 1 h, but is " + value);
        }
        return value;
    }
}
