package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that alerts are made of, as one value: who is told, what they are told, who hears of which alert, and when
 * there is one. The same value is provisioned into Simple Log Service, which then runs the alerts, or run in this JVM.
 *
 * <p>The value is complete: everything that one part names is defined, or is declared to exist in the service already. Its
 * rules name log sources; where those lie in the service is set apart from the rules, so that the same rules can serve many
 * accounts:
 * {@code definitions.withSource("default", Store.log(region, project, logstore))}.
 *
 * <p>Immutable and thread-safe; its {@linkplain AlertDefinitionsBuilder builder} is neither.
 */
public final class AlertDefinitions {

    private final Map<String, Store> sources;
    private final List<User> users;
    private final List<UserGroup> userGroups;
    private final List<OncallGroup> oncallGroups;
    private final List<Webhook> webhooks;
    private final List<ContentTemplate> templates;
    private final List<ActionPolicy> actionPolicies;
    private final List<AlertPolicy> alertPolicies;
    private final List<AlertRule> rules;
    private final List<PostureRule> postureRules;
    private final List<Waiver> waivers;
    private final List<Silence> silences;
    private final SortedSet<ObjectKey> existing;

    AlertDefinitions(AlertDefinitionsBuilder builder) {
        this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(builder.sources));
        this.users = List.copyOf(builder.users);
        this.userGroups = List.copyOf(builder.userGroups);
        this.oncallGroups = List.copyOf(builder.oncallGroups);
        this.webhooks = List.copyOf(builder.webhooks);
        this.templates = List.copyOf(builder.templates);
        this.actionPolicies = List.copyOf(builder.actionPolicies);
        this.alertPolicies = List.copyOf(builder.alertPolicies);
        this.rules = List.copyOf(builder.rules);
        this.postureRules = List.copyOf(builder.postureRules);
        this.waivers = List.copyOf(builder.waivers);
        this.silences = List.copyOf(builder.silences);
        this.existing = Collections.unmodifiableSortedSet(new TreeSet<>(builder.existing));
    }

    /** {@return a new builder with nothing in it} */
    public static AlertDefinitionsBuilder builder() {
        return new AlertDefinitionsBuilder();
    }

    /**
     * Sets where a log source lies in the service, in place of what was set before.
     *
     * @param name the name that rules give the source
     * @param store the store
     * @return the definitions with that source
     * @throws IllegalArgumentException if the name is blank
     */
    public AlertDefinitions withSource(String name, Store store) {
        return toBuilder().source(name, store).build();
    }

    /** {@return a new builder with all of this in it} */
    public AlertDefinitionsBuilder toBuilder() {
        return new AlertDefinitionsBuilder(this);
    }

    /** {@return where the log sources lie, by name, in the order given; unmodifiable} */
    public Map<String, Store> sources() {
        return sources;
    }

    /** {@return the users, in the order given} */
    public List<User> users() {
        return users;
    }

    /** {@return the user groups, in the order given} */
    public List<UserGroup> userGroups() {
        return userGroups;
    }

    /** {@return the on-call groups, in the order given} */
    public List<OncallGroup> oncallGroups() {
        return oncallGroups;
    }

    /** {@return the webhooks, in the order given} */
    public List<Webhook> webhooks() {
        return webhooks;
    }

    /** {@return the content templates, in the order given} */
    public List<ContentTemplate> templates() {
        return templates;
    }

    /** {@return the action policies, in the order given} */
    public List<ActionPolicy> actionPolicies() {
        return actionPolicies;
    }

    /** {@return the alert policies, in the order given} */
    public List<AlertPolicy> alertPolicies() {
        return alertPolicies;
    }

    /** {@return the rules, in the order given} */
    public List<AlertRule> rules() {
        return rules;
    }

    /** {@return the posture rules, in the order given} */
    public List<PostureRule> postureRules() {
        return postureRules;
    }

    /** {@return the waivers, in the order given} */
    public List<Waiver> waivers() {
        return waivers;
    }

    /** {@return the silences for alerts of all rules, in the order given; those for some stand in their alert policy} */
    public List<Silence> silences() {
        return silences;
    }

    /** {@return what is not defined here, but declared to exist in the service; unmodifiable} */
    public Set<ObjectKey> existing() {
        return existing;
    }

    /**
     * Looks for what can be built and run, and probably means something else than its author thinks: triggers that never hold,
     * log time that no evaluation looks at, text that is not escaped, statements that nothing comes to. It changes nothing,
     * and asks nobody. What depends on the present time, or on a calendar of one's own, is left out; see
     * {@link #lint(Instant, WorkCalendar)}.
     *
     * @return what was found, in the order of the kinds of objects, then of the objects, then of their fields; empty if
     *     nothing was
     * @see LintRule
     */
    public List<LintWarning> lint() {
        return new Lint(this, null, WorkCalendar.ofDefaults()).run();
    }

    /**
     * Looks for the same as {@link #lint()}, and also for mutes that are over and periods that never open.
     *
     * @param now the present time
     * @param calendar the calendar that says when periods open
     * @return what was found, in the same order
     */
    public List<LintWarning> lint(Instant now, WorkCalendar calendar) {
        return new Lint(this, Objects.requireNonNull(now, "now"), Objects.requireNonNull(calendar, "calendar")).run();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertDefinitions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(
                List.of(sources, users, userGroups, oncallGroups, webhooks, templates),
                List.of(actionPolicies, alertPolicies, rules, postureRules, waivers, silences, existing));
    }

    /** {@return how many parts of which kind there are; none of their content} */
    @Override
    public String toString() {
        return "AlertDefinitions[users=%d, userGroups=%d, oncallGroups=%d, webhooks=%d, templates=%d, actionPolicies=%d, alertPolicies=%d, rules=%d, postureRules=%d, waivers=%d, silences=%d]"
                .formatted(
                        users.size(),
                        userGroups.size(),
                        oncallGroups.size(),
                        webhooks.size(),
                        templates.size(),
                        actionPolicies.size(),
                        alertPolicies.size(),
                        rules.size(),
                        postureRules.size(),
                        waivers.size(),
                        silences.size());
    }
}
