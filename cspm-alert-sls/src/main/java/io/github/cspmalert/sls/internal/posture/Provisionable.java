package io.github.cspmalert.sls.internal.posture;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Definitions as Simple Log Service can have them: query rules stand in place of posture rules, and on-call groups are those that
 * the service has.
 *
 * @param definitions the definitions, without posture rules, waivers and on-call groups
 * @param substitutes what stands in place of each posture rule, in the order of the definitions
 * @param leftOut what else of the definitions the service does not carry out, one sentence each
 */
public record Provisionable(AlertDefinitions definitions, List<Substitute> substitutes, List<String> leftOut) {

    /**
     * What stands in place of a posture rule.
     *
     * @param postureRule the id of the posture rule
     * @param rules the ids of the rules that stand in its place; none if nothing can
     * @param lost what is lost, one sentence each
     */
    public record Substitute(String postureRule, List<String> rules, List<String> lost) {

        public Substitute {
            rules = List.copyOf(rules);
            lost = List.copyOf(lost);
        }
    }

    public Provisionable {
        substitutes = List.copyOf(substitutes);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Puts query rules in place of posture rules.
     *
     * @throws io.github.cspmalert.common.AlertConfigurationException if the rules that stand in their place cannot be made
     */
    public static Provisionable of(AlertDefinitions definitions) {
        if (definitions.postureRules().isEmpty()
                && definitions.waivers().isEmpty()
                && definitions.oncallGroups().isEmpty()) {
            return new Provisionable(definitions, List.of(), leftOut(definitions));
        }
        PostureTemplates templates = new PostureTemplates(definitions);
        List<AlertRule> rules = new ArrayList<>(definitions.rules());
        List<Substitute> substitutes = new ArrayList<>();
        for (PostureRule rule : definitions.postureRules()) {
            List<AlertRule> queries = PostureQueries.of(rule, definitions);
            rules.addAll(queries);
            List<String> lost =
                    PostureLosses.of(rule, !queries.isEmpty(), definitions, templates.lostBy(rule.actionPolicy()));
            substitutes.add(new Substitute(
                    rule.id(), queries.stream().map(AlertRule::id).toList(), lost));
        }
        return new Provisionable(with(definitions, rules, templates), substitutes, leftOut(definitions));
    }

    // The service has silences and suppressions, but publishes no form of them.
    private static List<String> leftOut(AlertDefinitions definitions) {
        List<String> leftOut = new ArrayList<>();
        for (AlertPolicy policy : definitions.alertPolicies()) {
            policy.silences()
                    .forEach(silence -> leftOut.add(
                            "silence '%s' of alert policy '%s', so its alerts are told; set it in the console"
                                    .formatted(silence.id(), policy.id())));
            int inhibitions = policy.inhibitions().size();
            if (inhibitions > 0) {
                String text = inhibitions == 1
                        ? "%d inhibition of alert policy '%s', so what it holds back is told; set it in the console"
                        : "%d inhibitions of alert policy '%s', so what they hold back is told; set them in the console";
                leftOut.add(text.formatted(inhibitions, policy.id()));
            }
        }
        definitions
                .silences()
                .forEach(silence ->
                        leftOut.add("silence '%s' of all rules, so its alerts are told; set it in the console"
                                .formatted(silence.id())));
        return leftOut;
    }

    // How the service keeps on-call groups is published by one sample only, so it must have those that actions name.
    private static Stream<String> oncallGroups(AlertDefinitions all) {
        Set<String> defined = all.oncallGroups().stream().map(OncallGroup::id).collect(Collectors.toSet());
        return all.actionPolicies().stream()
                .flatMap(policy -> policy.allActions().stream())
                .flatMap(action -> action.oncallGroups().stream())
                .filter(defined::contains)
                .distinct();
    }

    private static AlertDefinitions with(AlertDefinitions all, List<AlertRule> rules, PostureTemplates templates) {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder();
        all.sources().forEach(builder::source);
        all.users().forEach(builder::addUser);
        all.userGroups().forEach(builder::addUserGroup);
        all.webhooks().forEach(builder::addWebhook);
        templates.templates(all.templates()).forEach(builder::addTemplate);
        templates.policies().forEach(builder::addActionPolicy);
        all.alertPolicies().forEach(builder::addAlertPolicy);
        rules.forEach(builder::addRule);
        all.existing().forEach(key -> builder.existing(key.kind(), key.id()));
        oncallGroups(all).forEach(id -> builder.existing(ObjectKind.ONCALL_GROUP, id));
        return builder.build();
    }
}
