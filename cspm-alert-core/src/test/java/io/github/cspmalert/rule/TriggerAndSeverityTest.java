package io.github.cspmalert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.query.LogRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerAndSeverityTest {

    private final Trigger trigger = Trigger.dataIsReturned();

    @Test
    void dataIsReturned_anyRow_holdsWithAllOfThem() {
        List<LogRow> rows = List.of(LogRow.of(Map.of("cnt", "0")), LogRow.of(Map.of()));

        assertThat(trigger.firing(rows)).isEqualTo(rows);
        assertThat(trigger.condition(rows)).isEqualTo("Count:[2] > 0; Condition:");
    }

    @Test
    void dataIsReturned_noRow_doesNotHold() {
        assertThat(trigger.firing(List.of())).isEmpty();
        assertThat(trigger.rawCondition()).isEqualTo("Count:__count__ > 0; Condition:");
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
