package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Enricher;
import io.github.cspmalert.posture.Enrichment;
import io.github.cspmalert.posture.EnrichmentException;
import io.github.cspmalert.posture.EnrichmentLimits;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnrichmentTest {

    private final PostureFixture engine = new PostureFixture();
    private final List<Integer> asked = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();

    private CspmAlerts start(Enricher enricher, EnrichmentLimits limits) {
        engine.results.set(
                0, CspmResults.builder("prod", engine.log).scanCycles(100).build());
        engine.logged("1", "i-0", "PASS");
        CspmAlerts alerts = engine.builder()
                .enricher(enricher, limits)
                .addListener(new AlertListener() {
                    @Override
                    public void enrichmentFailed(RuntimeException failure) {
                        failures.add(failure);
                    }
                })
                .addPostureRule(PostureFixture.rule("all").build())
                .build();
        assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 0");
        return alerts;
    }

    private CspmAlerts start(Enricher enricher) {
        return start(enricher, EnrichmentLimits.ofDefaults());
    }

    private Map<FindingKey, Enrichment> named(List<Finding> findings) {
        asked.add(findings.size());
        Map<FindingKey, Enrichment> known = new HashMap<>();
        findings.forEach(each -> known.put(
                each.key(), Enrichment.NONE.resourceName(each.key().instanceId().toUpperCase(Locale.ROOT))));
        return known;
    }

    private void opened(int from, int to) {
        for (int i = from; i < to; i++) {
            engine.logged("1", "i-" + i, "NOT_PASS");
        }
    }

    @Test
    void enricher_findingsThatAreTold_areAskedAboutAtOnceAndShown() {
        try (CspmAlerts alerts = start(this::named)) {
            assertThat(asked).isEmpty();
            opened(1, 3);

            assertThat(engine.settled(alerts, "all"))
                    .singleElement()
                    .asString()
                    .contains("changes 2", "new 1@i-1 called I-1", "new 1@i-2 called I-2");
            assertThat(asked).containsExactly(2);
        }
    }

    @Test
    void enricher_moreFindingsThanAreListed_areAskedAboutInBatches() {
        try (CspmAlerts alerts =
                start(this::named, EnrichmentLimits.ofDefaults().batchSize(150))) {
            opened(1, 301);
            engine.settled(alerts, "all");

            assertThat(asked).containsExactly(150, 50);
        }
    }

    @Test
    void enricher_thatFails_costsOnlyWhatItKnowsAndIsToldOnce() {
        AtomicReference<Enricher> now = new AtomicReference<>(findings -> {
            throw new EnrichmentException("the inventory is down", true, null);
        });
        try (CspmAlerts alerts = start(findings -> now.get().enrich(findings))) {
            opened(1, 2);
            engine.after(Duration.ofMinutes(45));
            EvaluationReport report = alerts.check("all");
            assertThat(report.deliveries()).hasSize(1);
            assertThat(report.problems())
                    .containsExactly("the enricher failed, so messages lack what it knows: the inventory is down");
            opened(2, 3);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 2; new 1@i-2");
            assertThat(failures).hasSize(1).first().isInstanceOf(EnrichmentException.class);

            now.set(this::named);
            opened(3, 4);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 3; new 1@i-3 called I-3");
            now.set(findings -> {
                throw new OutOfMemoryError("secret");
            });
            opened(4, 5);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 4; new 1@i-4");
            assertThat(failures)
                    .hasSize(2)
                    .last()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("secret");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless enricher may do
    void enricher_thatGivesNullOrTooMuch_isTamed() {
        AtomicReference<Map<FindingKey, Enrichment>> answer = new AtomicReference<>();
        try (CspmAlerts alerts = start(findings -> answer.get())) {
            opened(1, 2);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
            assertThat(failures).hasSize(1);

            Map<FindingKey, Enrichment> endless = new HashMap<>() {
                @Override
                public Enrichment get(Object key) {
                    return Enrichment.NONE.resourceName("x".repeat(1_000_000));
                }
            };
            answer.set(endless);
            opened(2, 3);
            assertThat(engine.settled(alerts, "all"))
                    .containsExactly("[team] changes 2; new 1@i-2 called " + "x".repeat(255) + "…");
        }
    }

    @Test
    @Timeout(20) // forty times its time would be longer
    void enricher_thatNeverAnswers_costsItsTimeOnce() {
        CountDownLatch never = new CountDownLatch(1);
        List<Integer> calls = new ArrayList<>();
        Enricher stuck = findings -> {
            calls.add(findings.size());
            while (true) {
                try {
                    never.await();
                    return Map.of();
                } catch (InterruptedException e) {
                    // as one that does not let itself be interrupted
                }
            }
        };
        EnrichmentLimits limits = EnrichmentLimits.ofDefaults().timeout(Duration.ofSeconds(1));
        try (CspmAlerts alerts = start(stuck, limits)) {
            for (int i = 1; i <= 40; i++) {
                opened(i, i + 1);
                assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes " + i + "; new 1@i-" + i);
            }
            assertThat(calls).containsExactly(1);
            assertThat(failures).hasSize(1).first().asString().contains("within PT1S");
        } finally {
            never.countDown();
        }
    }

    @Test
    void enricher_askedAgain_isRememberedForAWhile() {
        EnrichmentLimits limits =
                EnrichmentLimits.ofDefaults().cacheAge(Duration.ofDays(2)).cacheSize(2);
        try (CspmAlerts alerts = start(this::named, limits)) {
            opened(1, 3);
            engine.settled(alerts, "all");
            changed(alerts, "PASS", 1, 2);
            changed(alerts, "NOT_PASS", 1, 2);
            assertThat(asked).as("within two days").containsExactly(2);

            engine.after(Duration.ofDays(2));
            changed(alerts, "PASS", 1);
            assertThat(asked).as("after two days").containsExactly(2, 1);

            opened(3, 4);
            engine.settled(alerts, "all");
            changed(alerts, "NOT_PASS", 1);
            assertThat(asked).as("among the last two").containsExactly(2, 1, 1);
            changed(alerts, "PASS", 2);
            assertThat(asked).as("beyond the last two").containsExactly(2, 1, 1, 1);
        }
    }

    private void changed(CspmAlerts alerts, String status, int... numbers) {
        for (int number : numbers) {
            engine.logged("1", "i-" + number, status);
        }
        assertThat(engine.settled(alerts, "all")).singleElement().asString().contains(" called ");
    }
}
