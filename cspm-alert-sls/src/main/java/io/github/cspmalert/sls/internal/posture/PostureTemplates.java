package io.github.cspmalert.sls.internal.posture;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.ContentTemplate.Content;
import io.github.cspmalert.definition.template.TemplateText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts one of Simple Log Service's own templates in place of those that it cannot render, in the action policies of posture
 * rules. A template is taken for one of those if a tag of it is not of the service's language, or names {@code posture}, the
 * variable that only an engine in a JVM fills. Pure.
 */
final class PostureTemplates {

    private static final Pattern TAG = Pattern.compile("(?s)\\{%-?\\s*+(\\w*+)(.*?)%}|\\{\\{(.*?)}}");
    private static final Pattern POSTURE = Pattern.compile("\\bposture\\b");
    private static final Set<String> TAGS = Set.of("if", "elif", "else", "endif", "for", "endfor", "raw", "endraw");

    private final Map<String, ContentTemplate> templates;
    private final Map<String, ActionPolicy> policies = new LinkedHashMap<>();

    /** What was replaced, as sentences by action policy. */
    private final Map<String, Set<String>> lost = new LinkedHashMap<>();

    private final Set<String> replaced = new HashSet<>();

    PostureTemplates(AlertDefinitions definitions) {
        this.templates =
                definitions.templates().stream().collect(Collectors.toMap(ContentTemplate::id, Function.identity()));
        Set<String> ofPosture = definitions.postureRules().stream()
                .map(PostureRule::actionPolicy)
                .collect(Collectors.toSet());
        for (ActionPolicy policy : definitions.actionPolicies()) {
            policies.put(policy.id(), ofPosture.contains(policy.id()) ? replace(policy) : policy);
        }
    }

    /** {@return the action policies, in the order given} */
    List<ActionPolicy> policies() {
        return List.copyOf(policies.values());
    }

    /** {@return the templates but for those that were replaced everywhere} */
    List<ContentTemplate> templates(List<ContentTemplate> all) {
        Set<String> named = policies.values().stream()
                .flatMap(policy -> policy.allActions().stream())
                .map(Action::template)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(template -> named.contains(template.id()) || !replaced.contains(template.id()))
                .toList();
    }

    /** {@return what is said of the templates of an action policy} */
    List<String> lostBy(String policy) {
        return List.copyOf(lost.getOrDefault(policy, Set.of()));
    }

    private ActionPolicy replace(ActionPolicy policy) {
        ActionPolicy.Builder copy =
                ActionPolicy.builder(policy.id()).name(policy.name()).escalation(policy.escalation());
        policy.statements().forEach(statement -> copy.addStatement(replace(policy.id(), statement)));
        policy.secondary().forEach(statement -> copy.addSecondary(replace(policy.id(), statement)));
        return copy.build();
    }

    private PolicyStatement replace(String policy, PolicyStatement statement) {
        if (statement instanceof Branch branch) {
            List<PolicyStatement> inner = branch.statements().stream()
                    .map(each -> replace(policy, each))
                    .toList();
            return new Branch(branch.condition(), inner);
        }
        return statement instanceof Action action ? replace(policy, action) : statement;
    }

    private Action replace(String policy, Action action) {
        ContentTemplate template = templates.get(action.template());
        Content content =
                template == null ? null : template.content(action.channel()).orElse(null);
        if (content == null || isOfTheService(content)) {
            return action;
        }
        String own = content.locale() == ContentLocale.ZH_CN ? "sls.builtin.cn" : "sls.builtin.en";
        note(policy, action.template(), action.channel(), own);
        Action.Builder copy = Action.builder(action.channel())
                .users(action.users().toArray(String[]::new))
                .groups(action.groups().toArray(String[]::new))
                .oncallGroups(action.oncallGroups().toArray(String[]::new))
                .template(own)
                .period(action.period());
        action.webhook().ifPresent(copy::webhook);
        return copy.build();
    }

    private void note(String policy, String template, Channel channel, String own) {
        replaced.add(template);
        lost.computeIfAbsent(policy, any -> new LinkedHashSet<>())
                .add(
                        "template '%s' on channel '%s' cannot be rendered by Simple Log Service; its own %s takes the place"
                                .formatted(template, channel, own));
    }

    private static boolean isOfTheService(Content content) {
        return Stream.of(content.subject(), content.content())
                .map(TemplateText::text)
                .noneMatch(PostureTemplates::isForeign);
    }

    private static boolean isForeign(String text) {
        Matcher tags = TAG.matcher(text);
        while (tags.find()) {
            String word = tags.group(1);
            String inside = word == null ? tags.group(3) : tags.group(2);
            if (word != null && !TAGS.contains(word) || POSTURE.matcher(inside).find()) {
                return true;
            }
        }
        return false;
    }
}
