package io.github.cspmalert.definition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertConditionTest {

    private final AlertCondition high = AlertCondition.severityAtLeast(Severity.HIGH);

    @Test
    void factories_makeWhatTheySay() {
        assertThat(high).isEqualTo(new Comparison(Quantifier.ANY, new AlertField("severity"), Operator.AT_LEAST, 8L));
        assertThat(AlertCondition.all(AlertField.label("team")).equalTo("ops"))
                .isEqualTo(new Comparison(Quantifier.ALL, new AlertField("labels.team"), Operator.EQUAL, "ops"));
        assertThat(AlertCondition.and(high, high)).isEqualTo(new Combination(true, List.of(high, high)));
        assertThat(AlertCondition.or(high, high)).isEqualTo(new Combination(false, List.of(high, high)));
    }

    @Test
    void comparison_textThatSlsCannotMatch_isRefused() {
        AlertCondition.Subject name = AlertCondition.any(AlertField.ALERT_NAME);

        assertThatThrownBy(() -> name.equalTo("a\"b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value for field 'alert_name' must have no double quote, since SLS cannot match one");
        assertThatThrownBy(() -> name.is(Operator.NOT_EQUAL, "a\nb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("value for field 'alert_name' must be one line");
        assertThatThrownBy(() -> new Comparison(Quantifier.ANY, AlertField.SEVERITY, Operator.EQUAL, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value for field 'severity' must be a String or a Long, but is a Integer");
    }

    @Test
    void combination_ofFewerThanTwo_isRefused() {
        assertThatThrownBy(() -> AlertCondition.and(high))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("conditions must be two or more to be combined, but are 1");
        assertThatThrownBy(AlertCondition::or).hasMessageEndingWith("but are 0");
    }

    @Test
    void combination_listChangedLater_staysAsItWas() {
        List<AlertCondition> conditions = new ArrayList<>(List.of(high, high));
        Combination combination = new Combination(true, conditions);

        conditions.clear();

        assertThat(combination.conditions()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"severity", "alert_id", "_x9", "labels.team", "labels._T1"})
    void field_name_isTaken(String name) {
        assertThat(new AlertField(name)).hasToString(name);
    }

    /** A name that is more than a name would be more of the policy language than a field. */
    @ParameterizedTest
    @ValueSource(strings = {"", "9a", "a b", "a\"", "a.b.c", ".a", "a.", "a)", "labels.app-name", "ä", "a\n"})
    void field_otherText_isRefusedOnOneLine(String name) {
        assertThatThrownBy(() -> new AlertField(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("' must be a name of letters, digits and '_', such as severity or labels.team")
                .message()
                .doesNotContain("\n");
    }
}
