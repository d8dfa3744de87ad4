package io.github.cspmalert.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LettersTest {

    @Test
    void case_ofAShortText_isThatOfTheJdk() {
        assertThat(Letters.lower("İstanbul ÄÖ 安全")).isEqualTo("i̇stanbul äö 安全");
        assertThat(Letters.upper("straße")).isEqualTo("STRASSE");
    }

    // The JDK takes more than half a minute for each of them.
    @Test
    @Timeout(5)
    void case_ofManyLettersThatBecomeTwo_isLinear() {
        assertThat(Letters.lower("\u0130".repeat(400_000))).hasSize(400_000);
        assertThat(Letters.upper("\u00df".repeat(400_000))).hasSize(400_000);
    }
}
