package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** White space is what Python's {@code str.isspace} says, since Jinja2 matches it with {@code \s}. */
class TemplateSpacesTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    /** All characters of which Python 3.11 says that they are white space. */
    static Stream<String> spaces() {
        return IntStream.of(
                        0x9, 0xA, 0xB, 0xC, 0xD, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001,
                        0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F,
                        0x205F, 0x3000)
                .mapToObj(Character::toString);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void space_ofAnyKind_isWhiteSpaceEverywhere(String space) {
        String template =
                """
                {{_v_}}|{%_if_v_%}y{%_endif_%}|{%_raw_%}r{%_endraw_%}|x_{{-_'a'_-}}_z|{{_trim('_a_')_}}|{{_int('_5_')_}}\
                |{{_float('_5_')_}}|{{_split('a_b')_|_join(',')_}}|{{_wordcount('a_b')_}}|{{_timestamp('_60_')_}}"""
                        .replace("_", space);

        assertThat(renderer.render(text(template), Map.of("v", "v"))).isEqualTo("v|y|r|xaz|a|5|5.0|a,b|2|60");
    }

    @ParameterizedTest
    @CsvSource({
        "200B, U+200B",
        "FEFF, U+FEFF",
        "2060, U+2060",
        "AD, U+00AD",
        "202E, U+202E",
        "1, U+0001",
        "7F, U+007F",
        "3164, U+3164",
        "FE0F, U+FE0F",
        "E0001, U+E0001",
        "E000, U+E000",
        "D800, U+D800",
        "378, U+0378",
    })
    void character_thatNobodySees_isNamedInTheError(String hex, String name) {
        String unseen = Character.toString(Integer.parseInt(hex, 16));

        assertThatThrownBy(() -> renderer.check(text("{{ a" + unseen + " }}")))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template 't', content, line 1, column 5: '" + name + "' cannot stand in an expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "…", "“", "告", "\uD83D\uDE00"})
    void character_thatCanBeSeen_isShownWhole(String seen) {
        assertThatThrownBy(() -> renderer.check(text("{{ " + seen + " }}")))
                .hasMessageContaining("'" + seen + "' cannot stand in an expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 1\u200B }}",
                "{{ x \u00AD'y' }}",
                "{{ 'z' 'y\u200B' }}",
                "{{ format_date(1, fmt='%\u200B') }}"
            })
    void message_aboutAnythingElse_namesItToo(String template) {
        assertThatThrownBy(() -> renderer.render(text(template), Map.of())).hasMessageFindingMatch("U\\+(200B|00AD)");
    }
}
