package io.github.cspmalert.benchmarks;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.state.AlertStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What many rules cost of which none fires: the heap that is in use after a full collection once each was evaluated, and the
 * processor time of the minute after that. Linux only.
 *
 * <p>Arguments: how many rules, and the store: {@code memory}, or the file of an embedded one.
 */
final class IdleRules {

    private IdleRules() {}

    public static void main(String[] arguments) throws Exception {
        int rules = Integer.parseInt(arguments[0]);
        LogResult nothing = Fixtures.result(List.of());
        AtomicInteger queries = new AtomicInteger();
        double before = heapMegabytes();
        try (AlertStore store = ThroughputEngine.store(arguments[1]);
                CspmAlerts alerts = alerts(store, rules, query -> {
                    queries.incrementAndGet();
                    return nothing;
                })) {
            alerts.start();
            Measured.await("the first evaluations", () -> queries.get() >= rules);
            Thread.sleep(2_000);
            double heap = heapMegabytes() - before;
            long pid = ProcessHandle.current().pid();
            double cpu = Measured.of(pid).cpuSeconds();
            Thread.sleep(60_000);
            Measured after = Measured.of(pid);
            System.out.printf(
                    Locale.ROOT,
                    "%,d rules, %s: %.0f MiB of heap, %.2f %% of a core, %.0f MiB resident%n",
                    rules,
                    arguments[1].equals("memory") ? "memory" : "embedded",
                    heap,
                    (after.cpuSeconds() - cpu) / 0.6,
                    after.residentMegabytes());
            System.exit(0);
        }
    }

    private static CspmAlerts alerts(AlertStore store, int rules, LogSource source) {
        CspmAlertsBuilder builder = CspmAlerts.builder()
                .store(store)
                .source(source)
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, Receipt::accepted)
                .addUser(User.builder(ArticleAlert.RECIPIENT)
                        .addEmail("sec-ops@example.com")
                        .build())
                .addTemplate(ArticleAlert.template())
                .addActionPolicy(ArticleAlert.policy());
        for (int i = 0; i < rules; i++) {
            builder.addRule(AlertRule.builder("rule-" + i)
                    .displayName("CSPM check items not passed")
                    .query(ArticleAlert.QUERY)
                    .timeSpan(ArticleAlert.rule().queries().get(0).timeSpan())
                    .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                    .actionPolicy(ArticleAlert.POLICY)
                    .build());
        }
        return builder.build();
    }

    private static double heapMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
    }
}
