package io.github.cspmalert.examples.homes;

import io.github.cspmalert.AlertListener;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.EvaluationReport;
import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.sls.SlsProvisioner;
import io.github.cspmalert.testkit.ManualScheduler;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.AlertTemplateRenderer;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import io.github.cspmalert.testkit.sls.SentNotification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One service with some logs, in which definitions are provisioned and run, and beside which they run in this JVM. */
final class BothHomes implements AutoCloseable {

    static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    /** A Monday to come, since the service takes no mute that is over, and the provisioner asks no other clock than the real one. */
    static final Instant BEGIN = Instant.parse("2035-11-26T00:30:00Z");

    static final Duration LENGTH = Duration.ofMinutes(92);

    /** What a message of this JVM has between alerts that are told together. */
    private static final String GLUE =
            "(?:\n<hr>\n<p>|\n\n---- )(?:Earlier, and not sent until now|Told together with it):(?:</p>\n|\n\n)";

    /** What only the service has, what each home makes up for itself, and what is no part of the alert. */
    private static final Set<String> APART = Set.of(
            "fingerprint",
            "alert_instance_id",
            "dashboard",
            "dashboard_url",
            "alert_url",
            "alert_history_dashboard_url",
            "signin_url");

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();
    private final EmbeddedSls server;
    private final SlsConnection connection;
    private final Map<LogQuery, LogResult> answers;
    private final SlsLogSource source;

    /** Starts the service with some logs, and with what is known of their answers. */
    BothHomes(List<Map<String, String>> logs, Map<LogQuery, LogResult> answers) {
        this.answers = answers;
        server = EmbeddedSls.builder()
                .cspmLogstore(PROJECT, "sas-log")
                .clock(Clock.fixed(BEGIN, ZoneOffset.UTC))
                .maxClockSkew(Duration.ofDays(36_500))
                .alertTemplates(this::render)
                .start();
        server.put(PROJECT, "sas-log", logs);
        connection = SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .build();
        source = SlsLogSource.of(connection, PROJECT, "sas-log");
    }

    Store store() {
        return Store.log(server.region(), PROJECT, "sas-log");
    }

    /** Both homes escape alike, since one renderer serves both. */
    private String render(AlertTemplateRenderer.Template template, Map<String, ?> variables) {
        boolean html = template.channel().equals("email") && !template.subject();
        ContentFormat format = html ? ContentFormat.HTML : ContentFormat.TEXT;
        Optional<Channel> channel =
                template.subject() ? Optional.empty() : Optional.of(new Channel(template.channel()));
        ContentLocale locale = Stream.of(ContentLocale.values())
                .filter(each -> each.tag().equals(template.locale()))
                .findFirst()
                .orElseThrow();
        return renderer.render(new TemplateText("template", template.text(), format, channel, locale), variables);
    }

    void provision(AlertDefinitions definitions) {
        SlsProvisioner.builder(connection, PROJECT).build().plan(definitions).apply();
    }

    /** {@return what the service did for all that was provisioned, by rule} */
    Map<String, Seen> inService() {
        server.alerting().runUntil(BEGIN.plus(LENGTH));
        Map<String, Seen> seen = new LinkedHashMap<>();
        Set<String> before = new HashSet<>();
        server.alerting().evaluations().forEach(each -> seen(seen, each.alert())
                .evaluations()
                .add(new Seen.Evaluation(
                        each.at(),
                        each.alert(),
                        each.alerts().stream()
                                .filter(alert -> alert.get("status").equals("firing"))
                                .map(BothHomes::variables)
                                .sorted()
                                .toList())));
        server.alerting().notifications().forEach(each -> seen(
                        seen, each.alerts().get(0).get("alert_id").toString())
                .told()
                .add(told(each, before)));
        return seen;
    }

    private static Seen seen(Map<String, Seen> seen, String rule) {
        return seen.computeIfAbsent(rule, each -> new Seen(new ArrayList<>(), new ArrayList<>()));
    }

    private static Seen.Told told(SentNotification sent, Set<String> before) {
        List<Seen.Part> parts = new ArrayList<>();
        for (int i = 0; i < sent.alerts().size(); i++) {
            Map<String, Object> alert = sent.alerts().get(i);
            parts.add(new Seen.Part(
                    alert.get("alert_id").toString(),
                    alert.get("status").toString(),
                    sent.contents().get(i).strip(),
                    !isNews(sent, alert, before)));
        }
        return new Seen.Told(
                sent.at(), sent.channel(), sent.recipients().stream().sorted().toList(), sent.subject(), parts);
    }

    private static boolean isNews(SentNotification sent, Map<String, Object> alert, Set<String> before) {
        String told = sent.channel() + sent.recipients() + alert.get("fingerprint");
        return alert.get("status").equals("firing") ? before.add(told) : before.remove(told);
    }

    private static String variables(Map<String, Object> alert) {
        Map<String, Object> compared = new LinkedHashMap<>(alert);
        compared.keySet().removeAll(APART);
        return Seen.text(compared);
    }

    /** {@return what this JVM did for definitions} */
    Seen inJvm(AlertDefinitions definitions) {
        SettableClock clock = SettableClock.at(BEGIN);
        ManualScheduler scheduler = new ManualScheduler(clock);
        Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
        CspmAlertsBuilder builder = CspmAlerts.builder()
                .definitions(definitions)
                .source(remembering())
                .renderer(renderer)
                .clock(clock)
                .executor(scheduler)
                .pollInterval(Duration.ofMinutes(10))
                .addListener(new AlertListener() {
                    @Override
                    public void evaluated(EvaluationReport report) {
                        seen.evaluations().add(evaluation(report));
                    }
                });
        channels(definitions)
                .forEach(channel -> builder.notifier(channel, notification -> {
                    seen.told().add(told(clock.instant(), notification));
                    return Receipt.accepted(notification);
                }));
        try (CspmAlerts alerts = builder.build()) {
            alerts.start();
            scheduler.runDue();
            scheduler.advance(LENGTH);
        }
        return seen;
    }

    private static Set<Channel> channels(AlertDefinitions definitions) {
        Set<Channel> channels = new TreeSet<>(Comparator.comparing(Channel::id));
        definitions.actionPolicies().stream()
                .map(ActionPolicy::allActions)
                .flatMap(List::stream)
                .map(Action::channel)
                .forEach(channels::add);
        return channels;
    }

    private LogSource remembering() {
        return query -> answers.computeIfAbsent(query, source::query);
    }

    private static Seen.Evaluation evaluation(EvaluationReport report) {
        return new Seen.Evaluation(
                report.at(),
                report.ruleId(),
                report.alerts().stream().map(BothHomes::variables).sorted().toList());
    }

    @SuppressWarnings("unchecked")
    private static String variables(Alert alert) {
        return variables((Map<String, Object>)
                AlertVariables.of(alert, ConsoleLinks.INTERNATIONAL).asMap().get("alert"));
    }

    private static Seen.Told told(Instant at, Notification notification) {
        String[] contents = notification.message().content().split(GLUE);
        List<Seen.Part> parts = new ArrayList<>();
        for (int i = 0; i < contents.length; i++) {
            AlertReference alert = notification.alerts().get(i);
            parts.add(new Seen.Part(alert.ruleId(), alert.status().text(), contents[i].strip(), false));
        }
        List<String> to = notification.to().stream()
                .map(address -> address.value())
                .sorted()
                .toList();
        return new Seen.Told(
                at, notification.channel().id(), to, notification.message().subject(), parts);
    }

    static List<String> rules(AlertDefinitions definitions) {
        return definitions.rules().stream().map(AlertRule::id).toList();
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
