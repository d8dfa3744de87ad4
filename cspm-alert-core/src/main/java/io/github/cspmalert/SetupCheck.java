package io.github.cspmalert;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.Problems;
import io.github.cspmalert.log.LogSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Checks a set-up as a whole. Simple Log Service drops alerts silently where a reference is wrong, so here it is an
 * error before anything runs.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-errorcode">SLS: alert error codes</a>
 */
final class SetupCheck {

    private final CspmAlertsBuilder given;
    private final Problems problems = new Problems();
    private final Map<String, User> users;
    private final Map<String, ContentTemplate> templates;
    private final Map<String, ActionPolicy> policies;
    private final Map<String, AlertRule> rules;

    SetupCheck(CspmAlertsBuilder given) {
        this.given = given;
        this.users = byId("user", given.users, User::id);
        this.templates = byId("template", given.templates, ContentTemplate::id);
        this.policies = byId("action policy", given.policies, ActionPolicy::id);
        this.rules = byId("rule", given.rules, AlertRule::id);
    }

    Map<String, RuleSetup> run() {
        problems.require(!rules.isEmpty(), "there is no rule; add one with addRule(..)");
        problems.require(given.renderer != null, "renderer is missing; set one with renderer(..)");
        rules.values().forEach(this::check);
        policies.values().forEach(policy -> policy.allActions().forEach(action -> check(policy, action)));
        policies.values().forEach(policy -> ServiceOnly.of(policy).forEach(problems::add));
        users.values().forEach(user -> ServiceOnly.of(user).forEach(problems::add));
        templates.values().forEach(this::check);
        problems.throwIfAny("alerting");
        Map<String, RuleSetup> setups = new LinkedHashMap<>();
        rules.forEach((id, rule) -> setups.put(id, setup(rule)));
        return setups;
    }

    private RuleSetup setup(AlertRule rule) {
        LogSource source =
                Objects.requireNonNull(given.sources.get(rule.queries().get(0).source()));
        ActionPolicy policy =
                Objects.requireNonNull(policies.get(rule.actionPolicy().orElseThrow()));
        return new RuleSetup(rule, source, policy, Map.copyOf(users), Map.copyOf(templates));
    }

    private void check(AlertRule rule) {
        for (Query query : rule.queries()) {
            problems.require(
                    given.sources.containsKey(query.source()),
                    "rule '%s' names the log source '%s', which is not set; the sources are %s"
                            .formatted(rule.id(), query.source(), given.sources.keySet()));
        }
        rule.actionPolicy()
                .ifPresent(policy -> problems.require(
                        policies.containsKey(policy),
                        "rule '%s' names the action policy '%s', which is not there; the policies are %s"
                                .formatted(rule.id(), policy, policies.keySet())));
        ServiceOnly.of(rule).forEach(problems::add);
    }

    private void check(ActionPolicy policy, Action action) {
        Channel channel = action.channel();
        String where = "action policy '%s', action on channel '%s'".formatted(policy.id(), channel);
        problems.require(
                given.notifiers.containsKey(channel),
                where + ": the channel has no notifier; set one with notifier(..)");
        for (String id : action.users()) {
            User recipient = users.get(id);
            problems.require(
                    recipient != null,
                    "%s: user '%s' is not there; the users are %s".formatted(where, id, users.keySet()));
            problems.require(
                    recipient == null || !recipient.addresses(channel).isEmpty(),
                    "%s: user '%s' has no address on this channel; add one to it".formatted(where, id));
        }
        ContentTemplate template = templates.get(action.template());
        problems.require(
                template != null,
                "%s: template '%s' is not there; the templates are %s"
                        .formatted(where, action.template(), templates.keySet()));
        problems.require(
                template == null || template.content(channel).isPresent(),
                "%s: template '%s' has no content for this channel; add it".formatted(where, action.template()));
    }

    private void check(ContentTemplate template) {
        TemplateRenderer renderer = given.renderer;
        if (renderer != null) {
            template.contents().values().stream()
                    .flatMap(content -> List.of(content.subject(), content.content()).stream())
                    .forEach(text -> check(renderer, text));
        }
    }

    private void check(TemplateRenderer renderer, TemplateText text) {
        try {
            renderer.check(text);
        } catch (TemplateException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            RuntimeException fault = Faults.absorb(e, error -> new TemplateException(named(error), 0, 0, error));
            problems.add(text.name() + ": the renderer failed with " + Faults.describe(fault));
        }
    }

    private static String named(Error error) {
        return error.getClass().getName();
    }

    private <T> Map<String, T> byId(String what, Collection<T> all, Function<T, String> id) {
        Map<String, T> found = new LinkedHashMap<>();
        for (T each : all) {
            problems.require(
                    found.put(id.apply(each), each) == null,
                    "%s '%s' is given twice; ids must differ".formatted(what, id.apply(each)));
        }
        return found;
    }
}
