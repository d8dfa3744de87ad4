package io.github.cspmalert.benchmarks;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.jdbc.JdbcStore;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.testkit.InMemoryLogSource;
import io.github.cspmalert.testkit.RecordingNotifier;
import io.github.cspmalert.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes to read 1,000 changes and tell of them, beside ledgers of different sizes in an embedded file. Arguments: the
 * sizes, such as {@code 10000 1000000}.
 */
public final class LedgerRun {

    private static final int CHANGES = 1_000;
    private static final int ROUNDS = 7;
    private static final Instant FIRST = Instant.parse("2026-11-02T02:00:00Z");

    private LedgerRun() {}

    /**
     * Measures.
     *
     * @param args the sizes of ledgers
     * @throws IOException if no file can be made
     */
    public static void main(String... args) throws IOException {
        for (String size : args) {
            measure(Integer.parseInt(size));
        }
    }

    private static void measure(int size) throws IOException {
        SettableClock clock = SettableClock.at(FIRST);
        InMemoryLogSource log = new InMemoryLogSource();
        try (JdbcStore store = JdbcStore.embedded(
                        Files.createTempDirectory("ledger-run").resolve("ledger"));
                CspmAlerts alerts = alerts(clock, log, store)) {
            for (int from = 0; from < size; from += CHANGES) {
                log.addResults(records(clock.instant(), from, CheckStatus.NOT_PASS));
                clock.advance(Duration.ofMinutes(1));
            }
            clock.advance(Duration.ofHours(1));
            alerts.check("all");
            log.clear();
            long[] times = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                log.addResults(records(
                        clock.instant(), i * CHANGES % size, i % 2 == 0 ? CheckStatus.PASS : CheckStatus.NOT_PASS));
                clock.advance(Duration.ofHours(1));
                long start = System.nanoTime();
                alerts.check("all");
                times[i] = (System.nanoTime() - start) / 1_000_000;
            }
            Arrays.sort(times);
            System.out.printf(
                    "findings=%d changes=%d median=%d ms fastest=%d ms%n", size, CHANGES, times[ROUNDS / 2], times[0]);
        }
    }

    private static CspmAlerts alerts(SettableClock clock, InMemoryLogSource log, JdbcStore store) {
        return CspmAlerts.builder()
                .clock(clock)
                .store(store)
                .results(CspmResults.of("prod", log))
                .renderer((template, variables) -> "news")
                .notifier(Channel.EMAIL, new RecordingNotifier())
                .addUser(User.builder("team").addEmail("team@example.com").build())
                .addTemplate(ContentTemplate.builder("news")
                        .content(Channel.EMAIL, ContentFormat.TEXT, "news", "news")
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("team")
                                .template("news")
                                .build())
                        .build())
                .addPostureRule(PostureRule.builder("all").actionPolicy("mail").build())
                .build();
    }

    private static List<CheckResult> records(Instant at, int from, CheckStatus status) {
        List<CheckResult> records = new ArrayList<>(CHANGES);
        for (int i = from; i < from + CHANGES; i++) {
            records.add(Fixtures.checkResult(i, status, at).build());
        }
        return records;
    }
}
