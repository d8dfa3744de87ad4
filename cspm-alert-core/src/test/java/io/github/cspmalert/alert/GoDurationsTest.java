package io.github.cspmalert.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationsTest {

    // What Go's time.Duration.String prints; "5m0s" is in a real event of SLS.
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT59S, 59s",
        "PT1M, 1m0s",
        "PT5M, 5m0s",
        "PT90S, 1m30s",
        "PT1H, 1h0m0s",
        "PT4H, 4h0m0s",
        "PT1H0M1S, 1h0m1s",
        "PT36H, 36h0m0s",
        "P30D, 720h0m0s"
    })
    void format_wholeSeconds_isGos(Duration duration, String expected) {
        assertThat(GoDurations.format(duration)).isEqualTo(expected);
    }
}
