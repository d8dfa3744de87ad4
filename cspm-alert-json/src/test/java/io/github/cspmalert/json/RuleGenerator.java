package io.github.cspmalert.json;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes rules at random. */
final class RuleGenerator {

    private final Random random;
    private final RandomValues values;

    RuleGenerator(Random random, RandomValues values) {
        this.random = random;
        this.values = values;
    }

    AlertRule rule(String id, Supplier<String> source, Supplier<String> alertPolicy, Supplier<String> actionPolicy) {
        AlertRuleBuilder rule = AlertRule.builder(id).schedule(schedule());
        if (random.nextInt(8) == 0) {
            rule.toldToNobody(true);
        } else {
            rule.actionPolicy(actionPolicy.get());
            values.maybe(() -> rule.alertPolicy(alertPolicy.get()));
        }
        int queries = 1 + random.nextInt(3);
        IntStream.range(0, queries).forEach(i -> rule.addQuery(query(source.get())));
        rule.setOperations(
                IntStream.range(1, queries).mapToObj(i -> setOperation()).toArray(SetOperation[]::new));
        values.maybe(() -> addTexts(rule));
        values.maybe(() -> addWhen(rule));
        values.maybe(() -> addWhere(rule));
        return rule.build();
    }

    private void addTexts(AlertRuleBuilder rule) {
        values.maybe(() -> rule.displayName(values.name()));
        rule.description(values.text()).autoAnnotation(values.bit());
        values.map().forEach(rule::addLabel);
        values.map().forEach(rule::addAnnotation);
        rule.tags(values.some(List.of("cspm", "名", "a b")).toArray(String[]::new));
        values.maybe(() -> rule.template(new RuleTemplate(
                values.name(), values.name(), values.text(), values.text(), values.map(), values.map())));
    }

    private void addWhen(AlertRuleBuilder rule) {
        values.maybe(() -> rule.groupEvaluation(values.oneOf(List.of(
                GroupEvaluation.none(), GroupEvaluation.byMetricLabels(), GroupEvaluation.by("instance_id", "名")))));
        IntStream.range(0, random.nextInt(4))
                .forEach(i ->
                        rule.addSeverity(values.oneOf(Severity.values()), new Trigger(expression(), expression())));
        rule.threshold(1 + random.nextInt(3)).sendResolved(values.bit()).runImmediately(values.bit());
        values.maybe(() -> rule.threshold(Integer.MAX_VALUE));
        values.maybe(() -> rule.fireOnNoData(values.oneOf(Severity.values())));
        values.maybe(() -> rule.delay(Duration.ofSeconds(random.nextInt(86401))));
        values.maybe(() -> rule.repeatInterval(Duration.ofSeconds(1 + random.nextInt(10_000), random.nextInt(1000))));
        values.maybe(() -> rule.muteUntil(Instant.ofEpochSecond(random.nextInt() * 3L)));
    }

    private void addWhere(AlertRuleBuilder rule) {
        rule.enabled(values.bit()).alertHub(values.bit()).cloudMonitor(values.bit());
        values.maybe(() -> rule.dashboard(values.line()));
        values.maybe(
                () -> rule.eventStore(new EventStoreSink(values.name(), values.name(), values.name(), values.name())));
    }

    private Query query(String source) {
        Query query = Query.of(source, values.text(), timeSpan());
        return values.bit()
                ? query
                : query.withPowerSqlMode(values.oneOf(Query.PowerSqlMode.values()))
                        .withRoleArn(values.line())
                        .withChart(values.line(), values.line());
    }

    private SetOperation setOperation() {
        SetOperation.Type type = values.oneOf(SetOperation.Type.values());
        return new SetOperation(type, type.conditional() ? "$0.host == " + text() : "");
    }

    private String expression() {
        return values.bit() ? "" : "cnt > 1 && name != " + text();
    }

    // Any text in quotes, short enough for an expression.
    private String text() {
        String line = values.line();
        int end = line.offsetByCodePoints(0, Math.min(40, line.codePointCount(0, line.length())));
        return "'" + line.substring(0, end).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private TimeSpan timeSpan() {
        Duration length = values.wholeSeconds();
        return values.oneOf(List.of(
                TimeSpan.relative(length),
                TimeSpan.relative(Duration.ofMillis(1500)),
                TimeSpan.custom(length, length.minusSeconds(1)),
                TimeSpan.truncated(
                        1 + random.nextInt(60),
                        values.oneOf(
                                List.of(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS))),
                TimeSpan.today()));
    }

    Schedule schedule() {
        return values.oneOf(List.of(
                Schedule.fixedRate(values.wholeSeconds()),
                Schedule.cron("0/5 * * * *", ZoneOffset.ofTotalSeconds(60 * (random.nextInt(26 * 60) - 12 * 60))),
                Schedule.cron("0 8 ? * MON-FRI", ZoneOffset.UTC),
                Schedule.daily(8, ZoneId.of("Europe/Berlin")),
                Schedule.hourly(),
                Schedule.daily(random.nextInt(24)),
                Schedule.weekly(values.oneOf(DayOfWeek.values()), random.nextInt(24))));
    }
}
