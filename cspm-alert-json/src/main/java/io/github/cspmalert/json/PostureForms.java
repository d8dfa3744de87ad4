package io.github.cspmalert.json;

import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.PostureRuleBuilder;
import io.github.cspmalert.json.ObjectForm.Values;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is told of findings, and what is not: posture rules and waivers. */
final class PostureForms {

    private static final Form<InstanceType> PRODUCT =
            Forms.text(InstanceType::of, InstanceType::canonical, Schema.type("string"));

    private static final Form<RiskLevel> RISK = Forms.words(RiskLevel::text, RiskLevel.documentedValues());

    static final Form<FindingFilter> FILTER = ObjectForm.record(
                    "findingFilter", FindingFilter.ALL, PostureForms::filter)
            .optional("checkIds", Forms.TEXTS, filter -> sorted(filter.checkIds(), Function.identity()))
            .optional("checkNames", Forms.TEXTS, FindingFilter::checkNames)
            .ifPresent("minRisk", RISK, FindingFilter::minRisk)
            .optional("products", Forms.list(PRODUCT), filter -> sorted(filter.products(), InstanceType::canonical))
            .optional("regions", Forms.TEXTS, filter -> sorted(filter.regions(), Function.identity()))
            .optional("accounts", Forms.TEXTS, filter -> sorted(filter.accounts(), Function.identity()))
            .optional("resources", Forms.TEXTS, FindingFilter::resources)
            .optional("standards", Forms.TEXTS, filter -> sorted(filter.standards(), Function.identity()));

    private static final Form<Map<RiskLevel, Duration>> DEADLINES = deadlines();

    static final Form<PostureRule> RULE = ObjectForm.built(
                    "postureRule",
                    PostureRule.builder("usual").actionPolicy("usual").build(),
                    "id",
                    values -> PostureRule.builder(values.get("id")),
                    PostureRuleBuilder::build)
            .required("id", Forms.TEXT, PostureRule::id)
            .ifPresent("displayName", Forms.TEXT, PostureForms::ownName, PostureRuleBuilder::displayName)
            .optional("filter", FILTER, PostureRule::filter, PostureRuleBuilder::filter)
            .optional(
                    "tells",
                    Forms.list(Forms.words(FindingChange::word, List.of(FindingChange.values()))),
                    rule -> List.copyOf(rule.tells()),
                    (rule, changes) -> rule.tells(changes.toArray(FindingChange[]::new)))
            .optional(
                    "remindAfter",
                    Forms.list(Forms.DURATION),
                    PostureRule::remindAfter,
                    (rule, times) -> rule.remindAfter(times.toArray(Duration[]::new)))
            .optional(
                    "deadlines",
                    DEADLINES,
                    PostureRule::deadlines,
                    (rule, deadlines) -> deadlines.forEach(rule::deadline))
            .optional(
                    "groupBy",
                    Forms.words(FindingGrouping::word, List.of(FindingGrouping.values())),
                    PostureRule::groupBy,
                    PostureRuleBuilder::groupBy)
            .optional("schedule", TimeForms.SCHEDULE, PostureRule::schedule, PostureRuleBuilder::schedule)
            .optional("allClear", Forms.FLAG, PostureRule::allClear, PostureForms::allClear)
            .entries("labels", Forms.TEXT, PostureRule::labels, PostureRuleBuilder::label)
            .entries("annotations", Forms.TEXT, PostureRule::annotations, PostureRuleBuilder::annotation)
            .required("actionPolicy", Forms.TEXT, PostureRule::actionPolicy, PostureRuleBuilder::actionPolicy);

    static final Form<Waiver> WAIVER = ObjectForm.<Waiver>record(
                    "waiver",
                    null,
                    values -> new Waiver(
                            values.get("id"),
                            values.get("filter"),
                            values.get("reason"),
                            values.get("author"),
                            values.get("until")))
            .required("id", Forms.TEXT, Waiver::id)
            .required("filter", FILTER, Waiver::filter)
            .required("reason", Forms.TEXT, Waiver::reason)
            .required("author", Forms.TEXT, Waiver::author)
            .required("until", Forms.INSTANT_OR_DATE, Waiver::until);

    private PostureForms() {}

    private static FindingFilter filter(Values values) {
        FindingFilter.Builder filter = FindingFilter.builder()
                .checkIds(array(values.get("checkIds")))
                .checkNames(array(values.get("checkNames")))
                .products(values.<List<InstanceType>>get("products").stream()
                        .map(InstanceType::text)
                        .toArray(String[]::new))
                .regions(array(values.get("regions")))
                .accounts(array(values.get("accounts")))
                .resources(array(values.get("resources")))
                .standards(array(values.get("standards")));
        values.<RiskLevel>find("minRisk").ifPresent(filter::minRisk);
        return filter.build();
    }

    private static Form<Map<RiskLevel, Duration>> deadlines() {
        ObjectForm<Map<RiskLevel, Duration>, Values> form =
                ObjectForm.record("deadlines", Map.of(), PostureForms::deadlines);
        RiskLevel.documentedValues()
                .forEach(risk -> form.ifPresent(
                        risk.text(), Forms.DURATION, deadlines -> Optional.ofNullable(deadlines.get(risk))));
        return form;
    }

    private static Map<RiskLevel, Duration> deadlines(Values values) {
        Map<RiskLevel, Duration> deadlines = new LinkedHashMap<>();
        for (RiskLevel risk : RiskLevel.documentedValues()) {
            values.<Duration>find(risk.text()).ifPresent(within -> deadlines.put(risk, within));
        }
        return deadlines;
    }

    private static Optional<String> ownName(PostureRule rule) {
        return Optional.of(rule.displayName()).filter(name -> !name.equals(rule.id()));
    }

    private static void allClear(PostureRuleBuilder rule, boolean wanted) {
        if (wanted) {
            rule.allClear();
        }
    }

    // Sets have no order, and equal definitions are to be written alike.
    private static <V> List<V> sorted(Collection<V> values, Function<V, String> by) {
        return values.stream().sorted(Comparator.comparing(by)).toList();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
