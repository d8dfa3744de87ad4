package io.github.cspmalert.examples;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.time.Duration;

/**
 * The alert that this project started from: every hour, list the check items that did not pass, by product, with the
 * number of results. The query and the template are those that the console takes, to the letter.
 */
public final class ArticleAlert {

    /** The id of the rule: {@value}. */
    public static final String RULE = "cspm-not-passed";

    /** The id of the action policy: {@value}. */
    public static final String POLICY = "mail-sec-ops";

    /** The id of the recipient whom the policy names: {@value}. */
    public static final String RECIPIENT = "sec-ops";

    /** The query. */
    public static final String QUERY =
            """
            __topic__:sas-cspm-log AND status:NOT_PASS |
            SELECT instance_type, check_item_name, count(*) AS cnt
            GROUP BY instance_type, check_item_name""";

    /** The content of the mail. */
    public static final String TEMPLATE =
            """
            Alert Name: {{ alert.alert_name }} <br>
            Content: {{ alert.annotations.desc }} <br>
            Check_item_names:
            <ul>
            {% for raw_result in alert.results[0].raw_results %}
            <li>【{{ raw_result.instance_type }}】{{ raw_result.check_item_name }} - {{ raw_result.cnt }} resources</li>
            {% endfor %}
            </ul><br>
            Current Alert Time: {{ alert.alert_time | format_date }} <br>
            """;

    private ArticleAlert() {}

    /**
     * Puts all of it together, for either home.
     *
     * @param store where the check results are
     * @param mailTo who gets the mail
     * @return the definitions
     */
    public static AlertDefinitions definitions(Store store, String mailTo) {
        return AlertDefinitions.builder()
                .source(store)
                .addUser(User.builder(RECIPIENT)
                        .name("Security operations")
                        .addEmail(mailTo)
                        .build())
                .addTemplate(template())
                .addActionPolicy(policy())
                .addRule(rule())
                .build();
    }

    /** {@return the rule: hourly, over the last 24 hours, firing when data is returned} */
    public static AlertRule rule() {
        return AlertRule.builder(RULE)
                .displayName("CSPM check items not passed")
                .query(QUERY)
                .timeSpan(TimeSpan.relative(Duration.ofHours(24)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .severity(Severity.HIGH)
                .addAnnotation("title", "${alert_name}")
                .addAnnotation("desc", "Cloud services fail ${__count__} kinds of configuration check")
                .actionPolicy(POLICY)
                .repeatInterval(Duration.ofHours(4))
                .build();
    }

    /** {@return the template of the mail} */
    public static ContentTemplate template() {
        return ContentTemplate.builder("cspm-not-passed")
                .email("[{{ format_severity(alert.severity) }}] {{ alert.alert_name }}", TEMPLATE)
                .build();
    }

    /** {@return the policy: mail the recipient} */
    public static ActionPolicy policy() {
        return ActionPolicy.builder(POLICY)
                .addAction(Action.builder(Channel.EMAIL)
                        .users(RECIPIENT)
                        .template("cspm-not-passed")
                        .build())
                .build();
    }
}
