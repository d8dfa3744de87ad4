package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleWriterTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Store LOGS = Store.log("cn-hangzhou", "p-one", "logs");
    private static final Map<String, Store> SOURCES = Map.of(
            "default", LOGS,
            "metrics", Store.metric("cn-hangzhou", "p-one", "metrics"),
            "hosts", Store.meta("user.hosts"));

    static List<Arguments> schedules() {
        return List.of(
                Arguments.of(Schedule.fixedRate(Duration.ofSeconds(90)), "{'type':'FixedRate','interval':'90s'}"),
                Arguments.of(Schedule.fixedRate(Duration.ofDays(30)), "{'type':'FixedRate','interval':'720h'}"),
                Arguments.of(
                        Schedule.cron("0/5 * * * *", ZoneOffset.ofHours(8)),
                        "{'type':'Cron','cronExpression':'0/5 * * * *','timeZone':'+0800'}"),
                Arguments.of(
                        Schedule.cron("0 18 * * *", ZoneOffset.ofHoursMinutes(-3, -30)),
                        "{'type':'Cron','cronExpression':'0 18 * * *','timeZone':'-0330'}"),
                Arguments.of(
                        Schedule.cron("0 0 1 * *", ZoneOffset.UTC),
                        "{'type':'Cron','cronExpression':'0 0 1 * *','timeZone':'+0000'}"),
                Arguments.of(Schedule.hourly(), "{'type':'Hourly'}"),
                Arguments.of(Schedule.daily(23), "{'type':'Daily','hour':23}"),
                Arguments.of(Schedule.weekly(DayOfWeek.SUNDAY, 0), "{'type':'Weekly','dayOfWeek':0,'hour':0}"),
                Arguments.of(Schedule.weekly(DayOfWeek.SATURDAY, 6), "{'type':'Weekly','dayOfWeek':6,'hour':6}"));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void schedule_eachType_isWrittenAsDocumentedAndReadBack(Schedule schedule, String json) {
        AlertRule rule = rule().schedule(schedule).delay(Duration.ofSeconds(30)).build();

        ObjectNode expected = json(json).put("delay", 30).put("runImmediately", true);
        assertThat(written(rule).get("schedule")).isEqualTo(expected);
        assertReadsBack(rule);
    }

    @Test
    void schedule_zoneWithoutDaylightSaving_isWrittenAsItsOffset() {
        AlertRule rule =
                rule().schedule(Schedule.daily(8, ZoneId.of("Asia/Tokyo"))).build();

        assertThat(written(rule).at("/schedule/timeZone").asText()).isEqualTo("+0900");
        assertReadsBack(
                rule().schedule(Schedule.daily(8, ZoneOffset.ofHours(9))).build());
    }

    static List<Arguments> timeSpans() {
        return List.of(
                Arguments.of(TimeSpan.relative(Duration.ofMinutes(5)), "Relative", "-5m", "now"),
                Arguments.of(TimeSpan.custom(Duration.ofSeconds(70), Duration.ofSeconds(10)), "Custom", "-70s", "-10s"),
                Arguments.of(TimeSpan.custom(Duration.ofMinutes(90), Duration.ZERO), "Custom", "-90m", "now"),
                Arguments.of(TimeSpan.truncated(1, ChronoUnit.MINUTES), "Truncated", "-1m", "absolute"),
                Arguments.of(TimeSpan.truncated(60, ChronoUnit.SECONDS), "Truncated", "-60s", "absolute"),
                Arguments.of(TimeSpan.truncated(1, ChronoUnit.DAYS), "Truncated", "-1d", "absolute"),
                Arguments.of(TimeSpan.truncated(2, ChronoUnit.HOURS), "Truncated", "-2h", "absolute"),
                Arguments.of(TimeSpan.today(), "Today", "today", "now"));
    }

    @ParameterizedTest
    @MethodSource("timeSpans")
    void timeSpan_eachType_isWrittenAsDocumentedAndReadBack(TimeSpan span, String type, String start, String end) {
        AlertRule rule = rule().timeSpan(span).build();

        JsonNode query = written(rule).at("/configuration/queryList/0");
        assertThat(query.path("timeSpanType").textValue()).isEqualTo(type);
        assertThat(query.path("start").textValue()).isEqualTo(start);
        assertThat(query.path("end").textValue()).isEqualTo(end);
        assertReadsBack(rule);
    }

    @ParameterizedTest
    @EnumSource
    void setOperation_eachType_isWrittenInTheServicesWordsAndReadBack(SetOperation.Type type) {
        String condition = type.conditional() ? "$0.a == $1.a" : "";
        AlertRule rule = plain().addQuery(Query.of("*", TimeSpan.relative(Duration.ofMinutes(5))))
                .addQuery(Query.ofResourceData("hosts"))
                .setOperations(new SetOperation(type, condition))
                .build();

        JsonNode join = written(rule).at("/configuration/joinConfigurations/0");
        assertThat(List.of(
                        "no_join",
                        "cross_join",
                        "concat",
                        "inner_join",
                        "left_join",
                        "right_join",
                        "full_join",
                        "left_exclude",
                        "right_exclude"))
                .contains(join.path("type").textValue());
        assertThat(join.path("condition").textValue()).isEqualTo(condition);
        assertThat(written(rule).at("/configuration/queryList/1"))
                .isEqualTo(json("{'storeType':'meta','region':'','project':'','store':'user.hosts','query':''}"));
        assertReadsBack(rule);
    }

    @Test
    void encode_muteNotSet_leavesTheServicesMuteAlone() {
        assertThat(RuleWriter.write(rule().build(), SOURCES)
                        .managed()
                        .path("configuration")
                        .has("muteUntil"))
                .isFalse();
        assertThat(written(rule().muteUntil(Instant.ofEpochSecond(4102444800L)).build())
                        .at("/configuration/muteUntil")
                        .longValue())
                .isEqualTo(4102444800L);
    }

    // The shape that lists of the service have.
    @Test
    void decode_serversShape_isUnderstood() {
        ObjectNode alert = written(rule().build());
        alert.put("apiType", "Alert")
                .put("status", "ENABLED")
                .put("createTime", 1)
                .put("lastModifiedTime", 2);
        alert.set(
                "schedule",
                json("{'type':'FixedRate','delay':0,'interval':'60s','runImmediately':false,'timeZone':''}"));

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.leftOut()).isEmpty();
        assertThat(decoded.value())
                .isEqualTo(rule().schedule(Schedule.fixedRate(Duration.ofMinutes(1)))
                        .runImmediately(false)
                        .build());
    }

    @Test
    void decode_simpleModeOfTheConsole_isReadAndTold() {
        ObjectNode alert = written(rule().actionPolicy("alert.simple.123").build());

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.value()).isNotNull();
        assertThat(decoded.leftOut())
                .singleElement()
                .asString()
                .startsWith(
                        "configuration.policyConfiguration.actionPolicyId is a policy of the console's simple mode");
    }

    @Test
    void decode_templateUnderTheMisspeltName_hasItsAnnotations() {
        ObjectNode alert = written(rule().template(template()).build());
        ObjectNode configuration = (ObjectNode) alert.at("/configuration/templateConfiguration");
        configuration.set("aonotations", configuration.remove("annotations"));

        assertThat(decode(alert).value()).isEqualTo(rule().template(template()).build());
    }

    @Test
    void decode_unknownFieldsAndWords_areToldByName() {
        ObjectNode alert = written(rule().build());
        alert.put("x", 1);
        alert.withObject("/configuration").put("y", 2);
        ((ObjectNode) alert.at("/configuration/queryList/0")).put("z", 3).put("powerSqlMode", "turbo");
        alert.withObject("/schedule").put("w", 4);

        Decoded<AlertRule> decoded = decode(alert);

        assertThat(decoded.value()).isEqualTo(rule().build());
        assertThat(decoded.leftOut())
                .containsExactlyInAnyOrder(
                        "x is not known here",
                        "configuration.y is not known here",
                        "configuration.queryList[0].z is not known here",
                        "configuration.queryList[0].powerSqlMode is 'turbo', which is not known here",
                        "schedule.w is not known here");
    }

    @Test
    void decode_anyFieldNullMissingOrOfAnotherType_neverThrows() {
        AlertRule rule = everything();
        List<JsonNode> odd = List.of(
                MAPPER.nullNode(),
                MAPPER.missingNode(),
                json("{'a':1}"),
                MAPPER.createArrayNode().add(1).add("x"),
                json("{'t':''}").get("t"),
                json("{'t':-99999999999999}").get("t"),
                json("{'t':1.5}").get("t"),
                json("{'t':true}").get("t"));
        int[] count = {0};
        for (JsonNode value : odd) {
            List<Consumer<JsonNode>> changes = new ArrayList<>();
            collect(written(rule), value, changes);
            for (int i = 0; i < changes.size(); i++) {
                ObjectNode alert = written(rule);
                List<Consumer<JsonNode>> again = new ArrayList<>();
                collect(alert, value, again);
                again.get(i).accept(alert);
                assertThat(decode(alert)).isNotNull();
                count[0]++;
            }
        }
        assertThat(count[0]).isGreaterThan(500);
    }

    private static void collect(JsonNode node, JsonNode value, List<Consumer<JsonNode>> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                changes.add(root -> {
                    if (value.isMissingNode()) {
                        object.remove(name);
                    } else {
                        object.set(name, value);
                    }
                });
                collect(object.get(name), value, changes);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(root -> array.set(index, value.isMissingNode() ? MAPPER.nullNode() : value));
                collect(array.get(i), value, changes);
            }
        }
    }

    @Test
    void decode_legacyAlert_isLeftAlone() {
        Decoded<AlertRule> decoded = decode(json("{'name':'old-alert','configuration':{'condition':'a > 1'}}"));

        assertThat(decoded.value()).isNull();
        assertThat(decoded.leftOut())
                .containsExactly("configuration.version is missing: this is a legacy alert, which is left alone");
    }

    @Test
    void encode_everyFeature_readsBackTheSame() {
        assertReadsBack(everything());
    }

    private static AlertRule everything() {
        return plain().displayName("Everything")
                .description("d")
                .enabled(false)
                .schedule(Schedule.cron("0 18 * * *", ZoneOffset.ofHours(8)))
                .addQuery(Query.of("*", TimeSpan.truncated(15, ChronoUnit.MINUTES))
                        .withPowerSqlMode(Query.PowerSqlMode.ENABLE)
                        .withRoleArn("acs:ram::1:role/reader")
                        .withChart("board", "chart"))
                .addQuery(Query.of("metrics", "*", TimeSpan.custom(Duration.ofSeconds(70), Duration.ofSeconds(10))))
                .addQuery(Query.ofResourceData("hosts"))
                .setOperations(
                        new SetOperation(SetOperation.Type.LEFT_JOIN, "$0.h == $1.h"),
                        SetOperation.of(SetOperation.Type.NO_JOIN))
                .groupEvaluation(GroupEvaluation.by("h"))
                .addSeverity(Severity.CRITICAL, Trigger.matches("a > 1", "__count__ > 1"))
                .addSeverity(Severity.LOW, Trigger.dataIsReturned())
                .threshold(3)
                .fireOnNoData(Severity.HIGH)
                .addLabel("team", "x")
                .addAnnotation("title", "${alert_name}")
                .muteUntil(Instant.ofEpochSecond(4102444800L))
                .alertPolicy("merge")
                .eventStore(new EventStoreSink("cn-hangzhou.log.aliyuncs.com", "p-one", "events", "acs:ram::1:role/w"))
                .tags("cspm")
                .template(template())
                .build();
    }

    private static RuleTemplate template() {
        return new RuleTemplate("sls.app.x", "sys", "1", "en", Map.of("default.project", "p-one"), Map.of("desc", "d"));
    }

    private static AlertRuleBuilder rule() {
        return plain().query("*").timeSpan(TimeSpan.relative(Duration.ofMinutes(5)));
    }

    private static AlertRuleBuilder plain() {
        return AlertRule.builder("rule-one")
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .actionPolicy("ap1");
    }

    private static void assertReadsBack(AlertRule rule) {
        Decoded<AlertRule> decoded = decode(written(rule));
        assertThat(decoded.leftOut()).isEmpty();
        assertThat(decoded.value()).isEqualTo(rule);
    }

    private static Decoded<AlertRule> decode(JsonNode alert) {
        return RuleReader.read(alert, store -> SOURCES.entrySet().stream()
                .filter(source -> source.getValue().equals(store))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("elsewhere"));
    }

    private static ObjectNode written(AlertRule rule) {
        Wire wire = RuleWriter.write(rule, SOURCES);
        return json(JsonMerge.create(wire.managed(), wire.creation()));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text.contains("\"") ? text : text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
