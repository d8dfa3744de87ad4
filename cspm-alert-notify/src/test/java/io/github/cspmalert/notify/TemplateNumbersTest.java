package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as Python has them. The expected values are what Python 3.11 prints for the same expression. */
class TemplateNumbersTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    float(rate) < 0.5           ~ false
                    float(rate) <= 0.5          ~ false
                    float(rate) > 0.5           ~ false
                    float(rate) >= 0.5          ~ false
                    float(rate) == float(rate)  ~ false
                    float(rate) != float(rate)  ~ true
                    not float(rate)             ~ false
                    float('inf') > 1            ~ true
                    float('inf') == float('inf') ~ true
                    float('-inf') < -9999999999 ~ true
                    float('nan') in [1, 2]      ~ false
                    -0.0 == 0.0                 ~ true
                    """)
    void comparison_withNanOrInfinity_isPythons(String expression, String expected) {
        assertThat(render(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    float('nan')       ~ nan
                    float('NaN')       ~ nan
                    float('-nan')      ~ nan
                    float('inf')       ~ inf
                    float('+Inf')      ~ inf
                    float('Infinity')  ~ inf
                    float('-INFINITY') ~ -inf
                    float(' nan ')     ~ nan
                    float('infinit')   ~ 0.0
                    float('nano')      ~ 0.0
                    float('+-inf')     ~ 0.0
                    int('nan', default=7) ~ 7
                    int('inf', default=7) ~ 7
                    int(float('nan'))  ~ 0
                    abs(float('-inf')) ~ inf
                    -float('inf')      ~ -inf
                    -0.0               ~ -0.0
                    round(float('nan'), 1) ~ nan
                    to_json([float('nan'), float('inf'), float('-inf')]) ~ [NaN, Infinity, -Infinity]
                    parse_json('[NaN, Infinity, -Infinity]')[2] ~ -inf
                    sum([float('inf'), 1]) ~ inf
                    """)
    void value_thatIsNoOrdinaryNumber_isReadAndWrittenAsPythonDoes(String expression, String expected) {
        assertThat(render(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    min([float('nan'), 1])        ~ nan
                    min([1, float('nan')])        ~ 1
                    max([1, float('nan')])        ~ 1
                    max([1, float('inf')])        ~ inf
                    sort([3, float('nan'), 1])    ~ [3, NaN, 1]
                    sort([float('nan'), 2, 1])    ~ [NaN, 1, 2]
                    sort([2, float('inf'), float('-inf'), 1]) ~ [-Infinity, 1, 2, Infinity]
                    sort([float('nan'), 2, 1], reverse=True) ~ [NaN, 2, 1]
                    sort([9007199254740993, 9007199254740992.0, 9007199254740992]) ~ [9007199254740992.0, 9007199254740992, 9007199254740993]
                    9007199254740993 == 9007199254740992.0 ~ false
                    9007199254740993 > 9007199254740992.0  ~ true
                    """)
    void order_ofMixedNumbers_isPythons(String expression, String expected) {
        assertThat(render(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    float('inf') // 1  ~ nan
                    -1.0 // float('inf') ~ -1.0
                    5 // float('inf')  ~ 0.0
                    1 % float('inf')   ~ 1.0
                    -1 % float('inf')  ~ inf
                    float('inf') % 2   ~ nan
                    -7.5 // 2          ~ -4.0
                    -7.5 % 2           ~ 0.5
                    7.5 % -2           ~ -0.5
                    4.0 // -0.5        ~ -8.0
                    -0.0 // 1          ~ -0.0
                    float('inf') - float('inf') ~ nan
                    float('inf') * 0   ~ nan
                    """)
    void arithmetic_withInfinity_isPythons(String expression, String expected) {
        assertThat(render(expression)).isEqualTo(expected);
    }

    /** Java's sort refuses an order that contradicts itself, once it has something to merge. */
    @Test
    void sort_ofManyNumbersNearTheLimitOfFloats_neverFails() {
        String mixed = "9007199254740993, 9007199254740992.0, 9007199254740992, float('nan'), 9007199254740994.0, ";

        String sorted = render("sort([" + mixed.repeat(40) + "1])");

        assertThat(sorted)
                .startsWith("[1, 9007199254740992.0, 9007199254740992, 9007199254740992.0")
                .endsWith("NaN]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abs(-9223372036854775807 - 1)", "(-9223372036854775807 - 1) // -1"})
    void result_thatNoWholeNumberHolds_isRefused(String expression) {
        assertThatThrownBy(() -> render(expression))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void condition_onARateThatIsNan_isNotMet() {
        assertThat(renderer.render(
                        text("{% if float(r.rate) < 0.5 %}LOW{% endif %}"), Map.of("r", Map.of("rate", "NaN"))))
                .isEmpty();
    }

    private String render(String expression) {
        return renderer.render(text("{{ " + expression + " }}"), Map.of("rate", "NaN"));
    }
}
