package io.github.cspmalert.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.TimeRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogQueryTest {

    private static final TimeRange RANGE = new TimeRange(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2));

    @Test
    void create_withoutMaxRows_wants100AsSlsGives() {
        assertThat(new LogQuery("*", RANGE).maxRows()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_000_000})
    void create_maxRowsInBounds_isTaken(int maxRows) {
        assertThat(new LogQuery("*", RANGE, maxRows).maxRows()).isEqualTo(maxRows);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001})
    void create_maxRowsOutOfBounds_isRefused(int maxRows) {
        assertThatThrownBy(() -> new LogQuery("*", RANGE, maxRows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRows must be between 1 and 1000000, but is " + maxRows);
    }

    @Test
    @SuppressWarnings("NullAway")
    void create_blankStatementOrNoRange_isRefused() {
        assertThatThrownBy(() -> new LogQuery(" \n", RANGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statement must not be blank");
        assertThatThrownBy(() -> new LogQuery("*", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("range");
    }
}
