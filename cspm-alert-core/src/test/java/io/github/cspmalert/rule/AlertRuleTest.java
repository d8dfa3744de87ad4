package io.github.cspmalert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import java.time.Duration;
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
}
