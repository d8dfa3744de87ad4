package io.github.cspmalert.examples.homes;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import java.time.Duration;
import java.util.Random;

/**
 * Definitions by a seed, with whatever both homes carry out, but for what they do differently on purpose: whom an unchanged
 * alert newly concerns is told at once in this JVM, and at the next repeat in the service, so policies that choose by what
 * changes stand with rules that repeat each time; and merged alerts are looked at as often as their rules.
 */
final class RandomDefinitions {

    private static final Duration EACH_TIME = Duration.ofMinutes(1);

    private final Random random;
    private final RandomRules rules;
    private final RandomPolicies policies;
    private final String name;

    private RandomDefinitions(long seed) {
        this.random = new Random(seed);
        this.rules = new RandomRules(random);
        this.policies = new RandomPolicies((int) Math.floorMod(seed, (long) RandomPolicies.COUNT));
        this.name = "s" + seed;
    }

    static AlertDefinitions of(long seed, Store store) {
        return new RandomDefinitions(seed).definitions(store);
    }

    private AlertDefinitions definitions(Store store) {
        AlertDefinitionsBuilder builder =
                RandomPolicies.recipients(AlertDefinitions.builder().source(store));
        builder.addTemplate(policies.template()).addActionPolicy(policies.policy());
        boolean merged = policies.kind() == RandomPolicies.Kind.MERGED;
        Schedule common = rules.fixedRate();
        if (merged) {
            builder.addAlertPolicy(alertPolicy(((Schedule.FixedRate) common).interval()));
        }
        int count = rules.pick(1, 1, 2);
        for (int i = 0; i < count; i++) {
            AlertRuleBuilder rule = rules.next(name + "-rule-" + i, merged ? common : rules.schedule());
            builder.addRule((merged ? rule.alertPolicy(name + "-merge") : apart(rule)).build());
        }
        return builder.build();
    }

    private AlertRuleBuilder apart(AlertRuleBuilder rule) {
        boolean choosing = policies.kind() == RandomPolicies.Kind.CHOOSING;
        rule.actionPolicy(policies.id())
                .repeatInterval(choosing ? EACH_TIME : Duration.ofMinutes(rules.pick(1, 30, 75, 240)))
                .runImmediately(random.nextInt(4) > 0)
                .delay(Duration.ofSeconds(rules.pick(0, 0, 0, 30, 90)))
                .alertHub(random.nextInt(12) > 0)
                .enabled(random.nextInt(15) > 0);
        if (random.nextInt(8) == 0) {
            rule.sendResolved(false).muteUntil(BothHomes.BEGIN.plusSeconds(60L * rules.pick(30, 45, 100)));
        }
        return rule;
    }

    private AlertPolicy alertPolicy(Duration interval) {
        AlertPolicy.Builder policy = AlertPolicy.builder(name + "-merge")
                .actionPolicy(policies.id())
                .groupWait(Duration.ofSeconds(rules.pick(5, 20, 45)))
                .groupInterval(interval)
                .repeatInterval(interval.multipliedBy(rules.pick(1, 2, 4)));
        switch (random.nextInt(4)) {
            case 0 -> policy.mergeBy(MergeField.ALERT_ID).mergeByAllLabels(false);
            case 1 -> policy.mergeBy(MergeField.PROJECT, MergeField.SEVERITY).mergeByAllLabels(false);
            case 2 -> policy.mergeBy(MergeField.ALIUID).mergeByAllLabels(true);
            default ->
                policy.mergeBy(MergeField.PROJECT).mergeByAllLabels(false).mergeByLabels("team");
        }
        return policy.build();
    }
}
