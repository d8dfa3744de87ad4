package io.github.cspmalert.json;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.PostureRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes posture rules and waivers at random. */
final class PostureGenerator {

    private final Random random;
    private final RandomValues values;

    PostureGenerator(Random random, RandomValues values) {
        this.random = random;
        this.values = values;
    }

    PostureRule rule(String id, Supplier<Schedule> schedule, Supplier<String> actionPolicy) {
        PostureRuleBuilder rule = PostureRule.builder(id).actionPolicy(actionPolicy.get());
        values.maybe(() -> rule.displayName(values.name().strip()));
        values.maybe(() -> rule.filter(filter()));
        values.maybe(() -> rule.groupBy(values.oneOf(FindingGrouping.values())));
        values.maybe(() -> rule.schedule(schedule.get()));
        values.maybe(rule::allClear);
        values.map().forEach(rule::label);
        values.map().forEach(rule::annotation);
        values.maybe(() -> addTimes(rule));
        values.maybe(() -> rule.tells(Stream.concat(
                        Stream.of(FindingChange.FIXED),
                        values
                                .some(List.of(
                                        FindingChange.NEW, FindingChange.RISK_RAISED, FindingChange.WAIVER_ENDING))
                                .stream())
                .toArray(FindingChange[]::new)));
        return rule.build();
    }

    private void addTimes(PostureRuleBuilder rule) {
        rule.remindAfter(IntStream.rangeClosed(1, random.nextInt(4))
                .mapToObj(i -> Duration.ofHours(i).plusMillis(i * random.nextInt(1000)))
                .toArray(Duration[]::new));
        values.some(RiskLevel.documentedValues())
                .forEach(risk -> rule.deadline(
                        risk, values.wholeSeconds().plusHours(1).dividedBy(2).plusHours(1)));
    }

    Waiver waiver(String id) {
        return new Waiver(id, someFilter(), values.name(), values.name(), Instant.ofEpochSecond(random.nextInt() * 3L));
    }

    private FindingFilter someFilter() {
        FindingFilter filter = filter();
        return filter.equals(FindingFilter.ALL)
                ? FindingFilter.builder().checkIds("11").build()
                : filter;
    }

    private FindingFilter filter() {
        FindingFilter.Builder filter = FindingFilter.builder();
        values.maybe(() -> filter.checkIds(texts()));
        values.maybe(() -> filter.checkNames(texts()));
        values.maybe(() -> filter.minRisk(values.oneOf(RiskLevel.documentedValues())));
        values.maybe(() -> filter.products("ecs", "K8s_Cluster", values.name().strip()));
        values.maybe(() -> filter.regions(texts()));
        values.maybe(() -> filter.accounts(texts()));
        values.maybe(() -> filter.resources(texts()));
        values.maybe(() -> filter.standards(texts()));
        return filter.build();
    }

    private String[] texts() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> values.name().strip() + "*" + i)
                .toArray(String[]::new);
    }
}
