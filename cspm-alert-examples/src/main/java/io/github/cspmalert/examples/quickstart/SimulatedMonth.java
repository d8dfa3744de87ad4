package io.github.cspmalert.examples.quickstart;

import io.github.cspmalert.AlertListener;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.EvaluationReport;
import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.jdbc.JdbcStore;
import io.github.cspmalert.notify.JinjaTemplateRenderer;
import io.github.cspmalert.notify.PostureTemplates;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Owners;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.RecordingNotifier;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Four weeks of an account of 60 resources, whose owners hear of what changed, on a clock that is set from day to day. Beside
 * them the article's alert looks at the same logs every four hours.
 */
final class SimulatedMonth implements AutoCloseable {

    static final String RULE = "cspm-findings";
    static final List<String> OWNERS = List.of("platform", "data", "identity");
    static final int DAYS = 28;

    private static final Instant FIRST_DAY = Instant.parse("2026-11-02T00:00:00Z");
    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String LOGSTORE = "sas-log";
    private static final Duration SCAN_AT = Duration.ofHours(2);
    private static final Duration SCAN = Duration.ofHours(1);
    private static final Duration ARTICLE_EVERY = Duration.ofHours(4);

    private final SettableClock clock = SettableClock.at(FIRST_DAY);
    private final CheckResultGenerator account =
            CheckResultGenerator.builder().seed(20261102).resources(60).build();
    private final EmbeddedSls server = EmbeddedSls.builder()
            .cspmLogstore(PROJECT, LOGSTORE)
            .clock(clock)
            .maxClockSkew(Duration.ofDays(3_650))
            .start();
    private final RecordingNotifier articleMails = new RecordingNotifier();
    private final List<Told> told = new ArrayList<>();
    private final List<CheckResult> records = new ArrayList<>();
    private final SlsConnection sls;
    private final EmailNotifier mail;
    private final JdbcStore store;
    private final CspmAlerts ledger;
    private final CspmAlerts article;

    /** What one mail told, and on which day, counted from 1. */
    record Told(int day, Alert alert, Notification notification) {}

    SimulatedMonth(EmailNotifier mail, Path storeFile) {
        this.mail = mail;
        this.sls = SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .build();
        this.store = JdbcStore.embedded(storeFile);
        this.ledger = ledger();
        this.article = CspmAlerts.builder()
                .clock(clock)
                .source(SlsLogSource.of(sls, PROJECT, LOGSTORE))
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, articleMails)
                .addUser(User.builder(ArticleAlert.RECIPIENT)
                        .addEmail("sec-ops@example.com")
                        .build())
                .addTemplate(ArticleAlert.template())
                .addActionPolicy(ArticleAlert.policy())
                .addRule(ArticleAlert.rule())
                .build();
    }

    private CspmAlerts ledger() {
        return CspmAlerts.builder()
                .clock(clock)
                .store(store)
                .results(CspmResults.builder("prod", SlsLogSource.of(sls, PROJECT, LOGSTORE))
                        .accountId("1234567890123456")
                        .lookBack(Duration.ofDays(3))
                        .build())
                .owners(owners())
                .postureRenderer(JinjaTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mail)
                .addUser(user("platform", "Platform team"))
                .addUser(user("data", "Data team"))
                .addUser(user("identity", "Identity team"))
                .addUser(user("security", "Security team"))
                .addTemplate(PostureTemplates.email(Locale.ENGLISH))
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("security")
                                .template("cspm-alert-posture-en")
                                .build())
                        .build())
                .addPostureRule(PostureRule.builder(RULE)
                        .displayName("CSPM findings")
                        .groupBy(FindingGrouping.OWNER)
                        .actionPolicy("mail")
                        .build())
                .addListener(new AlertListener() {
                    @Override
                    public void evaluated(EvaluationReport report) {
                        note(report);
                    }
                })
                .build();
    }

    static Owners owners() {
        return Owners.builder()
                .add(products("ECS", "SLB", "VPC", "CSK", "NAS", "CDN", "WAF", "EIP", "ACR", "DDOS"), "platform")
                .add(products("RDS", "POLARDB", "POSTGRESQL", "MONGODB", "KVSTORE", "OSS", "SDDP"), "data")
                .add(products("RAM", "ACTIONTRAIL", "CAS"), "identity")
                .build();
    }

    private static FindingFilter products(String... products) {
        return FindingFilter.builder().products(products).build();
    }

    private static User user(String id, String name) {
        return User.builder(id).name(name).addEmail(id + "@example.com").build();
    }

    private void note(EvaluationReport report) {
        int day = (int) Duration.between(FIRST_DAY, report.at()).toDays() + 1;
        for (Alert alert : report.alerts()) {
            report.notifications().stream()
                    .filter(each -> each.alerts().get(0).fingerprint().equals(alert.fingerprint()))
                    .forEach(each -> told.add(new Told(day, alert, each)));
        }
    }

    /** Lets a day pass: the article's alert every four hours, and CSPM's scan at night with what the ledger makes of it. */
    void day(int day) {
        Instant midnight = FIRST_DAY.plus(Duration.ofDays(day - 1L));
        article(midnight);
        List<CheckResult> run = account.run(midnight.plus(SCAN_AT), SCAN);
        records.addAll(run);
        server.put(PROJECT, LOGSTORE, run.stream().map(CheckResult::toRow).toList());
        clock.set(midnight.plus(SCAN_AT).plus(SCAN).plus(Duration.ofMinutes(45)));
        ledger.check(RULE);
        for (Duration at = ARTICLE_EVERY; at.toHours() < 24; at = at.plus(ARTICLE_EVERY)) {
            article(midnight.plus(at));
        }
    }

    private void article(Instant at) {
        clock.set(at);
        article.check(ArticleAlert.RULE);
    }

    /** {@return what was told, mail by mail} */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** {@return all records that CSPM wrote, in order} */
    List<CheckResult> records() {
        return List.copyOf(records);
    }

    /** {@return the mails of the article's alert} */
    List<Notification> articleMails() {
        return articleMails.accepted();
    }

    JdbcStore store() {
        return store;
    }

    SettableClock clock() {
        return clock;
    }

    @Override
    public void close() {
        ledger.close();
        article.close();
        store.close();
        sls.close();
        server.close();
    }
}
