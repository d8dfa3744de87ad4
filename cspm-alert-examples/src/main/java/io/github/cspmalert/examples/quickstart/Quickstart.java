package io.github.cspmalert.examples.quickstart;

import io.github.cspmalert.AlertPreview;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.EvaluationReport;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.examples.Example;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.sls.SlsVerification;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Lets four weeks of an account pass and shows who is told what by the ledger; then runs the article's alert end to end and shows
 * each step: verify, preview, evaluate, send, hold back.
 *
 * <p>Without any setting it runs on an {@code EmbeddedSls} and a mail server in this process. With these environment
 * variables it runs on the real ones: {@code CSPM_ALERT_SLS_ENDPOINT}, {@code CSPM_ALERT_SLS_PROJECT}, {@code
 * CSPM_ALERT_SLS_LOGSTORE}, {@code CSPM_ALERT_SLS_REGION}, {@code ALIBABA_CLOUD_ACCESS_KEY_ID}, {@code
 * ALIBABA_CLOUD_ACCESS_KEY_SECRET}, {@code ALIBABA_CLOUD_SECURITY_TOKEN} (for temporary keys), {@code
 * CSPM_ALERT_SMTP_URL}, {@code CSPM_ALERT_MAIL_FROM} and {@code CSPM_ALERT_MAIL_TO}.
 */
public final class Quickstart {

    private final Surroundings surroundings;
    private final Screen screen;
    private final Path folder;

    private Quickstart(Surroundings surroundings, Screen screen, Path folder) {
        this.surroundings = surroundings;
        this.screen = screen;
        this.folder = folder;
    }

    /**
     * Runs the quickstart. The first problem ends it, and the JVM, with a message and the status 1.
     *
     * @param args the folder for the mail's files; default: {@code target/quickstart}
     */
    public static void main(String... args) {
        Path folder = Path.of(args.length == 0 ? "target/quickstart" : args[0]);
        Example.main(() -> run(System.getenv(), Clock.systemUTC(), new Screen(System.out), folder));
    }

    static void run(Map<String, String> environment, Clock clock, Screen screen, Path folder) throws IOException {
        if (!Surroundings.isReal(environment)) {
            screen.title("The ledger: who is told what, day by day");
            new LedgerMonth(screen, folder.resolve("ledger")).run();
        }
        screen.title("The article's alert, end to end");
        try (Surroundings surroundings = Surroundings.choose(environment, clock, screen)) {
            new Quickstart(surroundings, screen, folder).run();
        }
    }

    private void run() throws IOException {
        SlsLogSource source = SlsLogSource.of(surroundings.sls(), surroundings.project(), surroundings.logstore());
        verify(source);
        try (CspmAlerts alerts = alerts(source)) {
            AlertPreview preview = preview(alerts);
            if (preview.notifications().isEmpty()) {
                screen.line("Nothing to tell: no check item failed in this range. The quickstart ends here.");
                return;
            }
            EvaluationReport report = check(alerts);
            show(preview.notifications().get(0), report.data().get(0).range());
            checkAgain(alerts);
        }
    }

    private CspmAlerts alerts(SlsLogSource source) {
        return CspmAlerts.builder()
                .source(source)
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, surroundings.mail())
                .addUser(User.builder(ArticleAlert.RECIPIENT)
                        .name("Security operations セキュリティ運用")
                        .addEmail(surroundings.mailTo())
                        .build())
                .addTemplate(ArticleAlert.template())
                .addActionPolicy(ArticleAlert.policy())
                .addRule(ArticleAlert.rule())
                .build();
    }

    private void verify(SlsLogSource source) {
        screen.step("Verify what the alert depends on");
        SlsVerification found = source.verify(ArticleAlert.QUERY);
        screen.line(found.describe());
        if (found.observations().stream().anyMatch(each -> each.verdict() != Verdict.OK)) {
            screen.line("\nThe least RAM policy for it:\n" + source.ramPolicy());
        }
        stopAtProblem(found);
    }

    static void stopAtProblem(SlsVerification found) {
        found.observations().stream()
                .filter(each -> each.verdict() == Verdict.PROBLEM)
                .findFirst()
                .ifPresent(problem -> {
                    throw new IllegalStateException(problem.check() + ": " + problem.message());
                });
    }

    private AlertPreview preview(CspmAlerts alerts) {
        screen.step("Preview the rows of the query");
        screen.line(ArticleAlert.QUERY);
        AlertPreview preview = alerts.preview(ArticleAlert.RULE);
        LogResult result = preview.data().get(0).result();
        screen.line("over [%s, %s): %d rows\n"
                .formatted(
                        preview.data().get(0).range().from(),
                        preview.data().get(0).range().to(),
                        result.rows().size()));
        screen.table(
                result.columns(),
                result.rows().stream()
                        .map(row -> result.columns().stream()
                                // As the service shows a cell without a value.
                                .map(column -> row.get(column).orElse("null"))
                                .toList())
                        .toList());
        result.cuts().forEach(cut -> screen.line("! " + cut.explanation()));
        return preview;
    }

    private EvaluationReport check(CspmAlerts alerts) {
        screen.step("Evaluate the rule and send the mail");
        EvaluationReport report = alerts.check(ArticleAlert.RULE);
        screen.line(report.describe());
        if (report.deliveries().stream().noneMatch(attempt -> attempt.complete())) {
            throw new IllegalStateException("the mail was not accepted; see above");
        }
        return report;
    }

    private void show(Notification previewed, TimeRange range) throws IOException {
        screen.step("The mail");
        ReceivedMail mail = surroundings
                .received()
                .orElseGet(() -> MailReader.read(surroundings.mail().eml(previewed)));
        mail.headers().forEach((name, value) -> screen.line(name + ": " + value));
        screen.line("");
        screen.line(Screen.boxed(mail.text()));
        compare(surroundings.independentCount(), mail, range);
        Files.createDirectories(folder);
        screen.line("Written to:");
        screen.line(
                " " + Files.write(folder.resolve("cspm-alert.eml"), mail.eml()).toAbsolutePath());
        screen.line(" "
                + Files.writeString(folder.resolve("cspm-alert.html"), mail.html())
                        .toAbsolutePath());
    }

    private void compare(Optional<IndependentCount> count, ReceivedMail mail, TimeRange range) {
        if (count.isEmpty()) {
            return;
        }
        Map<String, Long> expected = count.get().byGroup(range);
        Map<String, Long> listed = IndependentCount.listedIn(mail.text());
        if (!listed.equals(expected)) {
            throw new IllegalStateException(
                    "the mail lists " + listed + ", but a count over the records gives " + expected);
        }
        screen.line("\nEach of the %d lines agrees with a count over the %d records that was made without any query."
                .formatted(listed.size(), count.get().records().size()));
    }

    private void checkAgain(CspmAlerts alerts) {
        screen.step("Evaluate again, inside the repeat interval");
        EvaluationReport report = alerts.check(ArticleAlert.RULE);
        screen.line(report.describe());
        if (!report.deliveries().isEmpty()) {
            throw new IllegalStateException("a mail was sent again inside the repeat interval");
        }
        screen.line("Nothing was sent.");
    }
}
