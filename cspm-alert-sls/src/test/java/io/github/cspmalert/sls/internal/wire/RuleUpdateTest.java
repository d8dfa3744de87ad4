package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A live alert that loses something becomes the alert that a new one without it would be. */
class RuleUpdateTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, Store> SOURCES = Map.of("default", Store.log("cn-hangzhou", "p-one", "logs"));

    static final List<Named<UnaryOperator<AlertRuleBuilder>>> EXTRAS = List.of(
            Named.of("description", rule -> rule.description("d")),
            Named.of("delay", rule -> rule.delay(Duration.ofSeconds(30))),
            Named.of("hour", rule -> rule.schedule(Schedule.daily(3))),
            Named.of("day of week", rule -> rule.schedule(Schedule.weekly(DayOfWeek.MONDAY, 3))),
            Named.of(
                    "event store",
                    rule -> rule.eventStore(new EventStoreSink(
                            "cn-hangzhou.log.aliyuncs.com", "p-one", "events", "acs:ram::1:role/w"))),
            Named.of(
                    "template",
                    rule -> rule.template(
                            new RuleTemplate("sls.app.x", "sys", "1", "en", Map.of("a", "b"), Map.of("desc", "d")))),
            Named.of("tags", rule -> rule.tags("cspm")),
            Named.of("labels", rule -> rule.addLabel("team", "x")),
            Named.of("annotations", rule -> rule.addAnnotation("title", "t")),
            Named.of("alert hub", rule -> rule.alertHub(false)),
            Named.of("CloudMonitor", rule -> rule.cloudMonitor(true)));

    @ParameterizedTest
    @FieldSource("EXTRAS")
    void encode_ruleThatLosesSomething_becomesWhatANewOneIs(UnaryOperator<AlertRuleBuilder> extra)
            throws JsonProcessingException {
        Query query = Query.of("*", TimeSpan.relative(Duration.ofMinutes(5)))
                .withRoleArn("acs:ram::1:role/r")
                .withChart("board", "chart");
        String live = created(extra.apply(rule()).addQuery(query).build());
        AlertRule plain = rule().addQuery(Query.of("*", TimeSpan.relative(Duration.ofMinutes(5))))
                .build();

        String merged = JsonMerge.merge(live, RuleWriter.write(plain, SOURCES).managed());

        assertThat(MAPPER.readTree(live)).isNotEqualTo(MAPPER.readTree(created(plain)));
        assertThat(MAPPER.readTree(merged)).isEqualTo(MAPPER.readTree(created(plain)));
    }

    @ParameterizedTest
    @FieldSource("EXTRAS")
    void encode_cronThatBecomesFixedRate_losesTheExpression(UnaryOperator<AlertRuleBuilder> extra)
            throws JsonProcessingException {
        AlertRuleBuilder cron = extra.apply(queried()).schedule(Schedule.cron("0 1 * * *", ZoneOffset.UTC));

        JsonNode merged = MAPPER.readTree(JsonMerge.merge(
                created(cron.build()),
                RuleWriter.write(queried().build(), SOURCES).managed()));

        assertThat(merged.path("schedule").has("cronExpression")).isFalse();
        assertThat(merged.at("/schedule/interval").textValue()).isEqualTo("5m");
        assertThat(RuleReader.read(merged, store -> "default").value())
                .isEqualTo(queried().build());
    }

    private static String created(AlertRule rule) {
        Wire wire = RuleWriter.write(rule, SOURCES);
        return JsonMerge.create(wire.managed(), wire.creation());
    }

    private static AlertRuleBuilder queried() {
        return rule().query("*").timeSpan(TimeSpan.relative(Duration.ofMinutes(5)));
    }

    private static AlertRuleBuilder rule() {
        return AlertRule.builder("rule-one")
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .actionPolicy("ap1");
    }
}
