package io.github.cspmalert.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lint tells of templates.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: functions</a>
 */
class TemplateLintTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"{{ alert.alert_name }}\"}",
                "{\"a\": \"${alert_name}\"}",
                "{\"a\": {{ alert.alert_name }}}",
                "{\"a\": \"{{ alert.annotations.desc }}\"}",
                "{\"a\": \"{{ alert.alert_name | quote }}\"}",
                "{\"a\": \"{{ alert.alert_name | escape_html }}\"}",
                "{\"a\": \"\\\"{{ alert.labels.team }}\"}",
                "[{% for r in alert.fire_results %}{\"a\": \"{{ r.host }}\"}{% endfor %}]",
                "{# a comment #}{% if true %} {\"a\": \"{{- r['}}'] -}}\"}{% endif %}",
            })
    void json_notEscaped_isTold(String content) {
        assertThat(webhook(content)).extracting(LintWarning::rule).containsExactly(LintRule.JSON_UNESCAPED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // as SLS's guide writes its default content
                "{\"name\": {{ alert.alert_name | quote }}, \"labels\": {{ alert.labels | to_json }}, \"at\": {{ alert.alert_time }}}",
                "{\"name\": {{ quote(alert.alert_name) }}, \"rows\": {{ alert.fire_results }}, \"n\": {{ r.cnt | int }}}",
                "{\"id\": \"{{ alert.alert_id }}\", \"at\": \"{{ alert.alert_time | format_date(tz='UTC') }}\"}",
                "{\"severity\": {{ alert.severity }}, \"n\": {{ alert.results[0].raw_results_count }}}",
                "[{% for i, r in enumerate(alert.fire_results) %}{\"i\": {{ i }}, \"a\": {{ r.a | quote }}}{% endfor %}]",
                "{\"a\": \"{% raw %}{{ alert.alert_name }}{% endraw %}\"}",
                "{\"a\": \"{# {{ alert.alert_name }} #}\"}",
                // no JSON
                "Alert {{ alert.alert_name }}",
                "{{ alert.alert_name }}",
                "",
            })
    void json_escapedOrNone_isNotTold(String content) {
        assertThat(webhook(content)).isEmpty();
    }

    @Test
    void html_textOfTenants_isToldOnceWithTheFirstPlace() {
        List<LintWarning> found = mail(
                "<b>{{ alert.alert_name }}</b>\n<i>{{ r.name }} {{ r.name }} {{ alert.annotations.desc }} {{ alert.labels.a }} {{ r.b }}</i>",
                rule().addAnnotation("desc", "${host}"));

        assertThat(found).extracting(LintWarning::rule).containsExactly(LintRule.HTML_UNESCAPED);
        assertThat(found.get(0).place()).contains(new Cursor.Place(2, 4));
        assertThat(found.get(0).reason())
                .startsWith("'r.name', 'alert.annotations.desc', 'alert.labels.a' and 1 more can hold tags");
        assertThat(found.get(0).fix()).isEqualTo("write {{ ... | escape_html }}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ r.name | escape_html }}",
                "{{ escape_html(r.name) }}",
                "{{ r.cnt | int }} {{ alert.severity | format_severity }} {{ alert.alert_time | format_date }}",
                "{{ alert.alert_name }} {{ alert.alert_url }} {{ alert.annotations.desc }} ${alert_name}",
                "{{ to_list(alert.labels) }} {{ alert.annotations | annotations_to_list }}",
            })
    void html_harmlessOrEscaped_isNotTold(String content) {
        assertThat(mail(content, rule().addAnnotation("desc", "${__count__} rows")))
                .isEmpty();
    }

    @Test
    void html_inThisJvmAlone_isNotTold() {
        assertThat(definitions("{{ r.name }}").addRule(rule().build()).build().lint())
                .isEmpty();
    }

    @Test
    void html_ofPostureRulesAlone_isNotTold() {
        AlertDefinitionsBuilder all = definitions("{{ r.name }}").source(Store.log("cn-hangzhou", "project", "log"));

        assertThat(all.addPostureRule(PostureRule.builder("findings")
                                .actionPolicy("policy")
                                .build())
                        .build()
                        .lint())
                .isEmpty();
    }

    private static AlertRuleBuilder rule() {
        return AlertRule.builder("rule-1")
                .query("*")
                .timeSpan(TimeSpan.custom(Duration.ofSeconds(70), Duration.ofSeconds(10)))
                .schedule(Schedule.fixedRate(Duration.ofMinutes(1)))
                .actionPolicy("policy");
    }

    private static AlertDefinitionsBuilder definitions(String html) {
        return AlertDefinitions.builder()
                .addUser(User.builder("ops").addEmail("ops@example.com").build())
                .addTemplate(
                        ContentTemplate.builder("template").email("Alert", html).build())
                .addActionPolicy(ActionPolicy.builder("policy")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("ops")
                                .template("template")
                                .build())
                        .build());
    }

    private static List<LintWarning> mail(String html, AlertRuleBuilder rule) {
        return definitions(html)
                .source(Store.log("cn-hangzhou", "project", "log"))
                .addRule(rule.build())
                .build()
                .lint();
    }

    private static List<LintWarning> webhook(String content) {
        return AlertDefinitions.builder()
                .addTemplate(ContentTemplate.builder("template")
                        .request(Channel.WEBHOOK, SendType.SINGLE, 0, content)
                        .build())
                .build()
                .lint();
    }
}
