package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerAndSeverityTest {

    @Test
    void trigger_dataIsReturned_hasTwoEmptyExpressions() {
        assertThat(Trigger.dataIsReturned()).isEqualTo(new Trigger("", ""));
    }

    @Test
    void trigger_kinds_fillTheExpressionsAsTheConsoleDoes() {
        assertThat(Trigger.rowCount("__count__ >= 5")).isEqualTo(new Trigger("", "__count__ >= 5"));
        assertThat(Trigger.matches("errorCount > 0")).isEqualTo(new Trigger("errorCount > 0", ""));
        assertThat(Trigger.matches("latency > 100", "__count__ >= 5"))
                .isEqualTo(new Trigger("latency > 100", "__count__ >= 5"));
    }

    @ParameterizedTest
    @CsvSource({"10, CRITICAL, Critical", "8, HIGH, High", "6, MEDIUM, Medium", "4, LOW, Low", "2, REPORT, Report"})
    void severity_codes_areThoseOfSls(int code, Severity severity, String label) {
        assertThat(Severity.ofCode(code)).isEqualTo(severity);
        assertThat(severity.code()).isEqualTo(code);
        assertThat(severity.label()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 1, 3, 5, 7, 9, 11, 12})
    void severity_otherCode_isRefusedNamingIt(int code) {
        assertThatThrownBy(() -> Severity.ofCode(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("severity must be one of 2, 4, 6, 8 and 10, but is " + code);
    }
}
