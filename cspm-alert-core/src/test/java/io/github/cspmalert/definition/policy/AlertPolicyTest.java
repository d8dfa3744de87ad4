package io.github.cspmalert.definition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {

    @Test
    void build_onlyWhatIsRequired_hasTheDefaultsOfSls() {
        AlertPolicy policy = AlertPolicy.builder("p1").actionPolicy("a1").build();

        assertThat(policy.parent()).isEmpty();
        assertThat(policy.mergeBy()).containsExactly(MergeField.PROJECT, MergeField.ALERT_ID);
        assertThat(policy.mergeByAllLabels()).isTrue();
        assertThat(policy.groupWait()).isEqualTo(Duration.ofSeconds(15));
        assertThat(policy.groupInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.repeatInterval()).isEqualTo(Duration.ofHours(4));
        assertThat(policy).hasToString("AlertPolicy[p1]");
    }

    @Test
    void build_nothingAsItMustBe_tellsAllTogether() {
        AlertConfigurationException thrown = catchThrowableOfType(
                AlertConfigurationException.class,
                () -> AlertPolicy.builder("p1").mergeByLabels("team").build());

        assertThat(thrown.problems())
                .containsExactly(
                        "actionPolicy is missing; name who is told with actionPolicy(..)",
                        "mergeByLabels is [team] although all labels count; set mergeByAllLabels(false)");
    }

    @Test
    void setters_badArguments_nameTheField() {
        AlertPolicy.Builder policy = AlertPolicy.builder("p1");

        assertThatThrownBy(() -> policy.mergeBy(MergeField.SEVERITY, MergeField.SEVERITY))
                .hasMessage("mergeBy must name each once, but is [SEVERITY, SEVERITY]");
        assertThatThrownBy(() -> policy.mergeByLabels("a", "a")).hasMessageStartingWith("mergeByLabels must name each");
        assertThatThrownBy(() -> policy.mergeByLabels("app-name")).hasMessageContaining("'labels.app-name' must be");
        assertThatThrownBy(() -> policy.groupWait(Duration.ofMillis(1500)))
                .hasMessage("groupWait must be whole seconds, but is PT1.5S");
        assertThatThrownBy(() -> policy.groupInterval(Duration.ZERO))
                .hasMessage("groupInterval must be positive, but is PT0S");
        assertThatThrownBy(() -> policy.repeatInterval(Duration.ofDays(3651)))
                .hasMessageStartingWith("repeatInterval must be at most 3650 days");
        assertThatThrownBy(() -> policy.parent("")).hasMessageStartingWith("parent must be 1 to 127 letters");
    }

    @Test
    void escalation_times_arePositiveWholeSeconds() {
        assertThat(Escalation.after(null, Duration.ofMinutes(10), null).inProgress())
                .contains(Duration.ofMinutes(10));
        assertThat(Escalation.after(null, null, null)).isEqualTo(Escalation.NONE);
        assertThatThrownBy(() -> Escalation.after(Duration.ZERO, null, null))
                .hasMessage("unconfirmed must be positive, but is PT0S");
        assertThatThrownBy(() -> Escalation.after(null, Duration.ofNanos(1), null))
                .hasMessageStartingWith("inProgress must be whole seconds");
        assertThatThrownBy(
                        () -> new Escalation(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(-1))))
                .hasMessage("unresolved must be positive, but is PT-1S");
    }
}
