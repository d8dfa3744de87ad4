package io.github.cspmalert.notify.email;

import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with the mail server (RFC 5321): one command, one answer. An answer that does not fit what was asked makes
 * it untrusted, because from then on nobody knows which answer belongs to which command; it is then {@linkplain #isDead()
 * dead}, as after a lost connection. Not thread-safe.
 */
final class SmtpConnection {

    private static final int NO_SUCH_COMMAND = 500;
    private static final int NOT_IMPLEMENTED = 502;
    private static final String UTF8_PARAMETERS = " BODY=8BITMIME SMTPUTF8";
    private static final Said NO_UTF8 = new Said(
            SmtpVerdict.REFUSED,
            new SmtpReply(
                    553,
                    "6.7",
                    "the mail server does not offer SMTPUTF8, without which an address must be in ASCII before the '@'"));

    private final SmtpSettings settings;
    private final SmtpFailures failures;
    private final SmtpSocket socket;
    private Map<String, String> extensions = Map.of();
    private SmtpStage stage = SmtpStage.CONNECT;
    private boolean inTransaction;
    private boolean dead;

    SmtpConnection(SmtpSettings settings, SmtpFailures failures, SmtpSocket socket) {
        this.settings = settings;
        this.failures = failures;
        this.socket = socket;
    }

    /**
     * What the server said to one command.
     *
     * @param verdict what that means
     * @param reply what it said
     */
    record Said(SmtpVerdict verdict, SmtpReply reply) {}

    /**
     * What the server said in one mail transaction.
     *
     * @param recipients what it said of each recipient of which it was asked
     * @param whole what it said of the sender or the content, or null if it was not asked because it took no recipient
     */
    record Transaction(Map<Mailbox, Said> recipients, @Nullable Said whole) {}

    SmtpSocket socket() {
        return socket;
    }

    SmtpStage stage() {
        return stage;
    }

    /** {@return whether it broke, fell silent, was ended by the server, or cannot be trusted any more} */
    boolean isDead() {
        return dead;
    }

    /**
     * Connects, and goes as far as the server wants it before it takes mail.
     *
     * @throws NotificationException if that fails
     */
    void open(@Nullable String secret) {
        connect();
        stage = SmtpStage.GREETING;
        expect(hear());
        introduce();
        if (settings.security() == SmtpSecurity.STARTTLS) {
            if (!extensions.containsKey("STARTTLS")) {
                throw failures.noStartTls();
            }
            expect(ask(SmtpStage.STARTTLS, "STARTTLS"));
            secure();
            introduce();
        }
        Credentials credentials = settings.credentials();
        if (credentials != null && secret != null) {
            logIn(credentials, secret);
        }
    }

    private void connect() {
        try {
            socket.connect(settings);
        } catch (IOException e) {
            throw lost(e);
        }
        if (settings.security() == SmtpSecurity.IMPLICIT_TLS) {
            secure();
        }
    }

    private void secure() {
        stage = SmtpStage.TLS;
        try {
            if (settings.security() == SmtpSecurity.STARTTLS && socket.hasUnread()) {
                throw new SmtpProtocolException("it spoke unprotected after TLS was agreed on");
            }
            socket.startTls(settings);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private void introduce() {
        String configured = settings.heloName();
        String name = configured == null ? HeloName.of(socket.localAddress()) : configured;
        say(SmtpStage.EHLO, "EHLO " + name);
        SmtpSocket.Lines lines = hearLines();
        Said said = judge(reply(lines));
        extensions = extensions(lines.lines());
        if (lines.code() == NO_SUCH_COMMAND || lines.code() == NOT_IMPLEMENTED) {
            extensions = Map.of();
            said = ask(SmtpStage.EHLO, "HELO " + name);
        }
        expect(said);
    }

    // "AUTH=LOGIN" is how servers wrote it before there was a standard; some write both.
    private static Map<String, String> extensions(List<String> lines) {
        Map<String, String> extensions = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().toUpperCase(Locale.ROOT).split("[\\s=]+", 2);
            extensions.merge(parts[0], parts.length == 1 ? "" : parts[1], (one, other) -> one + " " + other);
        }
        return extensions;
    }

    private void logIn(Credentials credentials, String secret) {
        List<String> offered = List.of(extensions.getOrDefault("AUTH", "").split("[\\s=,]+"));
        if (!extensions.containsKey("AUTH")) {
            throw failures.loginMissing();
        }
        Said said;
        if (credentials.oauth2() && offered.contains("XOAUTH2")) {
            said = answer("AUTH XOAUTH2 " + Scrubber.base64(SmtpLogin.xoauth2(credentials.username(), secret)));
            // The server explains in JSON what is wrong with the token, and wants an answer before it refuses it.
            said = said.reply().code() == 334 ? answer("*") : said;
        } else if (!credentials.oauth2() && offered.contains("PLAIN")) {
            said = answer("AUTH PLAIN " + Scrubber.base64(SmtpLogin.plain(credentials.username(), secret)));
        } else if (!credentials.oauth2() && offered.contains("LOGIN")) {
            said = answer("AUTH LOGIN");
            said = said.reply().code() == 334 ? answer(Scrubber.base64(credentials.username())) : said;
            said = said.reply().code() == 334 ? answer(Scrubber.base64(secret)) : said;
        } else {
            throw failures.loginOfAnotherKind(credentials);
        }
        expect(said);
    }

    private Said answer(String line) {
        return ask(SmtpStage.AUTH, line);
    }

    /**
     * Sends a mail to several recipients.
     *
     * @param mails makes the mail, as short as the server wants it
     * @throws NotificationException if the conversation came to an end before the server said what becomes of the mail
     */
    Transaction send(List<Mailbox> to, EmailComposer.Mails mails) {
        boolean utf8 = to.stream().anyMatch(Mailbox::needsUtf8);
        if (utf8 && !extensions.containsKey("SMTPUTF8")) {
            return new Transaction(to.stream().collect(Collectors.toMap(Function.identity(), any -> NO_UTF8)), null);
        }
        byte[] mail = SmtpContent.of(mails.mail(to, mostBytes()));
        boolean again = inTransaction;
        inTransaction = true;
        if (again) {
            expect(ask(SmtpStage.RSET, "RSET"));
        }
        Said sender = ask(SmtpStage.MAIL, "MAIL FROM:<" + settings.sender() + ">" + (utf8 ? UTF8_PARAMETERS : ""));
        if (sender.verdict() != SmtpVerdict.DONE) {
            return new Transaction(Map.of(), sender);
        }
        Map<Mailbox, Said> recipients = new LinkedHashMap<>();
        boolean taken = false;
        boolean more = true;
        for (int i = 0; i < to.size() && more; i++) {
            Said said = ask(SmtpStage.RCPT, "RCPT TO:<" + to.get(i).address() + ">");
            recipients.put(to.get(i), said);
            taken |= said.verdict() == SmtpVerdict.DONE;
            more = said.verdict() != SmtpVerdict.TOO_MANY;
        }
        return new Transaction(recipients, taken ? content(mail) : null);
    }

    // RFC 1870: 0 and nothing mean no limit that is known. Servers count the lines that they add, so some room is left.
    private int mostBytes() {
        String size = extensions.getOrDefault("SIZE", "");
        long most = size.matches("[0-9]{1,18}") ? Long.parseLong(size) : 0;
        return most == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, most - most / 20);
    }

    private Said content(byte[] mail) {
        Said ready = ask(SmtpStage.DATA, "DATA");
        if (ready.verdict() != SmtpVerdict.DONE) {
            return ready;
        }
        say(SmtpStage.CONTENT, mail);
        Said said = hear();
        inTransaction = false;
        return said;
    }

    private Said ask(SmtpStage next, String command) {
        say(next, command);
        return hear();
    }

    private void say(SmtpStage next, String command) {
        say(next, (command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void say(SmtpStage next, byte[] bytes) {
        stage = next;
        try {
            refuseUnread();
            socket.write(bytes);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    // It answers nothing that was asked, unless it is a goodbye.
    private void refuseUnread() throws IOException {
        if (socket.hasUnread()) {
            SmtpReply reply = reply(socket.read());
            throw ended(new Said(SmtpVerdict.OUT_OF_STEP, reply));
        }
    }

    private Said hear() {
        return judge(reply(hearLines()));
    }

    private SmtpSocket.Lines hearLines() {
        try {
            return socket.read();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static SmtpReply reply(SmtpSocket.Lines lines) {
        return SmtpReply.of(lines.code(), lines.lines());
    }

    private Said judge(SmtpReply reply) {
        boolean challenge = stage == SmtpStage.AUTH && reply.code() == 334;
        Said said = new Said(challenge ? SmtpVerdict.RETRY : SmtpVerdict.of(stage, reply), reply);
        if (said.verdict() == SmtpVerdict.OUT_OF_STEP || reply.isGoodbye()) {
            throw ended(said);
        }
        return said;
    }

    private void expect(Said said) {
        if (said.verdict() != SmtpVerdict.DONE) {
            throw failures.said(stage, said);
        }
    }

    private NotificationException ended(Said said) {
        dead = true;
        return failures.said(stage, said);
    }

    private NotificationException lost(IOException cause) {
        dead = true;
        return failures.lost(stage, cause, socket.abortedBecause());
    }
}
