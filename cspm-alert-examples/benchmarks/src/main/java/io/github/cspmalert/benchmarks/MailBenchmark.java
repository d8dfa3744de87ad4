package io.github.cspmalert.benchmarks;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.notify.email.EmailNotifier;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Mails over loopback SMTP, beside raw Jakarta Mail with one connection that is kept. Both send text and HTML. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MailBenchmark {

    private final String html = Fixtures.rows(100).stream()
            .map(row -> "<li>" + row.values().get("check_item_name") + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    private final String text = html.replaceAll("<[^>]+>", "");
    private SinkSmtpServer server;
    private EmailNotifier notifier;
    private Notification notification;
    private Session session;
    private Transport transport;
    private Transport promptTransport;

    @Setup
    public void connect() throws IOException, MessagingException {
        server = SinkSmtpServer.start();
        notifier = EmailNotifier.builder("smtp://127.0.0.1:" + server.port() + "?starttls=none")
                .from("cspm-alert@example.com")
                .build();
        notification = new Notification(
                "benchmark-1",
                Channel.EMAIL,
                List.of(new Address("sec-ops", "Security operations", "sec-ops@example.com")),
                new Message("CSPM check items not passed", html, ContentFormat.HTML, List.of()),
                List.of(AlertReference.to(Fixtures.alert(Fixtures.rows(100)))));
        session = Session.getInstance(new Properties());
        transport = connected(session);
        Properties prompt = new Properties();
        prompt.put("mail.smtp.socketFactory", new NoDelaySockets());
        promptTransport = connected(Session.getInstance(prompt));
    }

    @TearDown
    public void disconnect() throws IOException, MessagingException {
        notifier.close();
        transport.close();
        promptTransport.close();
        server.close();
    }

    @Benchmark
    public Receipt emailNotifier() {
        return notifier.send(notification);
    }

    @Benchmark
    public MimeMessage rawJakartaMail() throws MessagingException {
        return send(transport);
    }

    @Benchmark
    public MimeMessage rawJakartaMailNoDelay() throws MessagingException {
        return send(promptTransport);
    }

    private Transport connected(Session session) throws MessagingException {
        Transport connected = session.getTransport("smtp");
        connected.connect("127.0.0.1", server.port(), null, null);
        return connected;
    }

    private MimeMessage send(Transport transport) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("cspm-alert@example.com"));
        message.setRecipient(RecipientType.TO, new InternetAddress("sec-ops@example.com"));
        message.setSubject("CSPM check items not passed", StandardCharsets.UTF_8.name());
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(text, "text/plain; charset=UTF-8"));
        parts.addBodyPart(part(html, "text/html; charset=UTF-8"));
        message.setContent(parts);
        message.saveChanges();
        transport.sendMessage(message, message.getAllRecipients());
        return message;
    }

    private static MimeBodyPart part(String content, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(content, type);
        return part;
    }
}
