package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.DeliveryLimits;
import java.net.URI;
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
 *
 * <p>The file is long because a mail server has some twenty settings and each is described where it is set.
 */
public final class EmailNotifierBuilder {

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(60);
    private static final int DEFAULT_MAX_RECIPIENTS = 50;
    private static final int DEFAULT_MAX_MAIL_BYTES = 100_000;
    private static final int SMALLEST_MAX_MAIL_BYTES = 8 << 10;
    // A line of a header may be 998 characters long and cannot be folded inside a URI.
    private static final int LONGEST_URI = 900;
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
    private int maxMailBytes = DEFAULT_MAX_MAIL_BYTES;
    private boolean individually;
    private @Nullable URI listUnsubscribe;
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
     * @throws IllegalArgumentException if the address is malformed, or not in ASCII before the {@code @}
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
     * @throws IllegalArgumentException if the address is malformed or not in ASCII before the {@code @}, or the name has
     *     characters that nobody sees
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
     * @throws IllegalArgumentException if the address is malformed, or not in ASCII before the {@code @}
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
     * Sets how long a whole mail may be, with headers and both parts as they are sent; what would make it longer is left out of
     * the content, and a notice says so. A server that announces a smaller {@code SIZE} gets a smaller mail. Default: 100,000
     * bytes, since Gmail hides what comes behind about 102 kB. (SLS itself cuts contents at 8 KB.)
     *
     * @param maxMailBytes the length, at least 8192
     * @return this builder
     * @throws IllegalArgumentException if it is smaller
     * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits</a>
     */
    public EmailNotifierBuilder maxMailBytes(int maxMailBytes) {
        if (maxMailBytes < SMALLEST_MAX_MAIL_BYTES) {
            throw new IllegalArgumentException(
                    "maxMailBytes must be at least " + SMALLEST_MAX_MAIL_BYTES + ", but is " + maxMailBytes);
        }
        this.maxMailBytes = maxMailBytes;
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
     * Sends a mail of its own to each recipient, so that nobody learns who else was told. Default: the recipients of a
     * notification share mails, and stand in their {@code To} as they do in SLS's, whether their addresses turn out to exist or
     * not.
     *
     * @return this builder
     */
    public EmailNotifierBuilder individually() {
        this.individually = true;
        return this;
    }

    /**
     * Sets where somebody who wants no more mails goes, which mail clients show beside the sender (RFC 2369). Default: nowhere.
     * An {@code https} URI also says that an empty-handed POST to it is enough (RFC 8058), with no page to click through; the
     * sender's domain must sign both header fields with DKIM for mail services to believe it. It is the same for all recipients.
     *
     * @param uri {@code https://..}, {@code http://..} or {@code mailto:..}, at most 900 characters
     * @return this builder
     * @throws IllegalArgumentException if it has another form
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8058">RFC 8058: one-click unsubscription</a>
     */
    public EmailNotifierBuilder listUnsubscribe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
        boolean mail = scheme.equals("mailto") && uri.getSchemeSpecificPart().contains("@");
        if (!(web || mail) || uri.toASCIIString().length() > LONGEST_URI) {
            throw new IllegalArgumentException(
                    "listUnsubscribe must be an address such as https://example.com/unsubscribe or"
                            + " mailto:unsubscribe@example.com of at most " + LONGEST_URI + " characters, but is '"
                            + Text.printable(uri.toString()) + "'");
        }
        this.listUnsubscribe = uri;
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
        EmailComposer composer =
                new EmailComposer(new EmailComposer.Style(from, replyTo, listUnsubscribe, language, maxMailBytes));
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
                        connectTimeout,
                        readTimeout,
                        sendTimeout,
                        idleTimeout,
                        individually ? 1 : maxRecipients,
                        maxConnections));
    }

    // Sockets count milliseconds.
    private static Duration timeout(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 1 h, but is " + value);
        }
        return value;
    }
}
