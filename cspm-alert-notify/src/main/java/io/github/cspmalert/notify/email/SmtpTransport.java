package io.github.cspmalert.notify.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection that remembers how far it came and what it heard, because what a failure means depends on that. */
final class SmtpTransport extends SMTPTransport {

    /** What is being done; in this order. */
    enum Stage {
        CONNECT,
        STARTTLS,
        MAIL,
        RCPT,
        DATA,
        /** The server has asked for the content: from here on it may have taken the mail. */
        CONTENT
    }

    private Stage stage = Stage.CONNECT;
    private @Nullable SmtpReply reply;
    private @Nullable SmtpReply goodbye;
    private boolean dead;

    SmtpTransport(Session session, SmtpSettings settings) {
        super(session, new URLName("smtp", settings.host(), settings.port(), null, null, null));
    }

    Stage stage() {
        return stage;
    }

    /** {@return the first reply in this stage, or null if there was none} */
    @Nullable SmtpReply reply() {
        return reply;
    }

    /** {@return what the server said when it ended the connection, or null if it did not} */
    @Nullable SmtpReply goodbye() {
        return goodbye;
    }

    /** {@return whether the connection broke, fell silent, or was ended by the server} */
    boolean isDead() {
        return dead;
    }

    @Override
    protected void startTLS() throws MessagingException {
        begin(Stage.STARTTLS);
        super.startTLS();
        begin(Stage.CONNECT);
    }

    @Override
    protected void mailFrom() throws MessagingException {
        begin(Stage.MAIL);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        begin(Stage.RCPT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        begin(Stage.DATA);
        OutputStream content = super.data();
        begin(Stage.CONTENT);
        return content;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        try {
            super.sendCommand(command);
        } catch (MessagingException e) {
            dead = true;
            throw e;
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        try {
            int code = super.readServerResponse();
            SmtpReply heard = SmtpReply.of(code, getLastServerResponse());
            goodbye = heard.isGoodbye() ? heard : goodbye;
            dead |= heard.isGoodbye() || !heard.isIntelligible();
            reply = reply == null ? heard : reply;
            return code;
        } catch (MessagingException e) {
            dead = true;
            throw e;
        }
    }

    private void begin(Stage next) {
        stage = next;
        reply = null;
    }
}
