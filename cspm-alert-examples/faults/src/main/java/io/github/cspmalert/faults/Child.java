package io.github.cspmalert.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.jdbc.ClusterScheduler;
import io.github.cspmalert.jdbc.JdbcStore;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.notify.email.SmtpSecurity;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Evaluates and sends until it is killed. */
final class Child {

    // Then the claims of those that were killed have lapsed, also if their clocks were ahead.
    private static final Duration AFTER_ALL_LEASES = Duration.ofHours(12);
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final DeliveryLimits LIMITS =
            DeliveryLimits.ofDefaults().concurrency(3).attemptTimeout(Duration.ofSeconds(2));

    private final ChildSettings settings;
    private final Clock clock;
    private final AtomicLong queries = new AtomicLong();
    private final @Nullable HikariDataSource pool;

    private Child(ChildSettings settings) {
        this.settings = settings;
        this.clock = settings.isDraining()
                ? Clock.offset(Clock.systemUTC(), AFTER_ALL_LEASES)
                : settings.jumps() ? new JumpingClock(settings.seed()) : Clock.systemUTC();
        this.pool = settings.database().startsWith("jdbc:") ? pool(settings.database()) : null;
    }

    /** Runs until the process is killed; its arguments are those of {@link ChildSettings}. */
    public static void main(String[] arguments) {
        new Child(ChildSettings.of(arguments)).run();
    }

    private void run() {
        AlertStore store = pool == null ? JdbcStore.embedded(Path.of(settings.database())) : JdbcStore.of(pool);
        alerts(new WitnessStore(store, settings)).start();
        while (true) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            if (settings.isDraining()) {
                System.out.println("waiting=" + waiting(store));
            }
        }
    }

    private static long waiting(AlertStore store) {
        try {
            return store.waiting();
        } catch (AlertStoreException e) {
            return -1;
        }
    }

    private CspmAlerts alerts(AlertStore store) {
        CspmAlertsBuilder builder = CspmAlerts.builder()
                .store(store)
                .clock(clock)
                .source(source())
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.WEBHOOK, new HttpNotifier(settings.httpPort()), LIMITS)
                .notifier(Channel.EMAIL, mail(), LIMITS)
                .retryBackoff(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1)))
                .pollInterval(Duration.ofMillis(100))
                .addUser(User.builder("ops")
                        .addEmail("ops@example.com")
                        .addAddress(Channel.WEBHOOK, "ops")
                        .build())
                .addTemplate(template())
                .addActionPolicy(ActionPolicy.builder("tell")
                        .addAction(action(Channel.WEBHOOK))
                        .addAction(action(Channel.EMAIL))
                        .build());
        for (int i = 0; i < ChildSettings.RULES; i++) {
            builder.addRule(rule(ChildSettings.ruleId(i)));
        }
        if (settings.isCluster() && pool != null) {
            builder.scheduler(ClusterScheduler.builder(pool)
                    .clock(clock)
                    .heartbeat(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(100))
                    .build());
        }
        return builder.build();
    }

    private LogSource source() {
        return query -> {
            List<LogRow> rows = settings.isDraining()
                    ? List.of()
                    : List.of(LogRow.of(Map.of("rule", query.statement(), "marker", Marker.of(window(query)))));
            return new LogResult(LogOrigin.UNKNOWN, List.of("rule", "marker"), rows, Set.of());
        };
    }

    // By a clock that jumps, the same second is rightly looked at several times.
    private String window(LogQuery query) {
        String window = query.statement() + "@" + query.range().to().getEpochSecond();
        return settings.jumps() ? window + "#" + settings.number() + "-" + queries.incrementAndGet() : window;
    }

    private EmailNotifier mail() {
        return EmailNotifier.builder()
                .host("127.0.0.1")
                .port(settings.mailPort())
                .security(SmtpSecurity.NONE)
                .from("alerts@example.com")
                .maxConnections(3)
                .connectTimeout(Duration.ofSeconds(1))
                .readTimeout(Duration.ofSeconds(1))
                .build();
    }

    private static ContentTemplate template() {
        String content = "{{ alert.alert_name }}: {{ alert.results[0].raw_results[0].marker }}";
        return ContentTemplate.builder("what")
                .email("{{ alert.alert_name }}", content)
                .content(Channel.WEBHOOK, ContentFormat.TEXT, "", content)
                .build();
    }

    private static Action action(Channel channel) {
        return Action.builder(channel).users("ops").template("what").build();
    }

    private static AlertRule rule(String id) {
        return AlertRule.builder(id)
                .query(id)
                .timeSpan(TimeSpan.relative(EVERY_SECOND))
                .schedule(Schedule.fixedRate(EVERY_SECOND))
                .repeatInterval(Duration.ofMillis(1))
                .actionPolicy("tell")
                .build();
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1_000);
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
