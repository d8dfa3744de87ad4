package io.github.cspmalert.notify.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.testkit.NotifierContract;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class EmailNotifierContractTest extends NotifierContract {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    EmailNotifierContractTest() {
        server.start();
    }

    @Override
    protected Notifier notifier() {
        return EmailNotifier.builder("smtp://127.0.0.1:" + server.getSmtp().getPort() + "?starttls=none")
                .from("cspm-alert@example.com")
                .build();
    }

    @Override
    protected Channel channel() {
        return Channel.EMAIL;
    }

    // A mail to several people reaches the mailbox of each, and is one message all the same.
    @Override
    protected List<String> received() {
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        try {
            for (MimeMessage message : server.getReceivedMessages()) {
                String to = message.getHeader("To", ",");
                if (!ids.contains(message.getMessageID() + to) || !sentToSeveral(message)) {
                    texts.add(message.getSubject() + "\n" + message.getHeader("X-CSPM-Alert-Key", "") + "\n"
                            + text(message));
                }
                ids.add(message.getMessageID() + to);
            }
        } catch (MessagingException | IOException e) {
            throw new AssertionError("the mail cannot be read", e);
        }
        return texts;
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static boolean sentToSeveral(MimeMessage message) throws MessagingException {
        return message.getAllRecipients().length > 1;
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart each = multipart.getBodyPart(i);
                all.append(text(each)).append('\n');
            }
            return all.toString();
        }
        return String.valueOf(part.getContent());
    }
}
