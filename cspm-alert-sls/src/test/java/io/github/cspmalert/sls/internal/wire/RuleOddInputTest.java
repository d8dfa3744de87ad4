package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service may hold that no rule of ours can say: it is told, field by field, and nothing is made up in its place. */
class RuleOddInputTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    // Each field that a rule is read from, typed by hand.
    private static final String ALERT =
            """
            {"name":"rule-one","displayName":"One","description":"d","type":"Alert","state":"Enabled","status":"ENABLED",
             "schedule":{"type":"Cron","cronExpression":"0 18 * * *","timeZone":"+0800","delay":30,"runImmediately":true},
             "configuration":{"version":"2.0","type":"tpl","dashboard":"board",
              "queryList":[
               {"storeType":"log","region":"cn-hangzhou","project":"p-one","store":"logs","query":"*","timeSpanType":"Truncated","start":"-15m","end":"absolute","powerSqlMode":"enable","roleArn":"acs:ram::1:role/r","dashboardId":"b","chartTitle":"c"},
               {"storeType":"log","region":"cn-hangzhou","project":"p-one","store":"logs","query":"*","timeSpanType":"Custom","start":"-70s","end":"-10s","powerSqlMode":"auto"},
               {"storeType":"meta","store":"user.hosts","query":""}],
              "joinConfigurations":[{"type":"left_join","condition":"$0.h == $1.h"},{"type":"concat","condition":""}],
              "groupConfiguration":{"type":"custom","fields":["h"]},
              "severityConfigurations":[{"severity":10,"evalCondition":{"condition":"a > 1","countCondition":"__count__ > 1"}}],
              "threshold":3,"autoAnnotation":true,"sendResolved":true,"noDataFire":true,"noDataSeverity":8,"muteUntil":4102444800,
              "labels":[{"key":"team","value":"x"}],"annotations":[{"key":"title","value":"t"}],
              "policyConfiguration":{"alertPolicyId":"merge","actionPolicyId":"ap1","repeatInterval":"5m0s","useDefault":false},
              "templateConfiguration":{"id":"sls.app.x","type":"sys","version":"1","lang":"en","tokens":{"default.project":"p-one"},"annotations":{"desc":"d"}},
              "sinkAlerthub":{"enabled":true},"sinkCms":{"enabled":true},
              "sinkEventStore":{"enabled":true,"endpoint":"cn-hangzhou.log.aliyuncs.com","project":"p-one","eventStore":"events","roleArn":"acs:ram::1:role/w"},
              "tags":["cspm"]}}""";

    @Test
    void decode_everyFieldAsTheServiceWritesIt_tellsNothing() {
        Decoded<AlertRule> decoded = decode(alert());

        assertThat(decoded.leftOut()).isEmpty();
        assertThat(decoded.value()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"a\":1}",
                "[1,\"x\",null,{}]",
                "\"\"",
                "\"x\\ny\"",
                "-99999999999999",
                "9223372036854775807",
                "99999999999999999999999",
                "1.5",
                "true",
                "7",
                "\"-99999999999999999999d\"",
                "\"-0s\""
            })
    void decode_anyFieldOfAnotherType_isReadOrTold(String text) throws JsonProcessingException {
        JsonNode value = MAPPER.readTree(text);
        int count = changes(alert(), value).size();
        assertThat(count).isGreaterThan(70);
        for (int i = 0; i < count; i++) {
            ObjectNode alert = alert();
            changes(alert, value).get(i).run();

            Decoded<AlertRule> decoded = decode(alert);

            assertThat(decoded.value() != null || !decoded.leftOut().isEmpty())
                    .as("read or told: %s", alert)
                    .isTrue();
        }
    }

    private static List<Runnable> changes(JsonNode node, JsonNode value) {
        List<Runnable> changes = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                changes.add(() -> object.set(field.getKey(), value));
                changes.addAll(changes(field.getValue(), value));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> array.set(index, value));
                changes.addAll(changes(array.get(i), value));
            }
        }
        return changes;
    }

    @Test
    void decode_templateWithoutId_isToldAndTheRuleRead() throws JsonProcessingException {
        ObjectNode alert = alert();
        set(alert, "/configuration/templateConfiguration", MAPPER.readTree("{\"lang\":\"en\"}"));

        assertThat(decode(alert).leftOut())
                .containsExactly(
                        "configuration.templateConfiguration names no template, and is left out",
                        "configuration.type is 'tpl', but templateConfiguration names no template");
        assertThat(decode(alert).value()).isNotNull();
    }

    @Test
    void decode_templateWithoutType_isToldAsAWholeAndTheRuleRead() throws JsonProcessingException {
        ObjectNode alert = alert();
        set(alert, "/configuration/templateConfiguration", MAPPER.readTree("{\"id\":\"sls.app.x\",\"lang\":\"en\"}"));

        assertThat(decode(alert).leftOut())
                .containsExactly(
                        "configuration.templateConfiguration has no type, and is left out",
                        "configuration.type is 'tpl', but templateConfiguration names one that is left out");
        assertThat(decode(alert).value()).isNotNull();
    }

    @Test
    void decode_chartWithControlCharacters_isToldAndItsDashboardRead() {
        ObjectNode alert = alert();
        ((ObjectNode) alert.at("/configuration/queryList/0")).put("chartTitle", "a\nb");

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.leftOut()).containsExactly("configuration.queryList[0].chartTitle has control characters");
        assertThat(decoded.value().queries().get(0).dashboardId()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /state                                           | "Paused"                      | state
            /schedule/fromTime                               | 1700000000                    | schedule.fromTime
            /schedule/toTime                                 | 1700000000                    | schedule.toTime
            /configuration/type                              | "default"                     | configuration.type
            /configuration/type                              | "custom"                      | configuration.type
            /configuration/muteUntil                         | 9223372036854775807           | configuration.muteUntil
            /configuration/condition                         | "$0.a > 1"                    | configuration.condition
            /configuration/notificationList                  | [{"type":"SMS"}]              | configuration.notificationList
            /configuration/conditionConfiguration            | {"condition":"a > 1"}         | configuration.conditionConfiguration
            /configuration/conditionConfiguration            | {"x":1}                       | configuration.conditionConfiguration.x
            /configuration/joinConfigurations/1/condition    | "$0.h == $1.h"                | configuration.joinConfigurations[1].condition
            /configuration/templateConfiguration/tokens      | {"default.project":[]}        | configuration.templateConfiguration.tokens.default.project
            /configuration/labels                            | [{"key":"k","value":"v"},{"key":"k","value":"w"}] | configuration.labels[1]
            /configuration/policyConfiguration/alertPolicyId | ""                            | configuration.policyConfiguration.alertPolicyId
            /configuration/policyConfiguration/useDefault    | true                          | configuration.policyConfiguration.useDefault
            """)
    void decode_whatCannotBeSaidBesideTheRule_isToldAndTheRuleRead(String pointer, String value, String field)
            throws JsonProcessingException {
        ObjectNode alert = alert();
        set(alert, pointer, MAPPER.readTree(value));

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.leftOut()).singleElement().asString().startsWith(field + " ");
        assertThat(decoded.value()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /schedule/type                                 | "Resident"   | schedule.type is 'Resident'
            /schedule/timeZone                             | "Asia/Tokyo" | schedule.timeZone is 'Asia/Tokyo'
            /configuration/queryList/0/storeType           | "vector"     | configuration.queryList[0].storeType is 'vector'
            /configuration/queryList/0/storeType           | null         | configuration.queryList[0].storeType is missing
            /configuration/queryList/0/timeSpanType        | "Yesterday"  | configuration.queryList[0].timeSpanType is 'Yesterday'
            /configuration/queryList/0/end                 | "-5m"        | configuration.queryList[0].timeSpanType is 'Truncated' from '-15m' to '-5m'
            /configuration/joinConfigurations/0/type       | "outer_join" | configuration.joinConfigurations[0].type is 'outer_join'
            /configuration/joinConfigurations/0/type       | null         | configuration.joinConfigurations[0].type is missing
            /configuration/groupConfiguration/type         | "by_host"    | configuration.groupConfiguration.type is 'by_host'
            /configuration/severityConfigurations/0/severity | 7          | configuration.severityConfigurations[0].severity is 7
            /name                                          | "Ü"          | rule id must be
            """)
    void decode_whatNoRuleCanDoWithout_isToldAndNothingRead(String pointer, String value, String sentence)
            throws JsonProcessingException {
        ObjectNode alert = alert();
        set(alert, pointer, MAPPER.readTree(value));

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.value()).isNull();
        assertThat(decoded.leftOut()).anySatisfy(told -> assertThat(told).startsWith(sentence));
    }

    @Test
    void decode_relativeSpanThatDoesNotEndNow_isNotTakenForOneThatDoes() {
        ObjectNode alert = alert();
        ((ObjectNode) alert.at("/configuration/queryList/1")).put("timeSpanType", "Relative");

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.value()).isNull();
        assertThat(decoded.leftOut())
                .containsExactly(
                        "configuration.queryList[1].timeSpanType is 'Relative' from '-70s' to '-10s', which is not known here");
    }

    @Test
    void decode_legacyNotifications_areToldWithoutTheirAddresses() {
        ObjectNode alert = alert();
        alert.withObject("/configuration")
                .putArray("notificationList")
                .addObject()
                .put("type", "DingTalk")
                .put("serviceUri", "https://oapi.dingtalk.com/robot/send?access_token=hidden")
                .putArray("emailList")
                .add("hidden@example.com");

        assertThat(decode(alert).leftOut()).isNotEmpty().noneMatch(told -> told.contains("hidden"));
    }

    private static void set(ObjectNode alert, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) alert.at(pointer.substring(0, last))).set(pointer.substring(last + 1), value);
    }

    private static Decoded<AlertRule> decode(JsonNode alert) {
        return RuleReader.read(alert, store -> "default");
    }

    private static ObjectNode alert() {
        try {
            return (ObjectNode) MAPPER.readTree(ALERT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
