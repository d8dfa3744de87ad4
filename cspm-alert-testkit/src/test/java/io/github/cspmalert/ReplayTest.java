package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.replay.ReplayComparison;
import io.github.cspmalert.replay.ReplayReport;
import io.github.cspmalert.replay.RuleReplay;
import io.github.cspmalert.replay.RuleReplay.NoisyGroup;
import io.github.cspmalert.testkit.InMemoryLogSource;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final Instant END = NOON.plus(Duration.ofDays(2));

    // Each hour a peak of one minute, and from 10 past on one of 5 minutes.
    private static LogResult peaks(LogQuery query) {
        long minute = query.range().from().getEpochSecond() / 60 % 60;
        boolean peak = minute == 0 || minute >= 10 && minute < 15;
        return new LogResult(
                EngineFixture.ORIGIN, List.of("cnt"), List.of(LogRow.of(Map.of("cnt", peak ? "20" : "1"))), Set.of());
    }

    @Test
    void run_aMinuteRule_countsWhatItWouldTell() {
        assertThat(replay("as it is", minutely()))
                .hasToString(
                        """
                        as it is, replayed from 2026-11-23T12:00:00Z to 2026-11-25T12:00:00Z: 2880 evaluations, 96 alerts, 192 notifications
                        cspm-not-passed: 288 of 2880 evaluations fired; 96 alerts
                          owner on email is told 96 times on 3 days, at most 48 on one (2026-11-24)
                          sec-ops on email is told 96 times on 3 days, at most 48 on one (2026-11-24)
                          held back 384 times: was told of the same alert less than the repeat interval ago""");
    }

    @Test
    void comparison_twoThresholds_showsBothSideBySide() {
        ReplayComparison comparison = replay("as it is", minutely())
                .comparedWith(replay("3", minutely().threshold(3)));

        assertThat(comparison)
                .hasToString(
                        """
                        2026-11-23T12:00:00Z to 2026-11-25T12:00:00Z, with '3': 96 notifications instead of 192
                                                                 as it is       3
                        notifications                                 192      96
                        alerts                                         96      48
                        told: owner on email                           96      48
                        told: sec-ops on email                         96      48
                        cspm-not-passed: evaluations that fired       288     144
                        cspm-not-passed: alerts                        96      48
                        cspm-not-passed: notifications                 96      48""");
    }

    @Test
    void comparison_ofWhatCannotBeCompared_isRefused() {
        ReplayReport report = replay("as it is", EngineFixture.rule());
        ReplayReport other = CspmAlerts.replay(definitions(EngineFixture.rule()), NOON, END.plusSeconds(1))
                .source(ReplayTest::peaks)
                .run();

        assertThatThrownBy(() -> report.comparedWith(report))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("both reports are called 'as it is'; give each a name of its own with name(..)");
        assertThatThrownBy(() -> report.comparedWith(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-11-25T12:00:01Z");
    }

    // Whatever the engine does on the same logs at the same instants, the replay counts.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void run_rulesAtRandom_countsWhatTheEngineSends(long seed) {
        Random random = new Random(seed);
        AlertDefinitions definitions = definitions(atRandom("rule-1", random), atRandom("rule-2", random));
        LogSource logs = query -> rowsAtRandom(seed, query);

        ReplayReport report = CspmAlerts.replay(definitions, NOON, END)
                .source(logs)
                .zone(ZoneOffset.UTC)
                .run();

        Map<String, Long> sent = new TreeMap<>();
        Map<HeldBack.Reason, Long> held = new EnumMap<>(HeldBack.Reason.class);
        EngineFixture engine = new EngineFixture();
        engine.mail.answer = notification -> {
            notification.to().forEach(to -> sent.merge(to.recipientId() + day(engine.clock.instant()), 1L, Long::sum));
            return Receipt.accepted(notification);
        };
        run(engine, definitions, logs);
        engine.events.evaluated.forEach(
                each -> each.heldBack().forEach(heldBack -> held.merge(heldBack.reason(), 1L, Long::sum)));
        Map<String, Long> counted = new TreeMap<>();
        report.told()
                .forEach(told -> told.days().forEach((day, times) -> counted.put(told.recipientId() + day, times)));
        Map<HeldBack.Reason, Long> countedHeld = new EnumMap<>(HeldBack.Reason.class);
        report.rules().forEach(rule -> rule.heldBack()
                .forEach((reason, times) -> countedHeld.merge(reason, times, Long::sum)));
        assertThat(counted).as("seed " + seed).isEqualTo(sent).isNotEmpty();
        assertThat(countedHeld).as("seed " + seed).isEqualTo(held);
        assertThat(report.evaluations()).as("seed " + seed).isEqualTo(engine.events.evaluated.size());
    }

    private static void run(EngineFixture engine, AlertDefinitions definitions, LogSource logs) {
        ManualScheduler executor = new ManualScheduler(engine.clock);
        CspmAlerts alerts = CspmAlerts.builder()
                .definitions(definitions)
                .source(logs)
                .renderer((template, variables) -> template.text())
                .notifier(Channel.EMAIL, engine.mail)
                .addListener(engine.events)
                .clock(engine.clock)
                .executor(executor)
                .pollInterval(Duration.ofMinutes(10))
                .build();
        alerts.start();
        executor.advance(Duration.between(NOON, END).minusNanos(1));
        alerts.close();
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private static AlertRuleBuilder atRandom(String id, Random random) {
        AlertRuleBuilder rule = EngineFixture.rule(id)
                .schedule(Schedule.fixedRate(Duration.ofMinutes(10 + random.nextInt(3) * 10)))
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(10)))
                .trigger(Trigger.matches("cnt > " + random.nextInt(8)))
                .threshold(1 + random.nextInt(3))
                .repeatInterval(Duration.ofMinutes(30 + random.nextInt(180)))
                .sendResolved(random.nextBoolean());
        if (random.nextBoolean()) {
            rule.groupEvaluation(GroupEvaluation.by("host"));
        }
        return random.nextBoolean() ? rule.alertPolicy("together") : rule;
    }

    private static LogResult rowsAtRandom(long seed, LogQuery query) {
        Random random = new Random(seed * 31 + query.range().from().getEpochSecond());
        List<LogRow> rows = new ArrayList<>();
        for (int host = 0; host < random.nextInt(5); host++) {
            rows.add(LogRow.of(Map.of("host", "web-" + host, "cnt", String.valueOf(random.nextInt(15)))));
        }
        return new LogResult(EngineFixture.ORIGIN, List.of("host", "cnt"), rows, Set.of());
    }

    @Test
    void run_postureRule_tellsTheFirstSummaryAndEachChangeOnce() {
        InMemoryLogSource log = new InMemoryLogSource();
        List<String> statuses = List.of("NOT_PASS", "NOT_PASS", "PASS", "PASS");
        for (int day = 0; day < statuses.size(); day++) {
            Instant at = NOON.plus(Duration.ofDays(day)).plusSeconds(60);
            log.addResults(List.of(PostureFixture.record(at, "1", "i-1", statuses.get(day), RiskLevel.HIGH)));
        }
        AlertDefinitions definitions = parts().addActionPolicy(EngineFixture.policy("sec-ops"))
                .addPostureRule(
                        PostureRule.builder("findings").actionPolicy("mail").build())
                .build();

        ReplayReport report = CspmAlerts.replay(definitions, NOON, NOON.plus(Duration.ofDays(5)))
                .results(CspmResults.of("prod", log))
                .run();

        // The summary on the first day, and that it is fixed on the third; nights of UTC+8 begin at 16:00.
        assertThat(report.rule("findings").orElseThrow().told()).first().satisfies(told -> assertThat(told.days())
                .isEqualTo(
                        new TreeMap<>(Map.of(LocalDate.parse("2026-11-23"), 1L, LocalDate.parse("2026-11-25"), 1L))));
    }

    @Test
    void run_groupsAndMerging_tellsTheNoisiestAndWhatWasToldTogether() {
        LogSource logs = query -> new LogResult(
                EngineFixture.ORIGIN,
                List.of("host"),
                List.of(
                        LogRow.of(Map.of("host", "web-1")),
                        LogRow.of(Map.of("host", query.range().to().equals(NOON) ? "web-2" : "web-3"))),
                Set.of(Cut.LIMIT));
        AlertRuleBuilder rule = EngineFixture.rule()
                .groupEvaluation(GroupEvaluation.by("host"))
                .addLabel("team", "sec")
                .alertPolicy("together");

        ReplayReport report = CspmAlerts.replay(definitions(rule), NOON, NOON.plus(Duration.ofHours(3)))
                .source(logs)
                .run();

        RuleReplay one = report.rules().get(0);
        assertThat(one.noisiest())
                .containsExactly(
                        new NoisyGroup(Map.of("host", "web-1"), 3),
                        new NoisyGroup(Map.of("host", "web-3"), 2),
                        new NoisyGroup(Map.of("host", "web-2"), 1));
        assertThat(one.cuts()).isEqualTo(Map.of(Cut.LIMIT, 3L));
        // web-1 and web-2 together, then web-3 with web-1, which fires still; nothing else changes within the repeat
        // interval.
        assertThat(one.notifications()).isEqualTo(2);
        assertThat(one.alertsTold()).isEqualTo(4);
        assertThat(report.toString())
                .contains("  told together: 4 alerts in 2 notifications")
                .contains("  cut in 3 evaluations: the statement's own LIMIT was reached; there may be more rows")
                .contains("  noisy: host=web-1 fired in 3 evaluations");
    }

    @Test
    void run_endsBeforeAMergedNotificationIsDue_saysThatItWaits() {
        ReplayReport report = CspmAlerts.replay(
                        definitions(EngineFixture.rule().alertPolicy("together")), NOON, NOON.plusSeconds(2))
                .source(ReplayTest::peaks)
                .run();

        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.notifications()).isZero();
        assertThat(report.toString()).endsWith("still waiting at the end: 1 notification");
    }

    @Test
    void run_moreGroupsThanAreCountedApart_countsTheRestTogether() {
        LogSource logs = query -> {
            long evaluation = Duration.between(NOON, query.range().to()).toHours();
            List<LogRow> rows = IntStream.range(0, 60)
                    .mapToObj(i -> LogRow.of(Map.of("host", evaluation + "-" + i)))
                    .toList();
            return new LogResult(EngineFixture.ORIGIN, List.of("host"), rows, Set.of());
        };

        RuleReplay rule = CspmAlerts.replay(
                        definitions(EngineFixture.rule().groupEvaluation(GroupEvaluation.by("host"))),
                        NOON,
                        NOON.plus(Duration.ofHours(20)))
                .source(logs)
                .run()
                .rules()
                .get(0);

        assertThat(rule.noisiest()).hasSize(10);
        assertThat(rule.otherGroups()).isEqualTo(20 * 60 - 1_000);
    }

    @Test
    void listener_eachDay_hearsHowFarItIs() {
        List<String> heard = new ArrayList<>();

        CspmAlerts.replay(definitions(EngineFixture.rule()), NOON, END)
                .source(ReplayTest::peaks)
                .zone(ZoneOffset.UTC)
                .listener((at, evaluations) -> heard.add(at + " " + evaluations))
                .run();

        assertThat(heard)
                .containsExactly("2026-11-23T12:00:00Z 0", "2026-11-24T00:00:00Z 12", "2026-11-25T00:00:00Z 36");
    }

    @Test
    void run_whatOnlyTheServiceCarriesOutOrIsOff_isToldOrLeftOut() {
        AlertDefinitions definitions = parts().addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule().cloudMonitor(true).build())
                .addRule(EngineFixture.rule("off-rule").enabled(false).build())
                .build();

        ReplayReport report = CspmAlerts.replay(definitions, NOON, END)
                .source(ReplayTest::peaks)
                .run();

        assertThat(report.rules()).extracting(RuleReplay::ruleId).containsExactly(RULE);
        assertThat(report.notes())
                .containsExactly("rule 'cspm-not-passed': events for CloudMonitor are carried out by Simple Log Service"
                        + " only; provision it there, or leave cloudMonitor out");
    }

    @Test
    void run_withoutASource_isRefused() {
        assertThatThrownBy(() -> CspmAlerts.replay(definitions(EngineFixture.rule()), NOON, END)
                        .run())
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("rule 'cspm-not-passed' names the log source 'default', which is not set");
    }

    @Test
    void run_sourceFails_throwsWhatItSays() {
        assertThatThrownBy(() -> CspmAlerts.replay(definitions(EngineFixture.rule()), NOON, END)
                        .source(query -> {
                            throw new LogQueryException("the service is busy", true, null);
                        })
                        .run())
                .isInstanceOf(LogQueryException.class)
                .hasMessage("the service is busy");
    }

    @Test
    void replay_endsBeforeItBegins_isRefused() {
        assertThatThrownBy(() -> CspmAlerts.replay(definitions(EngineFixture.rule()), END, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("to must be at least one second after from");
    }

    private static ReplayReport replay(String name, AlertRuleBuilder rule) {
        return CspmAlerts.replay(definitions(rule), NOON, END)
                .source(ReplayTest::peaks)
                .name(name)
                .run();
    }

    private static AlertRuleBuilder minutely() {
        return EngineFixture.rule()
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(1)))
                .schedule(Schedule.fixedRate(Duration.ofMinutes(1)))
                .repeatInterval(Duration.ofMinutes(5))
                .trigger(Trigger.matches("cnt > 10"));
    }

    private static AlertDefinitions definitions(AlertRuleBuilder... rules) {
        AlertDefinitionsBuilder definitions = parts();
        definitions.addActionPolicy(EngineFixture.policy("sec-ops", "owner"));
        definitions.addAlertPolicy(AlertPolicy.builder("together")
                .actionPolicy("mail")
                .mergeBy()
                .mergeByAllLabels(false)
                .groupWait(Duration.ofSeconds(5))
                .groupInterval(Duration.ofMinutes(15))
                .repeatInterval(Duration.ofHours(4))
                .build());
        for (AlertRuleBuilder rule : rules) {
            definitions.addRule(rule.build());
        }
        return definitions.build();
    }

    private static AlertDefinitionsBuilder parts() {
        return AlertDefinitions.builder()
                .addUser(EngineFixture.OPS)
                .addUser(EngineFixture.OWNER)
                .addTemplate(ContentTemplate.builder("cspm")
                        .email("subject", "content")
                        .build());
    }
}
