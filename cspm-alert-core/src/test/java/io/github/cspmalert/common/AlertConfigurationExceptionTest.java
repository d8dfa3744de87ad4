package io.github.cspmalert.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlertConfigurationExceptionTest {

    @Test
    void message_oneProblem_isOneLine() {
        AlertConfigurationException exception =
                new AlertConfigurationException("rule 'r1'", List.of("query is missing"));

        assertThat(exception).hasMessage("rule 'r1': query is missing");
        assertThat(exception.problems()).containsExactly("query is missing");
        assertThat(exception.retryable()).isFalse();
    }

    @Test
    void message_severalProblems_listsThemInOrder() {
        assertThat(new AlertConfigurationException("alerting", List.of("first", "second")))
                .hasMessage("alerting: 2 problems:\n - first\n - second");
    }

    @Test
    void create_noProblem_isRefused() {
        assertThatThrownBy(() -> new AlertConfigurationException("alerting", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("problems must not be empty");
    }
}
