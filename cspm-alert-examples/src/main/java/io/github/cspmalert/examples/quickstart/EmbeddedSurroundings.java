package io.github.cspmalert.examples.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A Logstore and a mail server in this process, the Logstore filled by three CSPM runs over two days. */
final class EmbeddedSurroundings implements Surroundings {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String LOGSTORE = "sas-log";
    private static final int RESOURCES = 2_000;
    private static final int BATCH = 1_000;
    private static final Duration SLOT = Duration.ofHours(4);
    private static final List<Duration> RUNS = List.of(Duration.ofHours(47), Duration.ofHours(30), Duration.ofHours(6));
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.of("UTC+8"));

    private final EmbeddedSls server;
    private final GreenMail mailServer;
    private final SlsConnection sls;
    private final EmailNotifier mail;
    private final List<CheckResult> records = new ArrayList<>();

    private EmbeddedSurroundings(EmbeddedSls server, GreenMail mailServer) {
        this.server = server;
        this.mailServer = mailServer;
        this.sls = SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .build();
        this.mail = EmailNotifier.builder(
                        "smtp://127.0.0.1:" + mailServer.getSmtp().getPort() + "?starttls=none")
                .from("cspm-alert@example.com", "CSPM alert")
                .build();
    }

    static EmbeddedSurroundings start(Clock clock, Screen screen) {
        screen.step("Start EmbeddedSls and a mail server in this process");
        EmbeddedSls server =
                EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start();
        GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        EmbeddedSurroundings surroundings = new EmbeddedSurroundings(server, mailServer);
        screen.line("Simple Log Service: project %s, Logstore %s, on 127.0.0.1:%d"
                .formatted(PROJECT, LOGSTORE, server.port()));
        screen.line("Mail server: 127.0.0.1:%d".formatted(mailServer.getSmtp().getPort()));
        surroundings.load(clock.instant(), screen);
        return surroundings;
    }

    private void load(Instant now, Screen screen) {
        screen.step("Put in the check results of three CSPM runs over two days, for an account of %,d resources"
                .formatted(RESOURCES));
        CheckResultGenerator generator = CheckResultGenerator.builder()
                .seed(20261123)
                .resources(RESOURCES)
                .build();
        for (int i = 0; i < RUNS.size(); i++) {
            Instant start = now.minus(RUNS.get(i));
            List<CheckResult> run = generator.run(start, SLOT);
            for (int from = 0; from < run.size(); from += BATCH) {
                List<CheckResult> batch = run.subList(from, Math.min(run.size(), from + BATCH));
                server.put(
                        PROJECT,
                        LOGSTORE,
                        batch.stream().map(CheckResult::toRow).toList());
            }
            records.addAll(run);
            screen.line("run %d of %d, %s: %,6d results, %,7d so far"
                    .formatted(i + 1, RUNS.size(), RUN_TIME.format(start), run.size(), records.size()));
        }
    }

    @Override
    public SlsConnection sls() {
        return sls;
    }

    @Override
    public String project() {
        return PROJECT;
    }

    @Override
    public String logstore() {
        return LOGSTORE;
    }

    @Override
    public EmailNotifier mail() {
        return mail;
    }

    @Override
    public String mailTo() {
        return "sec-ops@example.com";
    }

    @Override
    public Optional<ReceivedMail> received() {
        MimeMessage[] messages = mailServer.getReceivedMessages();
        if (messages.length != 1) {
            throw new IllegalStateException("the mail server should have 1 mail, but has " + messages.length);
        }
        return Optional.of(MailReader.read(messages[0]));
    }

    @Override
    public Optional<IndependentCount> independentCount() {
        return Optional.of(new IndependentCount(List.copyOf(records)));
    }

    @Override
    public void close() {
        mail.close();
        sls.close();
        mailServer.stop();
        server.close();
    }
}
