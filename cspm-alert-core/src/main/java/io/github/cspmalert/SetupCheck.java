package io.github.cspmalert;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.Problems;
import io.github.cspmalert.internal.decision.RuleNames;
import io.github.cspmalert.internal.decision.RuleSetup;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.posture.Owners;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what stands beside the definitions: log sources, renderer and notifiers; and that the definitions, which check
 * themselves, ask for nothing that only Simple Log Service carries out. All problems are told together.
 */
final class SetupCheck {

    private final CspmAlertsBuilder given;
    private final Problems problems = new Problems();

    SetupCheck(CspmAlertsBuilder given) {
        this.given = given;
    }

    AlertDefinitions forRunning() {
        AlertDefinitions definitions = definitions();
        problems.require(
                !given.definitions.rules().isEmpty()
                        || !given.definitions.postureRules().isEmpty(),
                "there is no rule; add one with addRule(..) or addPostureRule(..)");
        checkPosture();
        given.definitions.rules().forEach(this::checkSources);
        given.definitions.actionPolicies().forEach(this::checkNotifiers);
        if (definitions != null) {
            checkTexts(definitions);
            checkOwners(definitions);
            definitions.rules().forEach(rule -> checkNames(definitions, rule));
            checkEscalation(definitions);
            ServiceOnly.of(definitions).forEach(problems::add);
        }
        return checked(definitions);
    }

    AlertDefinitions forPreview(String ruleId) {
        AlertDefinitions definitions = definitions();
        if (definitions != null) {
            AlertRule rule = rule(definitions, ruleId);
            checkSources(rule);
            problems.require(
                    RuleSetup.policy(definitions, rule).isPresent(),
                    "rule '" + ruleId + "' names no action policy of these definitions; a preview needs one");
        }
        return checked(definitions);
    }

    AlertDefinitions forReplay() {
        AlertDefinitions definitions = definitions();
        problems.require(
                !given.definitions.rules().isEmpty()
                        || !given.definitions.postureRules().isEmpty(),
                "there is no rule; a replay needs one");
        checkPosture();
        given.definitions.rules().stream().filter(AlertRule::enabled).forEach(rule -> {
            checkSources(rule);
            problems.require(
                    definitions == null || RuleSetup.policy(definitions, rule).isPresent(),
                    "rule '" + rule.id() + "' names no action policy of these definitions; a replay needs one");
        });
        problems.throwIfAny("a replay");
        return Objects.requireNonNull(definitions);
    }

    /**
     * {@return the rule with an id}
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    static AlertRule rule(AlertDefinitions definitions, String ruleId) {
        return definitions.rules().stream()
                .filter(each -> each.id().equals(ruleId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no rule '%s'; the rules are %s"
                        .formatted(
                                Checks.printable(ruleId),
                                definitions.rules().stream().map(AlertRule::id).toList())));
    }

    private @Nullable AlertDefinitions definitions() {
        try {
            return given.definitions.build();
        } catch (AlertConfigurationException e) {
            e.problems().forEach(problems::add);
            return null;
        }
    }

    private AlertDefinitions checked(@Nullable AlertDefinitions definitions) {
        boolean needed = !given.definitions.rules().isEmpty() || given.postureRenderer == null;
        problems.require(given.renderer != null || !needed, "renderer is missing; set one with renderer(..)");
        problems.throwIfAny("alerting");
        if (definitions == null) {
            throw new IllegalStateException("definitions that cannot be built have a problem");
        }
        return definitions;
    }

    private void checkSources(AlertRule rule) {
        for (Query query : rule.queries()) {
            problems.require(
                    given.sources.containsKey(query.source()),
                    "rule '%s' names the log source '%s', which is not set; the sources are %s"
                            .formatted(rule.id(), query.source(), given.sources.keySet()));
        }
    }

    private void checkNotifiers(ActionPolicy policy) {
        for (Action action : policy.allActions()) {
            problems.require(
                    given.notifiers.containsKey(action.channel()),
                    "action policy '%s', action on channel '%s': the channel has no notifier; set one with notifier(..)"
                            .formatted(policy.id(), action.channel()));
        }
    }

    private void checkPosture() {
        List<String> rules =
                given.definitions.postureRules().stream().map(PostureRule::id).toList();
        problems.require(
                rules.isEmpty() || !given.results.isEmpty(),
                "posture rules %s have no ledger to look at; say where results lie with results(..)".formatted(rules));
        String health = given.healthPolicy;
        List<String> policies = given.definitions.actionPolicies().stream()
                .map(ActionPolicy::id)
                .toList();
        problems.require(
                health == null || policies.contains(health),
                "healthPolicy is '%s', which is no action policy; they are %s".formatted(health, policies));
        for (PostureRule rule : given.definitions.postureRules()) {
            for (String account : rule.filter().accounts()) {
                problems.require(
                        given.results.containsKey(account),
                        "posture rule '%s' is about the account '%s', but the results are %s"
                                .formatted(rule.id(), Checks.printable(account), given.results.keySet()));
            }
        }
    }

    // News are told once, and reminders and deadlines are how they go on.
    private void checkEscalation(AlertDefinitions definitions) {
        Set<String> escalating = definitions.actionPolicies().stream()
                .filter(ActionPolicy::escalates)
                .map(ActionPolicy::id)
                .collect(Collectors.toSet());
        definitions.postureRules().stream()
                .filter(rule -> escalating.contains(rule.actionPolicy()))
                .forEach(rule -> problems.add(
                        "posture rule '%s' names the action policy '%s', which escalates, but news have no incident that anybody could acknowledge; name one that does not, and set remindAfter(..) or deadline(..)"
                                .formatted(rule.id(), rule.actionPolicy())));
        String health = given.healthPolicy;
        problems.require(
                health == null || !escalating.contains(health),
                "healthPolicy is '%s', which escalates, but health has no incident that anybody could acknowledge; name a policy that does not"
                        .formatted(health));
    }

    private void checkOwners(AlertDefinitions definitions) {
        List<String> owners = given.owners instanceof Owners known ? known.all() : List.of();
        Map<String, PolicySetup> policies = PolicySetup.byId(definitions, WorkCalendar.ofDefaults());
        for (String owner : owners) {
            boolean known =
                    definitions.users().stream().anyMatch(user -> user.id().equals(owner))
                            || definitions.userGroups().stream()
                                    .anyMatch(group -> group.id().equals(owner));
            problems.require(
                    known,
                    "owner '%s' is neither a user nor a user group; add one with addUser(..), or correct the id"
                            .formatted(owner));
            definitions.postureRules().stream()
                    .filter(rule -> known && rule.groupBy() == FindingGrouping.OWNER)
                    .filter(rule -> !Objects.requireNonNull(policies.get(rule.actionPolicy()))
                            .reaches(owner))
                    .forEach(rule -> problems.add(
                            "owner '%s' has no address on a channel of action policy '%s', by which posture rule '%s' tells owners; give one"
                                    .formatted(owner, rule.actionPolicy(), rule.id())));
        }
    }

    // A text is checked by the renderer of each kind of rule that uses it, and one that nobody uses by that of query
    // rules.
    private void checkTexts(AlertDefinitions definitions) {
        TemplateRenderer own = given.postureRenderer == null ? given.renderer : given.postureRenderer;
        Set<String> posture = definitions.postureRules().stream()
                .flatMap(rule -> templates(definitions, Optional.of(rule.actionPolicy())))
                .collect(Collectors.toSet());
        Set<String> query = definitions.rules().stream()
                .flatMap(rule -> templates(
                        definitions, RuleSetup.policy(definitions, rule).map(ActionPolicy::id)))
                .collect(Collectors.toSet());
        for (ContentTemplate template : definitions.templates()) {
            if (posture.contains(template.id())) {
                checkTexts(template, own);
            }
            if (query.contains(template.id()) || !posture.contains(template.id())) {
                checkTexts(template, given.renderer);
            }
        }
    }

    private static Stream<String> templates(AlertDefinitions definitions, Optional<String> policy) {
        return definitions.actionPolicies().stream()
                .filter(each -> policy.filter(each.id()::equals).isPresent())
                .flatMap(each -> each.allActions().stream())
                .map(Action::template);
    }

    private void checkTexts(ContentTemplate template, @Nullable TemplateRenderer renderer) {
        if (renderer != null) {
            template.contents().values().stream()
                    .flatMap(content -> Stream.of(content.subject(), content.content()))
                    .forEach(text -> check(renderer, text));
        }
    }

    // Only what is surely wrong; the rest is told by a preview, which has rows.
    private void checkNames(AlertDefinitions definitions, AlertRule rule) {
        TemplateRenderer renderer = given.renderer;
        if (renderer == null) {
            return;
        }
        List<ContentTemplate.Content> contents = RuleSetup.policy(definitions, rule).stream()
                .flatMap(policy -> policy.allActions().stream())
                .flatMap(action -> definitions.templates().stream()
                        .filter(template -> template.id().equals(action.template()))
                        .flatMap(template -> template.content(action.channel()).stream()))
                .toList();
        try {
            RuleNames.of(rule).unknown(renderer, contents).stream()
                    .filter(TemplateRenderer.UnknownName::certain)
                    .forEach(unknown -> problems.add("rule '%s': %s".formatted(rule.id(), unknown.problem())));
        } catch (Throwable e) {
            // A template that cannot be read, or a renderer that fails, was told by the check of its text.
        }
    }

    private void check(TemplateRenderer renderer, TemplateText text) {
        try {
            renderer.check(text);
        } catch (TemplateException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            problems.add(text.name() + ": the renderer failed with " + Faults.describe(e));
        }
    }
}
