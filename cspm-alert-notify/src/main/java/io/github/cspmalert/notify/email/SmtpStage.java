package io.github.cspmalert.notify.email;

/** How far a conversation has come, because what an answer means depends on that; in this order. */
enum SmtpStage {
    CONNECT,
    GREETING,
    EHLO,
    STARTTLS,
    TLS,
    AUTH,
    RSET,
    MAIL,
    RCPT,
    DATA,
    /** The server has asked for the content: from here on it may have taken the mail. */
    CONTENT;

    /** {@return whether this is what the server says when all is well} */
    boolean isAnsweredBy(SmtpReply reply) {
        return switch (this) {
            case GREETING, STARTTLS -> reply.code() == 220;
            case AUTH -> reply.code() == 235;
            case DATA -> reply.code() == 354;
            default -> reply.isDone();
        };
    }
}
