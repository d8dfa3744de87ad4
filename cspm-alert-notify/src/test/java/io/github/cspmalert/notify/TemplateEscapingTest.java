package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateEscapingTest {

    private static final String ALL_FIVE = "<a href=\"x\">'&'</a>";
    private static final String ESCAPED = "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;";

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    v
                    v | escape_html
                    escape_html(v)
                    v | escape_html | escape_html
                    string(escape_html(v))
                    trim(escape_html(v))
                    escape_html(v) + ''
                    '' + escape_html(v)
                    first([escape_html(v)])
                    [v] | join(',')
                    join([escape_html(v)], ',')
                    m.k
                    '' or v
                    parse_json(to_json(v))
                    url_decoding(url_encoding(v))
                    base64_decoding(base64_encoding(v))
                    replace(v, 'zzz', '')
                    """)
    void value_putOutInHtml_isEscapedOnce(String expression) {
        assertThat(renderer.render(html("{{ " + expression + " }}"), Map.of("v", ALL_FIVE, "m", Map.of("k", ALL_FIVE))))
                .isEqualTo(ESCAPED);
    }

    @Test
    void escapeHtml_inText_escapesAndNothingElseDoes() {
        assertThat(renderer.render(text("{{ v }} {{ v | escape_html }}"), Map.of("v", ALL_FIVE)))
                .isEqualTo(ALL_FIVE + " " + ESCAPED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    to_list([1]) + v            ~ <ul><li>1</li></ul>&lt;
                    v + to_list([v])            ~ &lt;<ul><li>&lt;</li></ul>
                    join([to_list([1]), v], v)  ~ <ul><li>1</li></ul>&lt;&lt;
                    join([v, v], to_list([]))   ~ &lt;<ul></ul>&lt;
                    '<br>'                      ~ &lt;br&gt;
                    escape_html(v) + '<br>'     ~ &lt;&lt;br&gt;
                    upper(escape_html(v))       ~ &amp;LT;
                    truncate(escape_html(v), 2) ~ &amp;l
                    replace(escape_html(v), '&lt;', '<') ~ &lt;
                    removeprefix(to_list([v]), '<ul><li>&lt;') ~ &lt;/li&gt;&lt;/ul&gt;
                    split(to_list([v]), 'z')[0] ~ &lt;ul&gt;&lt;li&gt;&amp;lt;&lt;/li&gt;&lt;/ul&gt;
                    url_decoding(to_list([]))   ~ &lt;ul&gt;&lt;/ul&gt;
                    {'k': to_list([])}          ~ {&quot;k&quot;: &quot;&lt;ul&gt;&lt;/ul&gt;&quot;}
                    list(to_list([])) | join    ~ &lt;ul&gt;&lt;/ul&gt;
                    """)
    void markUp_joinedWithText_isKeptAndTheTextEscaped(String expression, String expected) {
        assertThat(renderer.render(html("{{ " + expression + " }}"), Map.of("v", "<")))
                .isEqualTo(expected);
    }

    @Test
    void value_thatLooksLikeATemplate_isNotRenderedAgain() {
        String template = "{{ 1 + 1 }}{% if 1 %}x{% endif %}{# c #}${alert_name}";

        assertThat(renderer.render(text("{{ v }}|${v}"), Map.of("v", template, "alert", Map.of("v", template))))
                .isEqualTo(template + "|" + template);
    }

    @Test
    void expressions_atRandom_neverLetAMarkFromAValueThrough() {
        long seed = 20_240_611L;
        Random random = new Random(seed);
        Map<String, ?> variables = Map.of("v", "<'\">&", "list", List.of("<", ">'\"&"), "map", Map.of("<k>", "<'\">"));
        for (int i = 0; i < 5_000; i++) {
            String expression = expression(random, 4);
            String rendered = renderer.render(html("{{ " + expression + " }}"), variables);

            assertThat(rendered.replaceAll("</?(ul|li|blockquote)>", ""))
                    .as("seed %d, expression %s", seed, expression)
                    .doesNotContainPattern("[<>'\"]|&(?!(amp|lt|gt|quot|#\\d+);)");
        }
    }

    private static String expression(Random random, int depth) {
        String inner = depth == 0 ? "v" : expression(random, depth - 1);
        String other = depth == 0 ? "v" : expression(random, depth - 1);
        return switch (random.nextInt(20)) {
            case 0 -> "v";
            case 1 -> "join(list, " + inner + ")";
            case 2 -> "to_list(map)";
            case 3 -> "to_list([" + inner + ", " + other + "])";
            case 4 -> "blockquote(" + inner + ")";
            case 5 -> "(" + inner + " | escape_html)";
            case 6 -> "escape_markdown(" + inner + ")";
            case 7 -> "(" + inner + " + " + other + ")";
            case 8 -> "string(" + inner + ")";
            case 9 -> "trim(" + inner + ")";
            case 10 -> "join([" + inner + ", " + other + "], " + inner + ")";
            case 11 -> "replace(" + inner + ", '&', " + other + ")";
            case 12 -> "truncate(" + inner + ", 7, end=" + other + ")";
            case 13 -> "to_json([" + inner + "])";
            case 14 -> "url_decoding(" + inner + ")";
            case 15 -> "upper(" + inner + ")";
            case 16 -> "join(list(" + inner + "), '')";
            case 17 -> "indent(" + inner + ")";
            case 18 -> "format_status(" + inner + ")";
            default -> "removeprefix(" + inner + ", '<ul>')";
        };
    }
}
