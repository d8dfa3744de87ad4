package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a template and its values are, it ends soon, and with a value or a {@link TemplateException}. */
@Timeout(10)
class TemplateBoundsTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    /** What Java's conversions need 30 seconds for. By Unicode's SpecialCasing.txt ß becomes SS, and İ an i with a dot above. */
    @ParameterizedTest
    @CsvSource({"upper, ß, SS", "lower, İ, i̇", "upper, ŉ, ʼN", "capitalize, İ, i̇", "upper, ﬃ, FFI"})
    void letters_thatBecomeSeveral_takeNoLongerThanOthers(String function, String letter, String several) {
        String changed = renderer.render(text("{{ x | " + function + " }}"), Map.of("x", "x" + letter.repeat(300_000)));

        // The texts are too long to be shown.
        assertThat(changed.equalsIgnoreCase("x" + several.repeat(300_000))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ΑΣ, ας", "ΑΣİ, ασi̇", "İΣ, i̇ς", "ΑΣΑ, ασα"})
    void lower_sigma_dependsOnTheLettersAroundIt(String text, String lower) {
        assertThat(renderer.render(text("{{ lower(x) }}"), Map.of("x", text))).isEqualTo(lower);
    }

    @Test
    void parseJson_ofLongKeysDeepInside_isReadInOnePass() {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 45; i++) {
            json.append("{\"").append("k".repeat(15_000)).append("\": ");
        }
        json.append("[").append("{\"a\": 1},".repeat(30_000)).append("1]").append("}".repeat(45));

        assertThat(renderer.render(text("{{ length(parse_json(x)) }}"), Map.of("x", json.toString())))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{{ length(parse_json(x)) }}                   ~ the lists grow past the limit of 100000 items",
                "{{ parse_json(x + x) }}                       ~ the text grows past the limit",
                "{{ length([parse_json(y), parse_json(y)]) }}  ~ the lists grow past the limit of 100000 items",
                "{{ length([m.items(), m.items(), m.items()]) }} ~ the lists grow past the limit of 100000 items",
                "{{ format_date(0, fmt=x) }}                   ~ fmt has more than 1000 characters",
            })
    void function_thatMakesTooMuch_isStopped(String template, String message) {
        Map<String, ?> variables = Map.of(
                "x", "[" + "[1],".repeat(150_000) + "1]",
                "y", "[[" + "1,".repeat(60_000) + "1]]",
                "m", parsed(40_000));

        assertThatThrownBy(() -> renderer.render(text(template), variables))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> parsed(int size) {
        return IntStream.range(0, size).boxed().collect(Collectors.toMap(String::valueOf, String::valueOf));
    }

    @Test
    void texts_addedTogetherAndThrownAway_areStopped() {
        assertThatThrownBy(() -> renderer.render(
                        text("{{ length([" + "big + big,".repeat(200) + "]) }}"), Map.of("big", "x".repeat(500_000))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("makes more than 50 times the limit");
    }

    @Test
    void text_ofReferencesThatAreNeverClosed_isCheckedInOnePass() {
        String open = "${".repeat(500_000);

        assertThat(renderer.render(text(open), Map.of())).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "${results[0].start_time}                                       ~ 31556889864403199",
                "{{ alert.results[0].start_time | format_date }}                ~",
                "{{ parse_date('999999999-12-31 23:59:59') | format_date(tz='Pacific/Kiritimati') }} ~",
                "{{ format_date(float('nan')) }}                                ~",
                "{{ format_date(float('inf')) }}                                ~",
                "{{ format_duration(float('nan')) }}                            ~",
                "{{ format_duration(-9223372036854775807 - 1) }}                ~ -106751991167300d15h30m8s",
            })
    void time_beyondAllCalendars_isShownAsItIsOrNotAtAll(String template, String expected) {
        Map<String, ?> variables =
                Map.of("alert", Map.of("results", List.of(Map.of("start_time", 31_556_889_864_403_199L))));

        assertThat(renderer.render(text(template), variables)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void variable_thatThrowsWhileItIsRead_isAnErrorOfTheTemplateThatDoesNotShowIt() {
        List<String> broken = new AbstractList<>() {
            @Override
            public String get(int index) {
                throw new IllegalArgumentException("s3cret");
            }

            @Override
            public int size() {
                return 3;
            }
        };

        assertThatThrownBy(() -> renderer.render(text("{{ x }}"), Map.of("x", broken)))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template 't', content: the variables cannot be read: java.lang.IllegalArgumentException");
    }

    /** SLS: an invalid reference is replaced by nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${A:-b}",
                "${}",
                "${a-b}",
                "${ x }",
                "${a b}",
                "${[0]}",
                "${a..b}",
                "${A:?err}",
                "${#a}",
                "${a[x]}"
            })
    void reference_thatIsNoPath_isEmpty(String reference) {
        assertThat(renderer.render(text("<" + reference + ">"), Map.of("alert", Map.of("x", "1"))))
                .isEqualTo("<>");
    }
}
