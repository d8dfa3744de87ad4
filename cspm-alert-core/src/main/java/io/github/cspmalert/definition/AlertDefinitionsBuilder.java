package io.github.cspmalert.definition;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.internal.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Puts {@link AlertDefinitions} together. Everything is checked as a whole in {@link #build()}, which leaves the builder as
 * it is. Not thread-safe.
 */
public final class AlertDefinitionsBuilder {

    final Map<String, Store> sources = new LinkedHashMap<>();
    final List<User> users = new ArrayList<>();
    final List<UserGroup> userGroups = new ArrayList<>();
    final List<OncallGroup> oncallGroups = new ArrayList<>();
    final List<Webhook> webhooks = new ArrayList<>();
    final List<ContentTemplate> templates = new ArrayList<>();
    final List<ActionPolicy> actionPolicies = new ArrayList<>();
    final List<AlertPolicy> alertPolicies = new ArrayList<>();
    final List<AlertRule> rules = new ArrayList<>();
    final List<PostureRule> postureRules = new ArrayList<>();
    final List<Waiver> waivers = new ArrayList<>();
    final List<Silence> silences = new ArrayList<>();
    final SortedSet<ObjectKey> existing = new TreeSet<>();

    AlertDefinitionsBuilder() {}

    AlertDefinitionsBuilder(AlertDefinitions all) {
        addAll(all);
    }

    /**
     * Adds all that other definitions hold. Where both set where a source lies, the others win.
     *
     * @param all the other definitions
     * @return this builder
     */
    public AlertDefinitionsBuilder addAll(AlertDefinitions all) {
        sources.putAll(all.sources());
        users.addAll(all.users());
        userGroups.addAll(all.userGroups());
        oncallGroups.addAll(all.oncallGroups());
        webhooks.addAll(all.webhooks());
        templates.addAll(all.templates());
        actionPolicies.addAll(all.actionPolicies());
        alertPolicies.addAll(all.alertPolicies());
        rules.addAll(all.rules());
        postureRules.addAll(all.postureRules());
        waivers.addAll(all.waivers());
        silences.addAll(all.silences());
        existing.addAll(all.existing());
        return this;
    }

    /**
     * Sets where the default source lies in the service, which is that of queries that name none.
     *
     * @param store the store
     * @return this builder
     */
    public AlertDefinitionsBuilder source(Store store) {
        return source(AlertRule.DEFAULT_SOURCE, store);
    }

    /**
     * Sets where a source lies in the service.
     *
     * @param name the name that queries give it; not blank
     * @param store the store
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public AlertDefinitionsBuilder source(String name, Store store) {
        sources.put(Checks.notBlank("source name", name), Objects.requireNonNull(store, "store"));
        return this;
    }

    /**
     * Adds a user.
     *
     * @param user the user
     * @return this builder
     */
    public AlertDefinitionsBuilder addUser(User user) {
        users.add(Objects.requireNonNull(user, "user"));
        return this;
    }

    /**
     * Adds a user group.
     *
     * @param group the group
     * @return this builder
     */
    public AlertDefinitionsBuilder addUserGroup(UserGroup group) {
        userGroups.add(Objects.requireNonNull(group, "group"));
        return this;
    }

    /**
     * Adds an on-call group.
     *
     * @param group the group
     * @return this builder
     */
    public AlertDefinitionsBuilder addOncallGroup(OncallGroup group) {
        oncallGroups.add(Objects.requireNonNull(group, "group"));
        return this;
    }

    /**
     * Adds a webhook.
     *
     * @param webhook the webhook
     * @return this builder
     */
    public AlertDefinitionsBuilder addWebhook(Webhook webhook) {
        webhooks.add(Objects.requireNonNull(webhook, "webhook"));
        return this;
    }

    /**
     * Adds a content template.
     *
     * @param template the template
     * @return this builder
     */
    public AlertDefinitionsBuilder addTemplate(ContentTemplate template) {
        templates.add(Objects.requireNonNull(template, "template"));
        return this;
    }

    /**
     * Adds an action policy.
     *
     * @param policy the policy
     * @return this builder
     * @throws IllegalArgumentException if the policy is {@link ActionPolicy#NOBODY}
     */
    public AlertDefinitionsBuilder addActionPolicy(ActionPolicy policy) {
        if (policy == ActionPolicy.NOBODY) {
            throw new IllegalArgumentException(
                    "policy must tell somebody; a rule that tells nobody says toldToNobody(true) instead");
        }
        actionPolicies.add(Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /**
     * Adds an alert policy.
     *
     * @param policy the policy
     * @return this builder
     */
    public AlertDefinitionsBuilder addAlertPolicy(AlertPolicy policy) {
        alertPolicies.add(Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /**
     * Adds a rule.
     *
     * @param rule the rule
     * @return this builder
     */
    public AlertDefinitionsBuilder addRule(AlertRule rule) {
        rules.add(Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /**
     * Adds a posture rule.
     *
     * @param rule the rule
     * @return this builder
     */
    public AlertDefinitionsBuilder addPostureRule(PostureRule rule) {
        postureRules.add(Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /**
     * Adds a waiver, which holds findings back from all posture rules.
     *
     * @param waiver the waiver
     * @return this builder
     */
    public AlertDefinitionsBuilder addWaiver(Waiver waiver) {
        waivers.add(Objects.requireNonNull(waiver, "waiver"));
        return this;
    }

    /**
     * Adds a silence, which holds alerts of all rules back. One for some rules only is added to their
     * {@linkplain AlertPolicy.Builder#addSilence alert policy}, or names them in its condition.
     *
     * @param silence the silence
     * @return this builder
     */
    public AlertDefinitionsBuilder addSilence(Silence silence) {
        silences.add(Objects.requireNonNull(silence, "silence"));
        return this;
    }

    /**
     * Declares that something that is not defined here exists in the service, so that it can be named. Ids that begin with
     * {@code sls.} are the service's own and need no declaration.
     *
     * @param kind its kind, not a rule or a silence, which nothing names
     * @param id its id
     * @return this builder
     * @throws IllegalArgumentException if the kind is a rule or a silence, or the id is blank
     */
    public AlertDefinitionsBuilder existing(ObjectKind kind, String id) {
        if (kind == ObjectKind.RULE || kind == ObjectKind.SILENCE) {
            throw new IllegalArgumentException(
                    "kind must not be %s, since nothing names a %s".formatted(kind, kind.words()));
        }
        existing.add(new ObjectKey(kind, id));
        return this;
    }

    /** {@return the templates that were added so far, in that order} */
    public List<ContentTemplate> templates() {
        return List.copyOf(templates);
    }

    /** {@return the action policies that were added so far, in that order} */
    public List<ActionPolicy> actionPolicies() {
        return List.copyOf(actionPolicies);
    }

    /** {@return the rules that were added so far, in that order} */
    public List<AlertRule> rules() {
        return List.copyOf(rules);
    }

    /** {@return the posture rules that were added so far, in that order} */
    public List<PostureRule> postureRules() {
        return List.copyOf(postureRules);
    }

    /**
     * Checks everything together and builds the definitions.
     *
     * @return the definitions
     * @throws AlertConfigurationException if an id is given twice, or is both defined and declared
     *     to exist; a part names something that is neither defined nor declared to exist; a user or webhook cannot be reached on
     *     the channel of an action; a template has no content for that channel; an action's channel cannot tell users or
     *     webhooks; or an alert policy is among its own parents. SLS would drop such alerts silently. All problems are
     *     reported together
     * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-errorcode">SLS: alert error codes</a>
     */
    public AlertDefinitions build() {
        AlertDefinitions definitions = new AlertDefinitions(this);
        List<DefinitionProblem> problems = new ReferenceCheck(definitions).run();
        if (!problems.isEmpty()) {
            throw new AlertConfigurationException(
                    "definitions",
                    problems.stream().map(DefinitionProblem::text).toList());
        }
        return definitions;
    }

    /**
     * Checks everything together, as {@link #build()} does.
     *
     * @return what keeps the definitions from being built; empty if nothing does
     */
    public List<DefinitionProblem> problems() {
        return new ReferenceCheck(new AlertDefinitions(this)).run();
    }
}
