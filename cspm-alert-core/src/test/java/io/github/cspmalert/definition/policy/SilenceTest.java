package io.github.cspmalert.definition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.rule.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

    private static final AlertCondition HIGH = AlertCondition.severityAtLeast(Severity.HIGH);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // from, until, holds at noon, is over at noon
        ", , true, false",
        "2026-11-23T12:00:00Z, , true, false",
        "2026-11-23T12:00:01Z, , false, false",
        ", 2026-11-23T12:00:01Z, true, false",
        ", 2026-11-23T12:00:00Z, false, true",
        "2026-11-23T11:00:00Z, 2026-11-23T13:00:00Z, true, false",
        "2026-11-23T10:00:00Z, 2026-11-23T11:00:00Z, false, true",
    })
    void silence_atAnInstant_holdsFromItsBeginningUpToItsEnd(
            @Nullable Instant from, @Nullable Instant until, boolean holds, boolean over) {
        Silence silence = new Silence("move", HIGH, "moves", "anna", from, until);

        assertThat(silence.holds(NOON)).isEqualTo(holds);
        assertThat(silence.isOver(NOON)).isEqualTo(over);
    }

    // By text 10, which is critical, comes before 8.
    @ParameterizedTest
    @ValueSource(strings = {"severity", "fire_results_count"})
    void condition_thatComparesANumberWithAText_isRefused(String field) {
        AlertCondition condition = AlertCondition.any(new AlertField(field)).is(AlertCondition.Operator.AT_MOST, "8");
        String wrong = " compares '" + field
                + "' with the text '8', by which 10 comes before 8; write a number without quotes, such as 8";

        assertThatThrownBy(() -> Silence.continuous("move", condition, "moves", "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'condition' of silence 'move'" + wrong);
        assertThatThrownBy(() -> new Inhibition(condition, HIGH)).hasMessage("'source' of an inhibition" + wrong);
        assertThatThrownBy(() -> new Inhibition(HIGH, condition)).hasMessage("'target' of an inhibition" + wrong);
    }

    @Test
    void inhibition_onAFieldThatNoAlertHas_isRefused() {
        AlertCondition typo = AlertCondition.any(new AlertField("alertid")).is(AlertCondition.Operator.NOT_EQUAL, "x");

        assertThatThrownBy(() -> new Inhibition(HIGH, typo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'target' of an inhibition names 'alertid', which is not kept of alerts;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serverity", "annotations.title", "label.team"})
    void condition_onWhatIsNotKeptOfAlerts_isRefused(String field) {
        AlertCondition condition = AlertCondition.and(
                HIGH, AlertCondition.any(new AlertField(field)).is(AlertCondition.Operator.NOT_EQUAL, "x"));

        assertThatThrownBy(() -> Silence.continuous("move", condition, "moves", "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'condition' of silence 'move' names '" + field + "', which is not kept of alerts; name one of"
                                + " severity, status, alert_id, alert_name, aliuid, region, project, fire_results_count, or"
                                + " labels.<name>");
    }

    @Test
    void text_thatIsMissingOrOfSeveralLines_isRefused() {
        assertThatThrownBy(() -> Silence.continuous("Move", HIGH, "moves", "anna"))
                .hasMessageContaining("silence id must be 2 to 64 lower-case letters");
        assertThatThrownBy(() -> Silence.continuous("move", HIGH, " ", "anna"))
                .hasMessage("'reason' of silence 'move' must not be blank");
        assertThatThrownBy(() -> Silence.continuous("move", HIGH, "moves", "a\nb"))
                .hasMessageContaining("'author' of silence 'move' must be one line");
        assertThatThrownBy(() -> new Silence("move", HIGH, "moves", "anna", NOON, NOON))
                .hasMessage("'until' of silence 'move' must be after 'from', which is 2026-11-23T12:00:00Z, but is"
                        + " 2026-11-23T12:00:00Z");
    }
}
