package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRuleTest {

    @Test
    void build_onlyWhatIsRequired_hasTheDefaults() {
        AlertRule rule = complete("cspm-not-passed").build();

        assertThat(rule.id()).isEqualTo("cspm-not-passed");
        assertThat(rule.displayName()).isEqualTo("cspm-not-passed");
        assertThat(rule.description()).isEmpty();
        assertThat(rule.queries()).containsExactly(Query.of("status:NOT_PASS", TimeSpan.relative(Duration.ofHours(1))));
        assertThat(rule.queries().get(0).source()).isEqualTo("default");
        assertThat(rule.severities()).containsExactly(new SeverityBranch(Severity.MEDIUM, Trigger.dataIsReturned()));
        assertThat(rule.alertPolicy()).isEqualTo("sls.builtin.dynamic");
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.alertHub()).isTrue();
        assertThat(rule.autoAnnotation()).isTrue();
        assertThat(rule.labels()).isEmpty();
        assertThat(rule.annotations()).isEmpty();
        assertThat(rule.repeatInterval()).isEqualTo(Duration.ofHours(4));
        assertThat(rule).hasToString("AlertRule[cspm-not-passed]");
    }

    @Test
    void build_everythingSet_hasIt() {
        AlertRule rule = complete("r1")
                .displayName("云安全态势")
                .description("d")
                .source("emea")
                .severity(Severity.HIGH)
                .addLabel("team", "payments")
                .addLabel("env", "")
                .addAnnotation("title", "${alert_name}")
                .addAnnotation("desc", "a\nb")
                .repeatInterval(Duration.ofMinutes(5))
                .build();

        assertThat(rule.displayName()).isEqualTo("云安全态势");
        assertThat(rule.queries().get(0).source()).isEqualTo("emea");
        assertThat(rule.severities().get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(rule.labels()).containsExactly(Map.entry("team", "payments"), Map.entry("env", ""));
        assertThat(rule.annotations()).containsExactly(Map.entry("title", "${alert_name}"), Map.entry("desc", "a\nb"));
        assertThat(rule.repeatInterval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void build_nothingSet_tellsAllThatIsMissing() {
        AlertConfigurationException thrown = catchThrowableOfType(
                AlertConfigurationException.class, () -> AlertRule.builder("r1").build());

        assertThat(thrown).hasMessageStartingWith("rule 'r1': 4 problems:");
        assertThat(thrown.problems())
                .containsExactly(
                        "query is missing; set the statement with query(..)",
                        "timeSpan is missing; set it with timeSpan(TimeSpan.relative(..))",
                        "schedule is missing; set it with schedule(Schedule.fixedRate(..))",
                        "actionPolicy is missing; set who is told with actionPolicy(..)");
    }

    @Test
    void build_failedOrTwice_leavesTheBuilderAsItIs() {
        AlertRuleBuilder builder = AlertRule.builder("r1").query("*").actionPolicy("p1");
        assertThatThrownBy(builder::build).isInstanceOf(AlertConfigurationException.class);
        builder.timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .addLabel("a", "1");

        AlertRule first = builder.build();
        AlertRule second = builder.addLabel("b", "2").query("other").build();

        assertThat(first.queries().get(0).statement()).isEqualTo("*");
        assertThat(first.labels()).containsOnlyKeys("a");
        assertThat(second.labels()).containsOnlyKeys("a", "b");
        assertThatThrownBy(() -> first.labels().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-a", "a-", "_a", "Upper", "with space", "ü1", "a.b", "a\r\nb"})
    void builder_badId_isRefusedOnOneLine(String id) {
        assertThatThrownBy(() -> AlertRule.builder(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule id must be 2 to 64 lower-case letters")
                .message()
                .doesNotContain("\n", "\r");
    }

    @Test
    void builder_idLength_is64AtMost() {
        assertThat(complete("a".repeat(64)).build().id()).hasSize(64);
        assertThatThrownBy(() -> AlertRule.builder("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void setters_badArguments_nameTheField() {
        AlertRuleBuilder builder = AlertRule.builder("r1");

        assertThatThrownBy(() -> builder.displayName(" ")).hasMessage("displayName must not be blank");
        assertThatThrownBy(() -> builder.displayName("a\r\nBcc: x"))
                .hasMessage("displayName must be one line without control characters, but has U+000D at index 1");
        assertThatThrownBy(() -> builder.query("")).hasMessage("query must not be blank");
        assertThatThrownBy(() -> builder.source(" ")).hasMessage("source must not be blank");
        assertThatThrownBy(() -> builder.actionPolicy(" "))
                .hasMessageStartingWith("actionPolicy must be 1 to 127 letters");
        assertThatThrownBy(() -> builder.addLabel(" ", "v")).hasMessage("label key must not be blank");
        assertThatThrownBy(() -> builder.addAnnotation("", "v")).hasMessage("annotation key must not be blank");
        assertThatThrownBy(() -> builder.addAnnotation("title", null)).hasMessage("the value of title");
        assertThatThrownBy(() -> builder.timeSpan(null)).hasMessage("timeSpan");
        assertThatThrownBy(() -> builder.repeatInterval(Duration.ZERO))
                .hasMessage("repeatInterval must be positive, but is PT0S");
        assertThatThrownBy(() -> builder.repeatInterval(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageStartingWith("repeatInterval must be at most 3650 days");
    }

    private static AlertRuleBuilder complete(String id) {
        return AlertRule.builder(id)
                .query("status:NOT_PASS")
                .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("p1");
    }

    @Test
    void build_shorthandsBesideLists_areToldTogether() {
        Query query = Query.of("*", TimeSpan.today());
        AlertRuleBuilder builder = complete("r1")
                .addQuery(query)
                .addQuery(query)
                .addQuery(query)
                .addQuery(query)
                .severity(Severity.HIGH)
                .addSeverity(Severity.LOW, Trigger.dataIsReturned());

        AlertConfigurationException thrown = catchThrowableOfType(AlertConfigurationException.class, builder::build);

        assertThat(thrown.problems())
                .containsExactly(
                        "query(..), timeSpan(..) or source(..) is set together with addQuery(..); use one or the other",
                        "severity(..) or trigger(..) is set together with addSeverity(..); use one or the other",
                        "queries are 4; SLS takes 3 at most",
                        "setOperations are 0 for 4 queries; set one less than queries with setOperations(..)");
    }

    @Test
    void build_setOperations_areOneLessThanQueries() {
        SetOperation concat = SetOperation.of(SetOperation.Type.CONCAT);
        AlertRuleBuilder builder = AlertRule.builder("r1")
                .schedule(Schedule.hourly())
                .actionPolicy("p1")
                .addQuery(Query.of("a", TimeSpan.today()))
                .addQuery(Query.of("b", TimeSpan.today()));

        assertThat(builder.setOperations(concat).build().setOperations()).containsExactly(concat);
        assertThatThrownBy(() -> builder.setOperations(concat, concat).build())
                .hasMessage(
                        "rule 'r1': setOperations are 2 for 2 queries; set one less than queries with setOperations(..)");
        assertThatThrownBy(() -> complete("r2").setOperations(concat).build())
                .hasMessageContaining("setOperations are 1 for 1 query;");
    }

    @Test
    void build_alertPolicyOfItsOwn_needsNoActionPolicy() {
        AlertRuleBuilder builder = AlertRule.builder("r1")
                .query("*")
                .timeSpan(TimeSpan.today())
                .schedule(Schedule.hourly())
                .alertPolicy("merge-1");

        assertThat(builder.build().actionPolicy()).isEmpty();
    }

    @Test
    void build_severities_areInTheOrderAdded() {
        Trigger many = Trigger.matches("cnt > 10", "__count__ > 2");

        AlertRule rule = complete("r1")
                .addSeverity(Severity.CRITICAL, many)
                .addSeverity(Severity.LOW, Trigger.rowCount("__count__ > 5"))
                .build();

        assertThat(rule.severities())
                .containsExactly(
                        new SeverityBranch(Severity.CRITICAL, new Trigger("cnt > 10", "__count__ > 2")),
                        new SeverityBranch(Severity.LOW, new Trigger("", "__count__ > 5")));
    }

    @Test
    void setters_outOfBounds_areRefused() {
        AlertRuleBuilder builder = AlertRule.builder("r1");

        assertThatThrownBy(() -> builder.threshold(0)).hasMessageStartingWith("threshold must be 1 to");
        assertThatThrownBy(() -> builder.delay(Duration.ofSeconds(86_401)))
                .hasMessage("delay must be whole seconds from zero to one day, but is PT24H1S");
        assertThatThrownBy(() -> builder.tags("a", "a")).hasMessage("tags must name each once, but is [a, a]");
        assertThatThrownBy(() -> builder.tags(" ")).hasMessage("tag must not be blank");
        assertThat(complete("r2")
                        .muteUntil(Instant.parse("2026-11-23T12:00:00.9Z"))
                        .build()
                        .muteUntil())
                .contains(Instant.parse("2026-11-23T12:00:00Z"));
    }
}
