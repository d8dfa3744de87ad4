package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the service carries out is refused by an engine in this JVM, and never left out. */
class ServiceOnlyTest {

    private final EngineFixture engine = new EngineFixture();

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("cloudMonitor", "events for CloudMonitor", r -> r.cloudMonitor(true)),
                rule("eventStore", "events", r -> r.eventStore(new EventStoreSink("e", "p", "s", "r"))));
    }

    private static Arguments rule(String field, String what, Consumer<AlertRuleBuilder> change) {
        return Arguments.of(field, what, change);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void build_ruleOfTheService_isRefusedNamingTheField(String field, String what, Consumer<AlertRuleBuilder> change) {
        AlertRuleBuilder rule = AlertRule.builder("r1")
                .actionPolicy("mail")
                .query("*")
                .timeSpan(TimeSpan.today())
                .schedule(Schedule.fixedRate(Duration.ofHours(1)));
        change.accept(rule);

        assertThat(problems(engine.telling("sec-ops").addRule(rule.build())))
                .singleElement()
                .asString()
                .startsWith("rule 'r1': " + what)
                .endsWith("are carried out by Simple Log Service only; provision it there, or leave " + field + " out");
    }

    @Test
    void build_onCallGroupThatOnlyTheServiceHas_isRefusedNamingIt() {
        ActionPolicy policy = ActionPolicy.builder("p1")
                .addAction(action().oncallGroups("night").build())
                .build();

        assertThat(problems(engine.telling("sec-ops").addActionPolicy(policy)))
                .containsExactly("definitions: on-call group 'night' exists in Simple Log Service only; define it");
    }

    private static Action.Builder action() {
        return Action.builder(Channel.EMAIL).users("sec-ops").template("cspm");
    }

    @Test
    void build_whatTheServiceHas_isRefusedNamingIt() {
        ActionPolicy policy = ActionPolicy.builder("p1")
                .addAction(action().template("sls.builtin.en").build())
                .build();

        assertThat(problems(engine.telling("sec-ops").addActionPolicy(policy)))
                .containsExactly(
                        "definitions: content template 'sls.builtin.en' exists in Simple Log Service only; define it");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void build_schedulesOfTheService_areCarriedOut(Schedule schedule) {
        assertThatCode(() -> engine.telling("sec-ops")
                        .addRule(EngineFixture.rule("r1").schedule(schedule).build())
                        .build())
                .doesNotThrowAnyException();
    }

    static Stream<Schedule> schedules() {
        return Stream.of(
                Schedule.hourly(),
                Schedule.daily(9),
                Schedule.weekly(DayOfWeek.MONDAY, 9),
                Schedule.cron("0 8 ? * MON-FRI", ZoneOffset.UTC));
    }

    // What the service has is there for definitions, though not for this JVM.
    private static Iterable<String> problems(CspmAlertsBuilder builder) {
        builder.definitions(AlertDefinitions.builder()
                .existing(ObjectKind.ONCALL_GROUP, "night")
                .build());
        return catchThrowableOfType(AlertConfigurationException.class, builder::build)
                .problems();
    }
}
