package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.AlertPreview;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.testkit.InMemoryLogSource;
import io.github.cspmalert.testkit.RecordingNotifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that do not exist are told when alerting is built, if they are surely wrong, and else by a preview. The names are
 * those of https://www.alibabacloud.com/help/en/sls/variables-in-new-alert-templates.
 */
class TemplateNamesTest {

    private static final String SQL =
            "__topic__:sas-cspm-log AND status:NOT_PASS | SELECT instance_type, check_item_name, count(*) AS cnt"
                    + " GROUP BY instance_type, check_item_name";
    private static final String ROWS = "{% for r in alert.results[0].raw_results %}";
    private static final LogRow ROW =
            LogRow.of(Map.of("instance_type", "ECS", "check_item_name", "Item", "cnt", "3", "Extra", "x"));

    private final RecordingNotifier mail = new RecordingNotifier();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {{ alert.alertname }}          ~ there is no 'alert.alertname' (did you mean 'alert.alert_name'?)
                    {{ alrt.x }}                   ~ there is no 'alrt' (did you mean 'alert'?)
                    {{ alert['severty'] }}         ~ there is no 'alert.severty' (did you mean 'alert.severity'?)
                    {{ upper(alert.stauts) }}      ~ there is no 'alert.stauts' (did you mean 'alert.status'?)
                    {{ alert.labels.enw }}         ~ there is no 'alert.labels.enw' (did you mean 'alert.labels.env'?)
                    {{ alert.annotations.decs }}   ~ there is no 'alert.annotations.decs' (did you mean 'alert.annotations.desc'?)
                    {{ alert.policy.id }}          ~ there is no 'alert.policy.id'; there are action_policy_id
                    {{ alert.results[0].raw_result }} ~ (did you mean 'alert.results[].raw_results'?)
                    {% for r in alert.result %}{% endfor %} ~ there is no 'alert.result' (did you mean 'alert.results'?)
                    {% for r in alert.results[0].raw_results %}{{ r.check_item_nam }}{% endfor %} ~ there is no 'r.check_item_nam' (did you mean 'r.check_item_name'?)
                    {% for i, r in enumerate(sort(alert.fire_results)) %}{{ r.count }}{% endfor %} ~ there is no 'r.count'
                    {{ first(alert.fire_results).cn }} ~ there is no 'alert.fire_results[].cn' (did you mean
                    {{ alert.results[0].fire_result.instance_typ }} ~ (did you mean 'alert.results[].fire_result.instance_type'?)
                    ${alert_nmae}                  ~ there is no 'alert.alert_nmae' (did you mean 'alert.alert_name'?)
                    """)
    void build_nameThatIsSurelyWrong_isRefused(String template, String message) {
        assertThatThrownBy(() -> alerts(SQL, template).build())
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("rule 'r1': template 't', email content, line 1, column ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ alert.drill_down_query }}{{ alert.incident_url }}${fire_results_as_kv}${results[0].start_time_ts}",
                "{% if alert.labels.team %}{{ alert.labels.team }}{% endif %}",
                "{% if alert.labels.team == 'x' %}y{% endif %}",
                "{% if not r %}{% elif r.x %}{{ r.x }}{% else %}{{ r.x }}{% endif %}",
                "{{ alert.labels.team or 'nobody' }}",
                "{{ alert.labels.team and alert.labels.team }}",
                ROWS
                        + "{{ int(r.total, default=0) }}{% if r.note %}{{ r.note }}{% endif %}{{ r[alert.status] }}{% endfor %}",
                ROWS + "{% for k, v in r.items() %}{{ k }}{{ v.x }}{% endfor %}{% endfor %}",
                "{{ alert.annotations.title }}{{ alert.annotations.cnt }}{{ alert.annotations.__count__ }}",
                "{{ parse_json(alert.annotations.desc).any.thing }}{{ {'a': 1}.b }}",
                "${A:-b} ${HOME} ${labels}",
                ROWS + "{{ r.CNT }}{% endfor %}",
            })
    void build_nameThatMayBeRight_isTaken(String template) {
        assertThat(alerts(SQL, "x" + template).build().rules()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status:NOT_PASS", "* | SELECT *", "* | SELECT a, count(*)"})
    void build_columnsThatNobodyKnows_areTaken(String statement) {
        assertThat(alerts(statement, ROWS + "{{ r.check_item_nam }}{% endfor %}")
                        .build()
                        .rules())
                .hasSize(1);
    }

    @Test
    void build_annotationWithAVariableThatDoesNotExist_isRefused() {
        CspmAlertsBuilder alerts = parts("x")
                .addRule(rule(SQL)
                        .addAnnotation("desc", "${__cuont__} of ${cnt}")
                        .build());

        assertThatThrownBy(alerts::build)
                .hasMessageContaining(
                        "rule 'r1': annotation 'desc': there is no '${__cuont__}' (did you mean '${__count__}'?)");
    }

    @Test
    void preview_slipInWhatOnlyRowsTell_asksWhatWasMeant() {
        AlertPreview preview = alerts("*", "{{ alert.severity }}" + ROWS + "{{ r.check_item_nam }}{% endfor %}")
                .preview("r1");

        assertThat(preview.problems()).anySatisfy(problem -> assertThat(problem)
                .isEqualTo("template 't', email content, line 1, column 64: there is no 'r.check_item_nam'"
                        + " (did you mean 'r.check_item_name'?)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "x{% if alert.stauts %}{% endif %}                  ~ did you mean 'alert.status'",
                "x${HOME}                                           ~ there is no 'alert.HOME'",
                "x${A:-b}                                           ~ holds no path, so nothing is printed",
                "{% for r in alert.fire_results %}{{ r.CNT }}{% endfor %}x ~ did you mean 'r.cnt'",
            })
    void preview_nameThatMayBeWrong_isTold(String template, String message) {
        assertThat(alerts(SQL, template).preview("r1").problems())
                .anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void preview_annotationOverUnknownColumns_asksWhatWasMeant() {
        CspmAlertsBuilder alerts = parts("x")
                .addRule(rule("*").addAnnotation("desc", "${__cuont__}").build());

        assertThat(alerts.preview("r1").problems())
                .containsExactly("annotation 'desc': there is no '${__cuont__}' (did you mean '${__count__}'?)");
    }

    @Test
    void preview_ofTheArticle_hasNoProblem() {
        String template =
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

        assertThat(alerts(SQL, template).preview("r1").problems()).isEmpty();
    }

    @Test
    void check_loopThatPrintsOnlyBlanks_isReportedAndTheRowsStandBelow() {
        String template = "<ul>" + ROWS + "<li>{{ r.nothing }} - {{ r.neither }} resources</li>{% endfor %}</ul>";
        CspmAlerts alerts = alerts("*", template).build();

        assertThat(alerts.check("r1").problems())
                .containsExactly(
                        "template 't', email content printed only blanks, so the facts stand in the message as plain"
                                + " text: template 't', email content, line 1, column 5: all that this loop prints is blank");
        assertThat(mail.sent()).singleElement().satisfies(sent -> assertThat(
                        sent.message().content())
                .startsWith("<ul><li> -  resources</li></ul>")
                .contains("Rows: 1")
                .contains("ECS"));
    }

    @Test
    void check_templateThatPrintsNothing_tellsTheFacts() {
        CspmAlerts alerts =
                alerts("*", "<p>" + ROWS + "{{ r.nothing }}{% endfor %}</p>").build();

        assertThat(alerts.check("r1").problems()).singleElement().asString().contains("printed only blanks");
        assertThat(mail.sent())
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.message().content()).contains("Rows: 1").contains("ECS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>static</p>",
                "{% for r in alert.results[0].raw_results %}<p>row</p>{% endfor %}",
                "{% for r in alert.results[0].raw_results %}{{ r.cnt }}{{ r.none }}{% endfor %}",
                "{% for r in [1] %}{% for x in [1, 2] %}{{ '' }}{{ x }}{% endfor %}{% endfor %}",
                "{% for r in [] %}{{ r }}{% endfor %}x",
            })
    void check_templateThatPrintsSomething_isSentAsItIs(String template) {
        assertThat(alerts("*", template).build().check("r1").problems()).isEmpty();
    }

    private CspmAlertsBuilder alerts(String statement, String template) {
        return parts(template).addRule(rule(statement).build());
    }

    private CspmAlertsBuilder parts(String template) {
        return CspmAlerts.builder()
                .source(new InMemoryLogSource((query, rows) -> List.of(ROW)))
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mail)
                .addUser(User.builder("ops").addEmail("ops@example.com").build())
                .addTemplate(
                        ContentTemplate.builder("t").email("Alert", template).build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("ops")
                                .template("t")
                                .build())
                        .build());
    }

    private static AlertRuleBuilder rule(String statement) {
        return AlertRule.builder("r1")
                .query(statement)
                .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .addLabel("env", "prod")
                .actionPolicy("mail");
    }
}
