package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.rows;
import static io.github.cspmalert.EngineFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts that fire and end, and silences that come and go, at random: told is what no silence meets, and nothing is lost. */
class SilenceTimelineTest {

    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration REPEAT = Duration.ofMinutes(50);
    private static final List<String> INSTANCES = List.of("i-1", "i-2", "i-3");
    private static final int STEPS = 60;

    private final EngineFixture engine = new EngineFixture();
    private final Map<String, Silence> silences = new HashMap<>();
    private final Set<String> firing = new TreeSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void alertsOnTheirOwn_areToldIffNoSilenceHoldsWhenTheyAreSent(long seed) {
        Random random = new Random(seed);
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(grouped().build())
                .build();
        Model model = new Model();
        for (int i = 0; i < STEPS; i++) {
            change(random, alerts, i);
            int before = engine.mail.sent.size();

            EvaluationReport report = check(alerts);

            Told expected = model.step(engine.clock.instant());
            assertThat(told(before)).as("seed %d, step %d", seed, i).containsExactlyInAnyOrderElementsOf(expected.told);
            assertThat(report.heldBack())
                    .as("seed %d, step %d", seed, i)
                    .filteredOn(held -> held.reason() == HeldBack.Reason.SILENCED)
                    .hasSize(expected.silenced);
            engine.clock.advance(STEP);
        }
        assertThat(engine.mail.sent).as("seed %d", seed).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void mergedAlerts_areSentWithOneThatNoSilenceHolds_andAllAreToldInTheEnd(long seed) {
        Random random = new Random(seed);
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(AlertPolicy.builder("merge")
                        .actionPolicy("mail")
                        .mergeByAllLabels(random.nextBoolean())
                        .groupWait(Duration.ofMinutes(1 + random.nextInt(15)))
                        .groupInterval(Duration.ofMinutes(1 + random.nextInt(20)))
                        .repeatInterval(REPEAT)
                        .build())
                .addRule(grouped().alertPolicy("merge").build())
                .build();
        Map<String, Instant> since = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            change(random, alerts, i);
            firing.forEach(instance -> since.putIfAbsent(instance, engine.clock.instant()));
            since.keySet().retainAll(firing);
            int before = engine.mail.sent.size();
            check(alerts);
            engine.mail.sent.subList(before, engine.mail.sent.size()).forEach(notification -> assertThat(
                            notification.alerts())
                    .as("seed %d", seed)
                    .anyMatch(alert -> !isSilenced(instance(alert), engine.clock.instant())));
            engine.clock.advance(STEP);
        }
        silences.keySet().forEach(alerts::endSilence);
        for (int i = 0; i < 8; i++) {
            check(alerts);
            engine.clock.advance(STEP);
        }
        since.forEach((instance, fireTime) -> assertThat(references())
                .as("seed %d, %s since %s", seed, instance, fireTime)
                .anyMatch(alert -> instance(alert).equals(instance)
                        && alert.fireTime().equals(fireTime)
                        && alert.status() == AlertStatus.FIRING));
        assertNobodyHearsOnlyOfEndsThatAreNoNews(seed);
    }

    // An alert may end and fire again before either is told.
    private void assertNobodyHearsOnlyOfEndsThatAreNoNews(long seed) {
        Set<String> known = new HashSet<>();
        for (Notification notification : engine.mail.sent) {
            Set<String> firing = notification.alerts().stream()
                    .filter(alert -> alert.status() == AlertStatus.FIRING)
                    .map(AlertReference::fingerprint)
                    .collect(Collectors.toSet());
            known.addAll(firing);
            assertThat(notification.alerts())
                    .as("seed %d", seed)
                    .anyMatch(alert -> known.contains(alert.fingerprint()));
            notification.alerts().stream()
                    .map(AlertReference::fingerprint)
                    .filter(fingerprint -> !firing.contains(fingerprint))
                    .forEach(known::remove);
        }
    }

    private static AlertRuleBuilder grouped() {
        return rule().sendResolved(true).repeatInterval(REPEAT).groupEvaluation(GroupEvaluation.by("instance_id"));
    }

    private EvaluationReport check(CspmAlerts alerts) {
        engine.source.answer = query -> rows(firing.toArray(String[]::new));
        return alerts.check(RULE);
    }

    private void change(Random random, CspmAlerts alerts, int step) {
        for (String instance : INSTANCES) {
            if (random.nextInt(6) == 0 && !firing.remove(instance)) {
                firing.add(instance);
            }
        }
        if (random.nextInt(4) == 0) {
            Silence silence = silence(random, "s-" + step);
            silences.put(silence.id(), silence);
            alerts.addSilence(silence);
        }
        if (random.nextInt(6) == 0 && !silences.isEmpty()) {
            String id = new TreeSet<>(silences.keySet()).first();
            silences.remove(id);
            alerts.endSilence(id);
        }
    }

    private Silence silence(Random random, String id) {
        Instant now = engine.clock.instant();
        AlertCondition condition = of(INSTANCES.get(random.nextInt(INSTANCES.size())));
        Instant from = random.nextBoolean() ? null : now.plus(STEP.multipliedBy(random.nextInt(3)));
        Instant until = random.nextInt(4) == 0 ? null : now.plus(STEP.multipliedBy(3L + random.nextInt(8)));
        return new Silence(id, condition, "reason", "anna", from, until);
    }

    private static AlertCondition of(String instance) {
        return AlertCondition.any(AlertField.label("instance_id")).equalTo(instance);
    }

    private boolean isSilenced(String instance, Instant at) {
        return silences.values().stream()
                .anyMatch(silence -> silence.condition().equals(of(instance))
                        && (silence.from() == null || !at.isBefore(silence.from()))
                        && (silence.until() == null || at.isBefore(silence.until())));
    }

    private Stream<AlertReference> stream(int from) {
        return engine.mail.sent.subList(from, engine.mail.sent.size()).stream()
                .flatMap(notification -> notification.alerts().stream());
    }

    private List<AlertReference> references() {
        return stream(0).toList();
    }

    private List<String> told(int from) {
        return stream(from).map(alert -> instance(alert) + " " + alert.status()).collect(Collectors.toList());
    }

    private static String instance(AlertReference alert) {
        return alert.fields().getOrDefault("labels.instance_id", "");
    }

    /** What is expected of one step. */
    private record Told(List<String> told, int silenced) {}

    /** Who is to hear of what, by the rules as people are told them. */
    private final class Model {

        private final Map<String, Instant> toldAt = new HashMap<>();
        private final Set<String> before = new HashSet<>();
        private final List<String> endsThatWait = new ArrayList<>();

        Told step(Instant now) {
            List<String> told = new ArrayList<>();
            int silenced = 0;
            for (String instance : INSTANCES) {
                if (firing.contains(instance)) {
                    Instant last = toldAt.get(instance);
                    boolean due = last == null || !now.isBefore(last.plus(REPEAT));
                    if (due && isSilenced(instance, now)) {
                        silenced++;
                    } else if (due) {
                        told.add(instance + " " + AlertStatus.FIRING);
                        toldAt.put(instance, now);
                    }
                } else if (before.contains(instance) && toldAt.remove(instance) != null) {
                    endsThatWait.add(instance);
                }
            }
            for (String instance : List.copyOf(endsThatWait)) {
                if (isSilenced(instance, now)) {
                    silenced++;
                } else {
                    told.add(instance + " " + AlertStatus.RESOLVED);
                    endsThatWait.remove(instance);
                }
            }
            before.clear();
            before.addAll(firing);
            return new Told(told, silenced);
        }
    }
}
