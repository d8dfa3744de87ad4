package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsJsonTest {

    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();

    private static final String ARTICLE =
            """
            {
              "version": 1,
              "sources": {
                "default": {
                  "type": "log",
                  "region": "cn-hangzhou",
                  "project": "sas-log-1234567890-cn-hangzhou",
                  "store": "sas-log"
                }
              },
              "users": [
                {
                  "id": "ops",
                  "name": "Operations",
                  "addresses": {
                    "email": [
                      "ops@example.com"
                    ]
                  }
                }
              ],
              "templates": [
                {
                  "id": "cspm-mail",
                  "contents": {
                    "email": {
                      "subject": "CSPM alert",
                      "content": "Alert Name: {{ alert.alert_name }} <br>\\nContent: {{ alert.annotations.desc }} <br>\\nCheck_item_names:\\n<ul>\\n{% for raw_result in alert.results[0].raw_results %}\\n<li>【{{ raw_result.instance_type }}】{{ raw_result.check_item_name }} - {{ raw_result.cnt }} resources</li>\\n{% endfor %}\\n</ul><br>\\nCurrent Alert Time: {{ alert.alert_time | format_date }} <br>\\n"
                    }
                  }
                }
              ],
              "actionPolicies": [
                {
                  "id": "cspm-mails",
                  "statements": [
                    {
                      "action": {
                        "channel": "email",
                        "users": [
                          "ops"
                        ],
                        "template": "cspm-mail"
                      }
                    }
                  ]
                }
              ],
              "rules": [
                {
                  "id": "cspm-not-passed",
                  "displayName": "CSPM checks not passed",
                  "schedule": {
                    "type": "fixed_rate",
                    "interval": "PT15M"
                  },
                  "queries": [
                    {
                      "statement": "__topic__:sas-cspm-log AND status:NOT_PASS |\\nSELECT instance_type, check_item_name, count(*) AS cnt\\nGROUP BY instance_type, check_item_name",
                      "timeSpan": {
                        "type": "relative",
                        "length": "PT15M"
                      }
                    }
                  ],
                  "severities": [
                    {
                      "severity": "high"
                    }
                  ],
                  "annotations": {
                    "title": "${alert_name}",
                    "desc": "Checks that did not pass"
                  },
                  "actionPolicy": "cspm-mails",
                  "repeatInterval": "PT5M"
                }
              ]
            }""";

    private static AlertDefinitions article() {
        return AlertDefinitions.builder()
                .source(Store.log("cn-hangzhou", "sas-log-1234567890-cn-hangzhou", "sas-log"))
                .addUser(User.builder("ops")
                        .name("Operations")
                        .addEmail("ops@example.com")
                        .build())
                .addTemplate(ContentTemplate.builder("cspm-mail")
                        .email("CSPM alert", Samples.TEMPLATE)
                        .build())
                .addActionPolicy(ActionPolicy.builder("cspm-mails")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("ops")
                                .template("cspm-mail")
                                .build())
                        .build())
                .addRule(AlertRule.builder("cspm-not-passed")
                        .displayName("CSPM checks not passed")
                        .query(Samples.STATEMENT)
                        .timeSpan(TimeSpan.relative(Duration.ofMinutes(15)))
                        .schedule(Schedule.fixedRate(Duration.ofMinutes(15)))
                        .severity(Severity.HIGH)
                        .addAnnotation("title", "${alert_name}")
                        .addAnnotation("desc", "Checks that did not pass")
                        .actionPolicy("cspm-mails")
                        .repeatInterval(Duration.ofMinutes(5))
                        .build())
                .build();
    }

    @Test
    void writeJson_article_isTheTextThatWasTypedByHand() {
        assertThat(MAPPER.writeJson(article())).isEqualTo(ARTICLE);
        assertThat(MAPPER.readJson(ARTICLE)).isEqualTo(article());
    }

    @Test
    void writeJson_nothingDefined_isTheVersionOnly() {
        assertThat(MAPPER.writeJson(AlertDefinitions.builder().build())).isEqualTo("{\n  \"version\": 1\n}");
    }

    @Test
    void readJson_statements_areReadWithTheirConditions() {
        AlertDefinitions read = MAPPER.readJson(
                """
                {"version": 1,
                 "existing": [{"kind": "user_group", "id": "devops"}],
                 "actionPolicies": [{"id": "p", "statements": [
                   {"when": {"or": [{"any": "severity", "is": ">=", "value": 8},
                                    {"all": "labels.team", "is": "==", "value": "8"}]},
                    "then": [{"action": {"channel": "sms", "groups": ["devops"], "template": "sls.builtin.en"}},
                             {"stop": true}]}]}]}""");

        Action tell = Action.builder(Channel.SMS)
                .groups("devops")
                .template("sls.builtin.en")
                .build();
        AlertCondition team = AlertCondition.all(AlertField.label("team")).equalTo("8");
        assertThat(read.actionPolicies().get(0).statements())
                .containsExactly(Branch.when(
                        AlertCondition.or(AlertCondition.severityAtLeast(Severity.HIGH), team), tell, new Stop()));
    }

    @Test
    void writeJson_readBack_isEqualAndWritesTheSame() {
        for (long seed = 0; seed < 2_000; seed++) {
            AlertDefinitions definitions = DefinitionsGenerator.generate(seed);
            String json = MAPPER.writeJson(definitions);

            AlertDefinitions readBack = MAPPER.readJson(json);

            assertThat(readBack).as("seed %d", seed).isEqualTo(definitions);
            assertThat(MAPPER.writeJson(readBack)).as("seed %d", seed).isEqualTo(json);
        }
    }

    @Test
    void writeJson_sourcesInAnotherOrder_isTheSame() {
        Store store = Store.meta("user.m");
        AlertDefinitions one =
                AlertDefinitions.builder().source("a", store).source("b", store).build();
        AlertDefinitions other =
                AlertDefinitions.builder().source("b", store).source("a", store).build();

        assertThat(one).isEqualTo(other);
        assertThat(MAPPER.writeJson(one)).isEqualTo(MAPPER.writeJson(other));
    }

    /** Replaces one piece of the article's text and reads it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\": 1,|\"version\": 2,|line 2, column 14: version: must be 1, the only one that is known, but is 2",
                "\"version\": 1,||line 1, column 1: version: is missing; add it",
                "\"version\": 1,|\"version\": \"1\",|line 2, column 14: version: must be a number, but is a text",
                "\"version\": 1,|\"version\": 1.5,|line 2, column 14: version: must be a whole number that is not too large, but is '1.5'",
                "\"templates\"|\"tempaltes\"|line 22, column 3: tempaltes: is not a field that is known here; did you mean 'templates'?",
                "\"type\": \"log\"|\"type\": \"logs\"|line 5, column 15: sources.default.type: must be one of log, metric, meta, but is 'logs'; did you mean 'log'?",
                "\"region\": \"cn-hangzhou\",||line 4, column 16: sources.default: region of store 'sas-log' must not be blank",
                "\"id\": \"ops\"|\"id\": \" ops\"|line 13, column 13: users[0].id: user id must be 1 to 127 letters, digits, '_', '-' or '.', and begin with a letter or digit, but is ' ops'",
                "\"email\": [|\"E-mail\": [|line 16, column 19: users[0].addresses.E-mail: channel must be 2 to 64 lower-case letters, digits, '-' or '_', and begin and end with a letter or digit, but is 'E-mail'",
                "\"ops@example.com\"|17|line 17, column 11: users[0].addresses.email[0]: must be a text, but is a number; put it in double quotes",
                "\"ops@example.com\"|\"ops@example.com\", \"ops@example.com\"|line 17, column 30: users[0].addresses.email[1]: user 'ops' has this address on channel 'email' already; add each once",
                "\"subject\": \"CSPM alert\"|\"sendType\": \"batch\", \"subject\": \"x\"|line 26, column 18: templates[0].contents.email: sendType and limit are for text without a subject; leave them out, or format and subject",
                "\"subject\": \"CSPM alert\"|\"limit\": -1, \"format\": \"text\"|line 26, column 18: templates[0].contents.email: limit must be 0 to 2147483647, but is -1",
                "\"channel\": \"email\",||line 38, column 21: actionPolicies[0].statements[0].action.channel: is missing; add it",
                "\"action\": {|\"stop\": true, \"action\": {|line 37, column 9: actionPolicies[0].statements[0]: must have one of the fields action, when, stop, but has [action, stop]",
                "\"template\": \"cspm-mail\"|\"period\": \"any\"|line 38, column 21: actionPolicies[0].statements[0].action.template: is missing; add it",
                "\"interval\": \"PT15M\"|\"interval\": \"15m\"|line 55, column 21: rules[0].schedule.interval: must be a duration of ISO 8601 such as PT4H or P1D, but is '15m'",
                "\"interval\": \"PT15M\"|\"interval\": \"PT0S\"|line 53, column 19: rules[0].schedule: interval must be positive, but is PT0S",
                "\"fixed_rate\"|\"fixedRate\"|line 54, column 17: rules[0].schedule.type: must be one of fixed_rate, cron, hourly, daily, weekly, but is 'fixedRate'; did you mean 'fixed_rate'?",
                "\"repeatInterval\": \"PT5M\"|\"repeatInterval\": \"PT-5M\"|line 76, column 25: rules[0].repeatInterval: repeatInterval must be positive, but is PT-5M",
                "\"repeatInterval\": \"PT5M\"|\"muteUntil\": \"tomorrow\"|line 76, column 20: rules[0].muteUntil: must be an instant of ISO 8601 such as 2026-11-23T12:00:00Z, but is 'tomorrow'",
                "\"repeatInterval\": \"PT5M\"|\"threshold\": 1e10|line 76, column 20: rules[0].threshold: must be a whole number that is not too large, but is '1e10'",
                "\"repeatInterval\": \"PT5M\"|\"labels\": {\"a\": null}|line 76, column 23: rules[0].labels.a: must be a text, but is null; give it a value, or leave the field out",
                "\"severity\": \"high\"|\"severity\": 8|line 68, column 23: rules[0].severities[0].severity: must be one of report, low, medium, high, critical, but is a number",
                "\"actionPolicy\": \"cspm-mails\",||line 50, column 5: rules[0]: rule 'cspm-not-passed': actionPolicy is missing; set who is told with actionPolicy(..)"
            })
    void readJson_badPiece_isRefusedWithItsPlace(String piece, String instead, String message) {
        assertThat(ARTICLE).contains(piece);
        String text = ARTICLE.replace(piece, instead == null ? "" : instead);

        assertThatThrownBy(() -> MAPPER.readJson(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void readJson_valueThatItsPartRefuses_keepsTheCause() {
        Throwable thrown =
                catchThrowable(() -> MAPPER.readJson(ARTICLE.replace("\"actionPolicy\": \"cspm-mails\",", "")));

        assertThat(thrown).hasCauseInstanceOf(AlertConfigurationException.class);
    }

    @Test
    void readJson_brokenReference_isToldAsTheBuilderTellsIt() {
        assertThatThrownBy(() -> MAPPER.readJson(ARTICLE.replace("\"ops\"\n", "\"nobody\"\n")))
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("user 'nobody' is not defined");
    }

    /** Each text holds the word hush where a secret stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'custom', 'url': 'hush'}]}",
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'custom', 'url': ['hush']}]}",
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'lark', 'url': 'https://e/hush', 'headers': {'a': 'hush'}}]}",
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'slack', 'url': 'https://e/hush', 'signingSecret': 'hush'}]}",
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'custom', 'url': 'https://e/hush\t'}]}",
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'custom', 'url': 'https://e/hush' 'x'}]}",
                "{'version': 1, 'users': [{'id': 'u', 'addresses': {'sms': ['hush']}}]}",
                "{'version': 1, 'users': [{'id': 'u', 'phone': {'countryCode': '86', 'number': 'hush'}}]}"
            })
    void readJson_badTextWithASecret_doesNotShowIt(String text) {
        Throwable thrown = catchThrowable(() -> MAPPER.readJson(text.replace('\'', '"')));

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("hush");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"version\": 1", "{\"version\": 1} x"})
    void readJson_notAnObject_isRefused(String text) {
        assertThatThrownBy(() -> MAPPER.readJson(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "line 1, column \\d+: (is not JSON: expected |is empty;|must be an object, but is ).*");
    }
}
