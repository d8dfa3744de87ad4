package io.github.cspmalert.sls.internal.limits;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.rule.AlertRule;
import java.util.List;

/**
 * Checks definitions against every limit that the service documents for what they hold, before anything is sent. Pure.
 *
 * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits of alerting</a>
 */
public final class ServiceLimits {

    private static final int RULES = 200;

    private ServiceLimits() {}

    /**
     * Checks definitions.
     *
     * @param definitions the definitions
     * @return what breaks a limit, one sentence each; empty if nothing does
     */
    public static List<String> check(AlertDefinitions definitions) {
        Violations violations = new Violations();
        RecipientLimits recipients = new RecipientLimits(violations);
        definitions.users().forEach(recipients::check);
        definitions.userGroups().forEach(recipients::check);
        TemplateLimits templates = new TemplateLimits(violations);
        definitions.templates().forEach(templates::check);
        PolicyLimits policies = new PolicyLimits(violations, definitions);
        definitions.actionPolicies().forEach(policies::check);
        definitions.alertPolicies().forEach(policies::check);
        RuleLimits rules = new RuleLimits(violations, definitions.sources());
        definitions.rules().forEach(rules::check);
        return violations.all();
    }

    /**
     * Checks how many rules a project is to have.
     *
     * @param rules how many
     * @return what breaks the limit; empty if nothing does
     */
    public static List<String> checkCount(int rules) {
        Violations violations = new Violations();
        violations.require(
                rules <= RULES,
                "definitions",
                "rules are %d; SLS takes 100 in a project, and up to %d by ticket".formatted(rules, RULES),
                Page.LIMITS);
        return violations.all();
    }

    /** {@return what of a rule the service takes, although it hardly means it; empty if there is nothing} */
    public static String advice(AlertRule rule) {
        return RuleLimits.advice(rule.severities());
    }
}
