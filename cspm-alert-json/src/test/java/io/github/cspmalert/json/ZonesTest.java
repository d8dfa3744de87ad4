package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {

    @ParameterizedTest
    @CsvSource({"+08:00, +08:00", "+0800, +08:00", "-3, -03:00", "Z, Z", "Europe/Berlin, Europe/Berlin"})
    void read_offsetOrZone_isTaken(String text, String id) {
        assertThat(Zones.read(text).getId()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "Europe/Berln, ; did you mean 'Europe/Berlin'?",
                "europe/berlin, ; did you mean 'Europe/Berlin'?",
                "Berlin, ; did you mean 'Europe/Berlin'?",
                "new york, ; did you mean 'America/New_York'?",
                "Asia/Peking, ''",
                // India's time and Ireland's, China's and Chicago's: nothing is guessed
                "IST, ''",
                "CST, ''",
                "Nowhere, ''",
                "'', ''",
            })
    void read_noZone_isRefusedAskingForTheNearest(String text, String question) {
        assertThatThrownBy(() -> Zones.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "must be an offset from UTC such as +08:00, or a zone such as Europe/Berlin, but is '%s'%s",
                        text, question);
    }
}
