package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "template, did you mean 'templates'?",
        "tempaltes, did you mean 'templates'?",
        "ID, did you mean 'id'?",
        "sql, 'or else id, rules, templates'",
        "xy, 'or else id, rules, templates'"
    })
    void meant_word_isTheNearestIfItIsNear(String word, String answer) {
        assertThat(Words.meant(word, List.of("id", "rules", "templates"), "or else"))
                .isEqualTo(answer);
    }
}
