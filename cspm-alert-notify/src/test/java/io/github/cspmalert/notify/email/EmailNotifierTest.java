package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.delivery.Receipt;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails through a real mail server in the process. */
class EmailNotifierTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Test
    void send_htmlMessage_arrivesWithTextAlternative() throws Exception {
        try (EmailNotifier email = notifier()) {
            Receipt receipt = email.send(Notifications.html("CSPM", "<p>2 open</p>", "ops@example.com"));

            assertThat(receipt.with(Receipt.Status.ACCEPTED)).hasSize(1);
        }
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("CSPM");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
    }

    private EmailNotifier notifier() {
        return EmailNotifier.builder("smtp://127.0.0.1:" + server.getSmtp().getPort() + "?starttls=none")
                .from("alerts@example.com", "Cloud posture")
                .build();
    }
}
