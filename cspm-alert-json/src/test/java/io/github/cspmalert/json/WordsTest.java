package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "rules, rules, 0",
        "RULES, rules, 0",
        "rule, rules, 1",
        "ruels, rules, 1",
        "rulez, rules, 1",
        "xrules, rules, 1",
        "kitten, sitting, 3",
        "'', abc, 3",
        "abc, '', 3"
    })
    void distance_words_isTheNumberOfSlips(String from, String to, int slips) {
        assertThat(Words.distance(from, to)).isEqualTo(slips);
    }

    @Test
    @Timeout(5)
    void distance_longNameThatGrowsInLowerCase_isFarAndFound() {
        assertThat(Words.distance("\u0130".repeat(400_000), "rules")).isGreaterThan(5);
    }

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
