package io.github.cspmalert.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.jdbc.JdbcStore;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.InMemoryAlertStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/**
 * The process that {@link DeliveryThroughput} measures: many rules, each of which fires on three rows and tells a webhook with
 * the article's template. Says so when it is ready, begins a round when
 * it reads a line, and ends it at the next one.
 */
final class ThroughputEngine {

    static final String READY = "ready";

    private static final DeliveryLimits LIMITS =
            DeliveryLimits.ofDefaults().concurrency(Integer.getInteger("concurrency", 4));

    private final LogResult result = Fixtures.result(Fixtures.rows(3));
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI receiver;
    private final int rules;

    private ThroughputEngine(URI receiver, int rules) {
        this.receiver = receiver;
        this.rules = rules;
    }

    public static void main(String[] arguments) throws IOException {
        ThroughputEngine engine = new ThroughputEngine(URI.create(arguments[1]), Integer.parseInt(arguments[2]));
        if (arguments[0].equals("loop")) {
            engine.loop();
        } else {
            engine.run(store(arguments[0]));
        }
    }

    private void run(AlertStore store) throws IOException {
        for (int round = 0; ; round++) {
            try (CspmAlerts alerts = alerts(store, "round-" + round + "-")) {
                awaitTurn();
                alerts.start();
                awaitLine();
            }
        }
    }

    // What one would write without this library: render and post.
    private void loop() throws IOException {
        SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();
        TemplateText template = new TemplateText("article", ArticleAlert.TEMPLATE, ContentFormat.HTML);
        while (true) {
            awaitTurn();
            for (int i = 0; i < rules; i++) {
                post(renderer.render(
                        template,
                        AlertVariables.of(Fixtures.alert(result.rows()), ConsoleLinks.INTERNATIONAL)
                                .asMap()));
            }
            awaitLine();
        }
    }

    private static void awaitTurn() throws IOException {
        System.out.println(READY);
        awaitLine();
    }

    private static void awaitLine() throws IOException {
        if (System.in.read() < 0) {
            System.exit(0);
        }
    }

    private CspmAlerts alerts(AlertStore store, String prefix) {
        CspmAlertsBuilder builder = CspmAlerts.builder()
                .store(store)
                .source(query -> result)
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.WEBHOOK, notifier(), LIMITS)
                .addUser(User.builder(ArticleAlert.RECIPIENT)
                        .addAddress(Channel.WEBHOOK, "ops")
                        .build())
                .addTemplate(ContentTemplate.builder("article")
                        .content(
                                Channel.WEBHOOK,
                                ContentFormat.HTML,
                                "[{{ format_severity(alert.severity) }}] {{ alert.alert_name }}",
                                ArticleAlert.TEMPLATE)
                        .build())
                .addActionPolicy(ActionPolicy.builder(ArticleAlert.POLICY)
                        .addAction(Action.builder(Channel.WEBHOOK)
                                .users(ArticleAlert.RECIPIENT)
                                .template("article")
                                .build())
                        .build());
        for (int i = 0; i < rules; i++) {
            builder.addRule(rule(prefix + i));
        }
        return builder.build();
    }

    private static AlertRule rule(String id) {
        AlertRule article = ArticleAlert.rule();
        return AlertRule.builder(id)
                .displayName(article.displayName())
                .query(ArticleAlert.QUERY)
                .timeSpan(article.queries().get(0).timeSpan())
                .schedule(article.schedule())
                .addAnnotation("title", "${alert_name}")
                .addAnnotation("desc", "Cloud services fail ${__count__} kinds of configuration check")
                .actionPolicy(ArticleAlert.POLICY)
                .repeatInterval(article.repeatInterval())
                .build();
    }

    private Notifier notifier() {
        return notification -> {
            post(notification.message().content());
            return Receipt.accepted(notification);
        };
    }

    private void post(String content) {
        try {
            HttpRequest request = HttpRequest.newBuilder(receiver)
                    .POST(HttpRequest.BodyPublishers.ofString(content))
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new NotificationException("the receiver could not be reached", true, e);
        } catch (InterruptedException e) {
            throw new NotificationException("interrupted", true, e);
        }
    }

    static AlertStore store(String where) {
        if (where.equals("memory")) {
            return new InMemoryAlertStore();
        }
        if (!where.startsWith("jdbc:")) {
            return JdbcStore.embedded(Path.of(where));
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(where);
        config.setMaximumPoolSize(8);
        return JdbcStore.of(new HikariDataSource(config));
    }
}
