package io.github.cspmalert.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to RE2/J, which is Go's engine in Java. */
class LinearRegexTest {

    private static final String[] PIECES = {
        "a",
        "b",
        "ab",
        "x",
        "é",
        "ß",
        ".",
        "\\d",
        "\\w",
        "\\s",
        "\\D",
        "[ab]",
        "[^a]",
        "[a-c0-9]",
        "[[:alpha:]]",
        "^",
        "$",
        "\\b",
        "\\B",
        "(",
        ")",
        "(?:",
        "(?i)",
        "(?s)",
        "(?m)",
        "|",
        "*",
        "+",
        "?",
        "*?",
        "{2}",
        "{1,3}",
        "{0,}",
        "{,",
        "}",
        "\\.",
        "\\x41",
        "\\pL",
        "\\p{Nd}",
        "[\\d_]",
        "\\A",
        "\\z",
        "\\Q*\\E",
        "\\n",
        "-",
        "]",
        "[]a]",
        "[^]a]",
        "[a\\-z]",
        "(?P<n>",
        "😀",
        "\\t"
    };
    private static final String[] TEXTS = {
        "a", "b", "A", "B", "c", "1", "9", "_", " ", "\n", ".", "é", "É", "ß", "😀", "-", "]", "x", "*", "{,", "}"
    };

    @ParameterizedTest
    @CsvSource({
        "\\w+, abc, true",
        "^a.c$, abc, true",
        "^b, abc, false",
        "b, abc, true",
        "'(?i)ABC', xabcx, true",
        "'^(ab|cd){2}$', abcd, true",
        "'^(ab|cd){2}$', abcdab, false",
        "'^x*$', '', true",
        "\\bfoo\\b, a foo b, true",
        "\\bfoo\\b, afoob, false",
        "^[^0-9]+$, ab1, false"
    })
    void test_ofASearch_isThatOfRe2(String pattern, String text, boolean found) {
        assertThat(LinearRegex.compile(pattern).test(text)).isEqualTo(found);
        assertThat(Pattern.compile(pattern).matcher(text).find()).isEqualTo(found);
    }

    @Test
    void compile_andTest_ofSeededPatterns_agreeWithRe2() {
        long seed = 20_261_129;
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 30_000; i++) {
            String pattern = some(random, PIECES, 1 + random.nextInt(7));
            Pattern theirs = theirs(pattern);
            LinearRegex ours = ours(pattern);
            assertThat(ours == null).as("seed %d: refused: %s", seed, pattern).isEqualTo(theirs == null);
            for (int j = 0; ours != null && theirs != null && j < 5; j++) {
                String text = some(random, TEXTS, random.nextInt(6));
                assertThat(ours.test(text))
                        .as("seed %d: '%s' in '%s'", seed, pattern, text)
                        .isEqualTo(theirs.matcher(text).find());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20_000);
    }

    // An engine that goes back would need 2^30 steps for the first of these.
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "(a*)*b", "^(a?){100}a{100}$", "(x+x+)+y"})
    void test_ofWhatExplodesElsewhere_ends(String pattern) {
        assertThat(LinearRegex.compile(pattern).test("a".repeat(1023) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)",
                "(?<!a)b",
                "(a)\\1",
                "[a",
                "(a",
                "a)",
                "*a",
                "a**",
                "a{1001}",
                "\\p{Nope}",
                "[b-a]",
                "\\"
            })
    void compile_ofWhatRe2DoesNotTake_saysWhere(String pattern) {
        assertThatThrownBy(() -> LinearRegex.compile(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at its character ");
    }

    @Test
    void compile_ofRepetitionsOfRepetitions_isRefusedBeforeItIsLarge() {
        assertThatThrownBy(() -> LinearRegex.compile("((a{1000}){1000}){1000}")).hasMessageContaining("too large");
    }

    private static Pattern theirs(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    private static LinearRegex ours(String pattern) {
        try {
            return LinearRegex.compile(pattern);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String some(Random random, String[] pieces, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
