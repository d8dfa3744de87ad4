package io.github.cspmalert.notify.email;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an answer of the server means, by where in the conversation it comes, its code (RFC 5321, 4.2 and 4954, 6), its
 * enhanced code (RFC 3463, 5248 and 7372), and at last its words, since many servers give a bare 550 for everything.
 */
enum SmtpVerdict {
    DONE,
    /** Not now. */
    RETRY,
    /** Not this address, or not this content. */
    REFUSED,
    /** Too many recipients for one mail. */
    TOO_MANY,
    /** After the content: the server does not say whether it was the content, or that there were too many recipients. */
    UNCLEAR,
    /** Not an answer to what was asked: client and server are out of step. */
    OUT_OF_STEP,
    /** The server does not send to other domains for us. */
    NOT_RELAYED,
    /** The server does not want this sender. */
    SENDER_REFUSED,
    LOGIN_REFUSED,
    /** The server wants a login, or TLS, before it takes mail. */
    LOGIN_WANTED,
    /** The server does not want the name in {@code EHLO}. */
    NAME_REFUSED,
    /** The server does not want this machine. */
    HOST_REFUSED,
    TLS_REFUSED;

    private static final int INSUFFICIENT_STORAGE = 452;
    private static final int PASSWORD_TRANSITION_NEEDED = 432;
    private static final int BAD_SEQUENCE = 503;
    private static final int PARAMETER_NOT_IMPLEMENTED = 504;
    private static final int AUTHENTICATION_REQUIRED = 530;
    private static final int ENCRYPTION_REQUIRED = 538;
    private static final int EXCEEDED_STORAGE = 552;

    private static final Set<String> ABOUT_LOGIN = Set.of("7.8", "7.9", "7.10", "7.11", "7.12", "7.13", "7.57");
    // From 7.20 on: DKIM, SPF, DMARC and the sender's domain. 7.60: Exchange's "not permitted to send as".
    private static final Set<String> ABOUT_SENDER =
            Set.of("1.7", "1.8", "7.20", "7.21", "7.22", "7.23", "7.24", "7.26", "7.27", "7.60");
    private static final Set<String> ABOUT_MESSAGE = Set.of("2.3", "3.4");
    private static final Set<String> UNSPECIFIC = Set.of("", "0.0", "3.0", "5.0", "5.1");

    private static final Pattern TOO_MANY_WORDS = Pattern.compile(
            "too many (recipient|rcpt|addressee|address|forward-path)|(recipient|rcpt)s? limit|(max|maximum)\\w* (number of )?recipients");
    private static final Pattern LOGIN_WORDS =
            Pattern.compile("(authentication|login|log ?in|auth\\w*|starttls|encryption) (is )?(required|needed|first)"
                    + "|(must|need to|please|send) (authenticate|log ?in|auth|issue a starttls|use tls)|not authenticated"
                    + "|need \\w+ and auth");
    private static final Pattern NAME_WORDS = Pattern.compile("\\b(helo|ehlo)\\b");
    private static final Pattern SENDER_WORDS =
            Pattern.compile("sender( address)? (rejected|refused|denied|verify failed)"
                    + "|send as this sender|not owned by (the )?user");
    private static final Pattern HOST_WORDS = Pattern.compile("client host|your (ip|host)\\b");
    private static final Pattern RELAY_WORDS = Pattern.compile("\\brelay");

    static SmtpVerdict of(SmtpStage stage, SmtpReply reply) {
        if (stage.isAnsweredBy(reply)) {
            return DONE;
        }
        if (reply.isTemporary()) {
            return temporary(stage, reply);
        }
        if (!reply.isPermanent()) {
            return OUT_OF_STEP;
        }
        return switch (stage) {
            case CONNECT, GREETING -> HOST_REFUSED;
            case EHLO -> NAME_REFUSED;
            case STARTTLS, TLS -> TLS_REFUSED;
            case AUTH -> LOGIN_REFUSED;
            case RSET -> OUT_OF_STEP;
            case MAIL, RCPT, DATA, CONTENT -> permanent(stage, reply);
        };
    }

    /** {@return whether this is wrong for every mail until somebody repairs it} */
    boolean breaksChannel() {
        return compareTo(NOT_RELAYED) >= 0;
    }

    private static SmtpVerdict temporary(SmtpStage stage, SmtpReply reply) {
        if (stage == SmtpStage.AUTH && reply.code() == PASSWORD_TRANSITION_NEEDED) {
            return LOGIN_REFUSED;
        }
        return isTooMany(stage, reply) ? TOO_MANY : RETRY;
    }

    private static SmtpVerdict permanent(SmtpStage stage, SmtpReply reply) {
        int code = reply.code();
        if (isTooMany(stage, reply)) {
            return TOO_MANY;
        }
        if (ABOUT_SENDER.contains(reply.status())) {
            return SENDER_REFUSED;
        }
        if (code == AUTHENTICATION_REQUIRED
                || code == ENCRYPTION_REQUIRED
                || ABOUT_LOGIN.contains(reply.status())
                || reply.says(LOGIN_WORDS)) {
            return LOGIN_WANTED;
        }
        if (code == BAD_SEQUENCE) {
            return OUT_OF_STEP;
        }
        if (code == PARAMETER_NOT_IMPLEMENTED || reply.says(NAME_WORDS)) {
            return NAME_REFUSED;
        }
        if (reply.says(SENDER_WORDS)) {
            return SENDER_REFUSED;
        }
        if (reply.status().equals("7.25") || reply.says(HOST_WORDS)) {
            return HOST_REFUSED;
        }
        // "Mail system congestion": how Gmail says that the quota of the day is used up.
        return reply.status().equals("4.5") ? RETRY : byStage(stage, reply);
    }

    private static SmtpVerdict byStage(SmtpStage stage, SmtpReply reply) {
        boolean aboutMessage = ABOUT_MESSAGE.contains(reply.status())
                || reply.status().startsWith("6.")
                || reply.code() == EXCEEDED_STORAGE;
        return switch (stage) {
            case MAIL -> aboutMessage ? REFUSED : SENDER_REFUSED;
            // RFC 5321, 4.5.3.1.10: to be taken for 452. A full mailbox, 5.2.2, may have room later.
            case RCPT -> reply.code() == EXCEEDED_STORAGE ? RETRY : reply.says(RELAY_WORDS) ? NOT_RELAYED : REFUSED;
            default -> aboutMessage || !UNSPECIFIC.contains(reply.status()) ? REFUSED : UNCLEAR;
        };
    }

    private static boolean isTooMany(SmtpStage stage, SmtpReply reply) {
        boolean bareLimit = stage == SmtpStage.RCPT
                && reply.status().isEmpty()
                && (reply.code() == INSUFFICIENT_STORAGE || reply.code() == EXCEEDED_STORAGE);
        return stage.compareTo(SmtpStage.RCPT) >= 0
                && (bareLimit || reply.status().equals("5.3") || reply.says(TOO_MANY_WORDS));
    }
}
