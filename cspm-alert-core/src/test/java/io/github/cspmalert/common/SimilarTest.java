package io.github.cspmalert.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {

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
        assertThat(Similar.distance(from, to)).isEqualTo(slips);
    }

    @ParameterizedTest
    @CsvSource({
        "alertname, alert_name",
        "tojson, to_json",
        "__cuont__, __count__",
        "check_item_nam, check_item_name",
        "xyz, ''"
    })
    void to_word_isTheNearestIfItIsNear(String word, String meant) {
        assertThat(Similar.to(word, List.of("alert_name", "to_json", "__count__", "check_item_name"))
                        .orElse(""))
                .isEqualTo(meant);
    }

    // Half a million of these take lower case a minute.
    @Test
    void distance_longNameThatGrowsInLowerCase_isFar() {
        assertThat(Similar.distance("\u0130".repeat(400_000), "rules")).isGreaterThan(5);
    }

    @Test
    void to_wordsOfAnyLength_takesNoLongerThanShortOnes() {
        String text = "x".repeat(1_000_000);

        assertThat(Similar.to(text, List.of("alert"))).isEmpty();
        assertThat(Similar.to("alert", List.of(text))).isEmpty();
    }
}
