package io.github.cspmalert.notify.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.notify.internal.html.SizeLimit.Cut;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeLimitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | <p>abcde</p>            | <p>abcde</p>      | 0",
                "11 | <p>abcde</p>            | <p>a…</p>         | 8",
                "11 | <p>&lt;b</p>            | <p>…</p>          | 9",
                "22 | <p>1234567890&#x4e00;x</p> | <p>1234567890…</p> | 13",
                "30 | <ul><li>aaaa</li><li>bbbbb</li></ul> | <ul><li>aaaa</li>…</ul> | 19",
                "34 | <ul><li>aaaa</li><li>bbbbb</li></ul> | <ul><li>aaaa</li><li>…</li></ul> | 15",
                "20 | <p>a<img src=\"xxxxxxxxxxxxxxxxxxxxxx\">b</p> | <p>a…</p> | 39",
                "12 | <p>a<br>bbbbbbbb</p>    | <p>a…</p>         | 16",
                "14 | <p>設定設定</p>           | <p>設…</p>         | 7",
                "13 | <p>設定設定</p>           | <p>設…</p>         | 7",
                "14 | <p>a😀b😀c😀</p>           | <p>a…</p>         | 12",
            })
    void apply_html_isCutWhereNothingBreaks(int bytes, String html, String expected, int omitted) {
        assertThat(SizeLimit.html(html, Measure.BYTES, bytes)).isEqualTo(new Cut(expected, omitted));
    }

    @Test
    void apply_openListItemsWithoutEndTags_areClosedOnce() {
        Cut cut = SizeLimit.html("<ul>" + "<li>item".repeat(1_000) + "</ul>", Measure.BYTES, 100);

        assertThat(cut.content()).startsWith("<ul><li>item<li>item").endsWith("…</li></ul>");
        assertThat(cut.content().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void apply_text_isCutBetweenCharacters() {
        assertThat(SizeLimit.text("ab😀cd", Measure.BYTES, 8)).isEqualTo(new Cut("ab😀cd", 0));
        assertThat(SizeLimit.text("ab😀cdx", Measure.BYTES, 8)).isEqualTo(new Cut("ab…", 5));
        assertThat(SizeLimit.text("&lt;&lt;", Measure.BYTES, 5)).isEqualTo(new Cut("&l…", 6));
    }

    @Test
    void apply_anyWellFormedHtml_staysWellFormedAndFits() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder html = new StringBuilder();
            element(random, 4, html);
            int bytes = 40 + random.nextInt(200);

            Cut cut = SizeLimit.html(html.toString(), Measure.BYTES, bytes);

            String what = "seed %d, %d bytes, %s -> %s".formatted(seed, bytes, html, cut.content());
            assertThat(cut.content().getBytes(StandardCharsets.UTF_8).length)
                    .as(what)
                    .isLessThanOrEqualTo(bytes);
            assertThat(isWellFormed(cut.content())).as(what).isTrue();
            assertThat(html.toString()).as(what).startsWith(kept(cut, html.length()));
        }
    }

    private static String kept(Cut cut, int length) {
        return cut.omitted() == 0 ? cut.content() : cut.content().substring(0, length - cut.omitted());
    }

    private static void element(Random random, int depth, StringBuilder html) {
        String name = new String[] {"section", "ul", "b", "table", "div"}[random.nextInt(5)];
        html.append('<').append(name).append(random.nextBoolean() ? " title=\"a > b\">" : ">");
        for (int i = random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(depth > 0 ? 4 : 3)) {
                case 0 -> html.append("text 設定 ");
                case 1 -> html.append("&amp;&#x1F600;&lt;");
                case 2 -> html.append("😀<br>");
                default -> element(random, depth - 1, html);
            }
        }
        html.append("</").append(name).append('>');
    }

    /** Takes away innermost elements, line breaks, references and text until nothing is left that has markup in it. */
    private static boolean isWellFormed(String html) {
        String rest =
                html.replace("<br>", "").replaceAll("&(amp|lt|#x1F600);", "").replace("title=\"a > b\"", "");
        Pattern innermost = Pattern.compile("<([a-z]+) ?>[^<>]*</\\1>");
        for (Matcher m = innermost.matcher(rest); m.find(); m = innermost.matcher(rest)) {
            rest = m.replaceFirst("");
        }
        boolean wholeCharacters = rest.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        return wholeCharacters && !rest.matches("(?s).*[<>&].*");
    }
}
