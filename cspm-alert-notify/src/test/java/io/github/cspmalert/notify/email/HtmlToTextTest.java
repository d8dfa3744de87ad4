package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlToTextTest {

    @Test
    void convert_theArticlesMail_readsWell() {
        String html =
                """
                Alert Name: CSPM <br>
                Content: Fix these &amp; tell us <br>
                Check_item_names:
                <ul>

                <li>【ECS】Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 - 3 resources</li>

                <li>【OSS】禁止 public &lt;read&gt; - 1 resources</li>

                </ul><br>
                Current Alert Time: 2026-11-23 09:00:00 <br>
                """;

        assertThat(HtmlToText.convert(html))
                .isEqualTo(
                        """
                        Alert Name: CSPM
                        Content: Fix these & tell us
                        Check_item_names:
                        - 【ECS】Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 - 3 resources
                        - 【OSS】禁止 public <read> - 1 resources

                        Current Alert Time: 2026-11-23 09:00:00""");
    }

    static Stream<Arguments> markup() {
        return Stream.of(
                arguments("plain", "plain"),
                arguments("a  \t b", "a b"),
                arguments("a<br>b<br/>c", "a\nb\nc"),
                arguments("a<br><br><br><br>b", "a\n\nb"),
                arguments("<p>a</p><p>b</p>", "a\n\nb"),
                arguments("<div>a</div><div>b</div>", "a\nb"),
                arguments("<h1>a</h1>b", "a\n\nb"),
                arguments("a<hr>b", "a\n----\nb"),
                arguments("<b>a</b><i>b</i> c", "ab c"),
                arguments("<ol><li>a<li>b</ol>c", "1. a\n2. b\n\nc"),
                arguments("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
                arguments("<ul><li>a<br>b</li></ul>", "- a\n  b"),
                arguments("<ul><li><p>a</p></li></ul>", "- a"),
                arguments("<ul><li></li><li>b</li></ul>", "- b"),
                arguments("</ul>a</li>", "a"),
                arguments("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"),
                arguments("<table><tr><td><p>a</p></td><td><div>b</div></td></tr></table>", "a | b"),
                arguments("<table><tr><td>a</td></tr><tr><td></td><td>b</td><td></td></tr></table>x", "a\n| b |\n\nx"),
                arguments("<a href=\"https://e.com/?a=1&amp;b=2\">see</a>", "see <https://e.com/?a=1&b=2>"),
                arguments("<a href='https://e.com/'>https://e.com/</a>", "https://e.com/"),
                arguments("<a class=x href=https://e.com/>see</a>.", "see <https://e.com/>."),
                arguments("<a href=\"https://e.com/\"></a>", "<https://e.com/>"),
                arguments("<a href=\"mailto:a@e.com\">a@e.com</a>", "a@e.com"),
                arguments("<a href=\"javascript:alert(1)\">see</a>", "see"),
                arguments("<a href=\"https://e.com/\nx\">see</a>", "see"),
                arguments("<a href=\"https://e.com/>x\">see</a>", "see"),
                arguments("<a>see</a></a>", "see"),
                arguments("<img alt=\"a &amp; b\" src=x>", "a & b"),
                arguments("<pre>a  b\n c</pre>", "a  b\n c"),
                arguments("<pre>\na\n\n\n\nb</pre>", "a\n\nb"),
                arguments("&lt;b&gt; &amp;amp; &quot;&#39;&#x4e00;&#128512;&nbsp;x", "<b> &amp; \"'一😀 x"),
                arguments("&unknown; & &; &#xZZ; &#99999999;", "&unknown; & &; &#xZZ; \uFFFD"),
                arguments("&#0;&#xD800;", "\uFFFD\uFFFD"),
                arguments("&#+65;&#-65;&#x+41;", "&#+65;&#-65;&#x+41;"),
                arguments("<script>a()</script><style>b{}</style><title>c</title>d", "d"),
                arguments("<!-- <p>a</p> --><!DOCTYPE html><?x?>b", "b"),
                arguments("1 < 2 <3 a<", "1 < 2 <3 a<"),
                arguments("<p title='>'>a</p>", "a"),
                arguments("<p title=\"a", ""),
                arguments("x<p title=x\">y", "x\n\ny"),
                arguments("<SCRIPT>a</Script >b", "b"));
    }

    @ParameterizedTest
    @MethodSource("markup")
    void convert_markup_becomesText(String html, String text) {
        assertThat(HtmlToText.convert(html)).isEqualTo(text);
    }

    @Test
    void convert_breaksAndBidiMarksInValues_cannotForgeALine() {
        assertThat(HtmlToText.convert("<li>a&#10;- b\u2028- c&#x2028;- d\u0085- e\u202E&#x202E;f\u001B[31m\0</li>"))
                .isEqualTo("a - b - c - d - ef [31m");
    }

    @Test
    void convert_anyGarbage_neverFailsAndNeverDoublesBlankLines() {
        String[] pieces = {
            "<ul>",
            "</ul>",
            "<ol>",
            "<li>",
            "</li>",
            "<a href='https://e.com'>",
            "</a>",
            "<td>",
            "</td>",
            "<tr>",
            "<br>",
            "<p>",
            "</p>",
            "<pre>",
            "</pre>",
            "<",
            ">",
            "&",
            "&lt;",
            ";",
            "text",
            " ",
            "\n",
            "😀",
            "\uD83D",
            "<!--",
            "-->",
            "\"",
            "'",
            "=",
            "</",
            "<script>",
            "</script",
            "<a href=\"",
            "設"
        };
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder html = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(HtmlToText.convert(html.toString()))
                    .as("seed %d: %s", seed, html)
                    .doesNotContain("\n\n\n")
                    .doesNotContain("\r");
        }
    }
}
