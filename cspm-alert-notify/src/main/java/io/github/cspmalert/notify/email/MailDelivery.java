package io.github.cspmalert.notify.email;

import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.notify.email.SmtpConnection.Said;
import io.github.cspmalert.notify.email.SmtpConnection.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings one notification to all its mailboxes: in one mail, or in several if there are more recipients than one mail may
 * have, by our setting or by what the server says. Not thread-safe; one object for each notification.
 */
final class MailDelivery {

    /**
     * What became of a mailbox.
     *
     * @param status what became of it
     * @param detail what the server said of it
     */
    record Fate(Status status, String detail) {}

    /**
     * What became of all mailboxes.
     *
     * @param each the fate of each mailbox
     * @param channelFault why the server takes nothing from us, or empty
     */
    record Fates(Map<Mailbox, Fate> each, Optional<String> channelFault) {}

    /** Who takes no mail as long as that takes none of ours. */
    private static final int SHORT = 8 << 10;

    private final SmtpAttempt attempt;
    private final SmtpSettings settings;
    private final SmtpFailures failures;
    private final EmailComposer.Mails mails;
    private final Set<Mailbox> waiting;
    private final Map<Mailbox, Fate> fates = new HashMap<>();
    private int most;
    private int mostBytes = Integer.MAX_VALUE;
    private int length;
    private boolean contentTaken;
    private boolean contentUnclear;
    private @Nullable String fault;

    /**
     * Prepares a delivery.
     *
     * @param mails makes the mail for some of the mailboxes
     */
    MailDelivery(SmtpAttempt attempt, SmtpSettings settings, Collection<Mailbox> to, EmailComposer.Mails mails) {
        this.attempt = attempt;
        this.settings = settings;
        this.failures = new SmtpFailures(settings);
        this.mails = mails;
        this.waiting = new LinkedHashSet<>(to);
        this.most = settings.limits().recipients();
    }

    /**
     * Delivers.
     *
     * @throws NotificationException if the conversation came to an end, or the server takes nothing from us, before
     *     anything was decided about any mailbox
     */
    Fates deliver() {
        try {
            while (!waiting.isEmpty()) {
                List<Mailbox> some = alike().stream().limit(most).toList();
                settle(some, attempt.send(some, this::mail));
            }
        } catch (NotificationException e) {
            if (fates.isEmpty()) {
                throw e;
            }
            fault = e.channelBroken() ? e.getMessage() : fault;
            decide(List.copyOf(waiting), Status.RETRY, String.valueOf(e.getMessage()));
        }
        return new Fates(fates, Optional.ofNullable(fault));
    }

    private byte[] mail(List<Mailbox> to, int serversMost) {
        byte[] mail = mails.mail(to, Math.min(serversMost, mostBytes));
        length = mail.length;
        return mail;
    }

    // A mail that names one address outside of ASCII in its header goes through servers with SMTPUTF8 only.
    private List<Mailbox> alike() {
        boolean utf8 = waiting.iterator().next().needsUtf8();
        return waiting.stream().filter(mailbox -> mailbox.needsUtf8() == utf8).toList();
    }

    private void settle(List<Mailbox> some, Transaction transaction) {
        Said whole = transaction.whole();
        if (whole != null && transaction.recipients().isEmpty()) {
            sender(whole);
            return;
        }
        List<Mailbox> taken = transaction.recipients().entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == SmtpVerdict.DONE)
                .map(Map.Entry::getKey)
                .toList();
        Said broken = null;
        for (Map.Entry<Mailbox, Said> entry : transaction.recipients().entrySet()) {
            if (!recipient(entry.getKey(), entry.getValue(), !taken.isEmpty())) {
                broken = entry.getValue();
            }
        }
        if (broken != null && taken.isEmpty()) {
            throw failures.said(SmtpStage.RCPT, broken);
        }
        limit(some, transaction, taken);
        if (whole != null) {
            content(taken, whole);
        }
    }

    // About the sender, or a message that is too long for the server.
    private void sender(Said said) {
        if (said.verdict() != SmtpVerdict.REFUSED) {
            throw failures.said(SmtpStage.MAIL, said);
        }
        decide(alike(), Status.REFUSED, said.reply().text());
    }

    /** {@return whether what the server said is about this recipient, and not about everything that we send} */
    private boolean recipient(Mailbox mailbox, Said said, boolean othersTaken) {
        SmtpVerdict verdict = said.verdict();
        boolean aboutUs = verdict.breaksChannel();
        if (verdict == SmtpVerdict.NOT_RELAYED || verdict == SmtpVerdict.SENDER_REFUSED) {
            // What the server does for one and not for the other lies with the other; so it does after a login.
            aboutUs = !othersTaken
                    && !contentTaken
                    && (verdict == SmtpVerdict.SENDER_REFUSED || settings.credentials() == null);
        }
        // What is about us stays for the next mail, which then has nobody else.
        if (!aboutUs && verdict != SmtpVerdict.DONE && verdict != SmtpVerdict.TOO_MANY) {
            Status status = verdict == SmtpVerdict.RETRY ? Status.RETRY : Status.REFUSED;
            decide(List.of(mailbox), status, said.reply().text());
        }
        return !aboutUs;
    }

    // Without any recipient, "too many" is only another word for "not now".
    private void limit(List<Mailbox> some, Transaction transaction, List<Mailbox> taken) {
        for (Said said : transaction.recipients().values()) {
            if (said.verdict() == SmtpVerdict.TOO_MANY && taken.isEmpty()) {
                decide(
                        some.stream().filter(waiting::contains).toList(),
                        Status.RETRY,
                        said.reply().text());
            } else if (said.verdict() == SmtpVerdict.TOO_MANY) {
                most = taken.size();
            }
        }
    }

    private void content(List<Mailbox> taken, Said said) {
        String detail = said.reply().text();
        if (said.reply().isAboutLength() && length > SHORT) {
            // Not all servers announce their limit.
            mostBytes = length / 2;
            return;
        }
        switch (said.verdict()) {
            case DONE -> {
                contentTaken = true;
                decide(taken, Status.ACCEPTED, "");
            }
            case TOO_MANY -> {
                if (!halve(taken)) {
                    decide(taken, Status.RETRY, detail);
                }
            }
            case UNCLEAR -> {
                if (!halve(taken)) {
                    // Refused for one alone, and taken for nobody: it was the content, and is the same for all.
                    boolean content = contentUnclear && !contentTaken;
                    decide(content ? alike() : taken, Status.REFUSED, detail);
                }
                contentUnclear = true;
            }
            case RETRY -> decide(taken, Status.RETRY, detail);
            case REFUSED -> decide(taken, Status.REFUSED, detail);
            default -> throw failures.said(SmtpStage.CONTENT, said);
        }
    }

    private boolean halve(List<Mailbox> taken) {
        most = Math.max(1, (taken.size() + 1) / 2);
        return taken.size() > 1;
    }

    private void decide(List<Mailbox> mailboxes, Status status, String detail) {
        mailboxes.forEach(mailbox -> fates.put(mailbox, new Fate(status, detail)));
        mailboxes.forEach(waiting::remove);
    }
}
