package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.cspmalert.notify.internal.html.Measure;
import io.github.cspmalert.notify.internal.html.SizeLimit.Cut;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownCutTest {

    /** Each is cut to 20 characters, of which the last is the ellipsis. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '"',
            value = {
                "12345678901234567890          § 12345678901234567890",
                "123456789012345678901         § 1234567890123456789…",
                "1234567890 [a](https://b) c   § 1234567890 …",
                "1234567890 ![a](https://b) c  § 1234567890 …",
                "1234567890123 [a](b) ccc      § 1234567890123 …",
                "1234567890 [a, not a link     § 1234567890 [a, not …",
                "1234567890 **bold words** c   § 1234567890 …",
                "1234567890 _a *b c* d e_ c    § 1234567890 …",
                "1234567890 3 * 4 * 5 * 6 * 7  § 1234567890 3 * 4 * …",
                "1234567890 `a * b c d` c      § 1234567890 …",
                "1234567890 ~~gone gone~~ c    § 1234567890 …",
                "1234567890123456&#95;b_c      § 1234567890123456…",
                "1234567890123456 & b c d      § 1234567890123456 & …",
                "123456789012345678\\*bc        § 123456789012345678…",
                "1234567890 <https://b|c> d    § 1234567890 …",
                "1234567890 <@user123456> d    § 1234567890 …",
                "1234567890 <b title='x'>b</b> d § 1234567890 …",
                "1234567890 <b>bold</b> or more § 1234567890 …",
                "1234567890 a < b and c > d    § 1234567890 a < b an…",
                // words that are bold from end to end are shown with their stars, and links that fill it likewise
                "**1234567890123456789**       § **12345678901234567…",
                "1234 [12345678901234567](b)   § 1234 [1234567890123…",
                // the half that has to stay
                "123456789 **bold words** cc   § 123456789 …",
                "1234567 **bold words** ccccc  § 1234567 **bold word…",
                // a block of code is closed
                "a¶```¶1234567890123¶```       § a¶```¶123456789…¶```",
                "1234567890¶```¶123456¶```¶x   § 1234567890¶```¶…¶```",
                "1234567890123¶```¶12¶```¶xx   § 1234567890123¶…",
                "a¶```¶* 1¶```¶1234567890123   § a¶```¶* 1¶```¶1…",
                "a¶```¶12345678901234567890    § a¶```¶123456789…¶```",
                "```a b``` 12 **bold words**   § ```a b``` 12 …",
            })
    void apply_markdown_isCutBeforeWhatWouldComeApart(String markdown, String expected) {
        assertThat(MarkdownCut.apply(markdown.replace('¶', '\n'), Measure.CHARACTERS, 20)
                        .content())
                .isEqualTo(expected.replace('¶', '\n'));
    }

    @Test
    void apply_anyMarkdown_isAPrefixThatFitsAndPartsNothing() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<String> pieces = pieces(random);
            String markdown = String.join("", pieces);
            Measure measure = random.nextBoolean() ? Measure.BYTES : Measure.CHARACTERS;
            int most = 200 + random.nextInt(400);

            Cut cut = MarkdownCut.apply(markdown, measure, most);

            String what = "seed %d, %d %s:%n%s%n->%n%s".formatted(seed, most, measure, markdown, cut.content());
            int kept = markdown.length() - cut.omitted();
            assertThat(
                            measure == Measure.BYTES
                                    ? cut.content().getBytes(StandardCharsets.UTF_8).length
                                    : cut.content()
                                            .codePointCount(0, cut.content().length()))
                    .as(what)
                    .isLessThanOrEqualTo(most);
            assertThat(cut.content()).as(what).startsWith(markdown.substring(0, kept));
            assertThat(cut.content().substring(kept))
                    .as(what)
                    .isIn(cut.omitted() == 0 ? List.of("") : List.of("…", "…\n```"));
            assertThat(cut.omitted() == 0 ? "" : parted(pieces, kept))
                    .as(what)
                    .isEqualTo(cut.content().endsWith("…\n```") ? "code" : "");
        }
    }

    private static final List<String> PIECES = List.of(
            "**bold words**",
            "*a*",
            "_b c_",
            "~~old~~",
            "`a[0] * 2`",
            "[name](https://example.com/a_b?c=*)",
            "&#95;",
            "&lt;",
            "<font color=\"red\">firing, *now*</font>",
            "<https://example.com|name>",
            "![x](https://example.com/x.png)",
            "\\*",
            "😀",
            "設",
            "**[name](https://example.com)**",
            "\n\n",
            "\n- ");

    /** Pieces of which each is to stay whole; and words, which may be parted. */
    private static List<String> pieces(Random random) {
        List<String> pieces = new ArrayList<>();
        int many = random.nextInt(100);
        for (int i = 0; i < many; i++) {
            pieces.add(PIECES.get(random.nextInt(PIECES.size())));
            pieces.add(" words and 設定 ");
            if (random.nextInt(20) == 0) {
                pieces.add("\n");
                pieces.add("```\n");
                pieces.add("code: a < b && c[0] * 2; ".repeat(1 + random.nextInt(20)));
                pieces.add("\n```\n");
            }
        }
        return pieces;
    }

    /** {@return the piece that is parted; nothing between pieces and for words, "code" in a block of code} */
    private static String parted(List<String> pieces, int index) {
        int start = 0;
        boolean inCode = false;
        for (String piece : pieces) {
            int end = start + piece.length();
            boolean endsCode = piece.equals("\n```\n");
            boolean words = piece.contains(" words and ") || piece.contains("code: ") || piece.matches("\n(\n|- )");
            if (index <= start || index < end && (words || endsCode && index == start + 1)) {
                return inCode ? "code" : "";
            } else if (index < end) {
                return piece;
            }
            inCode = piece.equals("```\n") || inCode && !endsCode;
            start = end;
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "]", "*", "_a ", "`", "``` ", "<", "<a", "<a>", "&", "a](", "[a](", "\\", "![", "<b>*[", "`` ` "
            })
    void apply_hostileRepetition_takesLinearTime(String piece) {
        String markdown = piece.repeat(300_000 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> MarkdownCut.apply(markdown, Measure.BYTES, 8192));
    }
}
