package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contents of any pieces of mark-up, well-formed or not: what is left of them fits, begins as they do, and halves no character. {@code
 * -Dfuzz.inputs} says how many, {@code -Dfuzz.seed} which.
 */
@Tag("fuzz")
class ContentLimitFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129L);

    private static final List<String> PIECES = List.of(
            "word ",
            "*",
            "**",
            "_",
            "~",
            "`",
            "```",
            "\n```\n",
            "\n",
            "\n\n",
            "[",
            "](",
            "](x)",
            ")",
            "!",
            "<",
            "<b>",
            "</b>",
            "<font color='red'>",
            "</font>",
            "<br>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "&",
            "&amp;",
            "&#95;",
            ";",
            "\\",
            "設",
            "😀",
            "é",
            "\"",
            "'",
            ">");

    @Test
    void cut_contentOfAnyPieces_fitsAndBeginsAsItDoes() {
        System.out.println("ContentLimitFuzzTest: fuzz.seed=" + SEED + ", fuzz.inputs=" + INPUTS);
        for (int i = 0; i < INPUTS; i++) {
            Random random = new Random(SEED * 1_000_003 + i);
            ContentFormat format = random.nextBoolean() ? ContentFormat.HTML : ContentFormat.TEXT;
            boolean bytes = random.nextBoolean();
            int most = 50 + random.nextInt(200);
            ContentLimit limit = bytes ? ContentLimit.bytes(most) : ContentLimit.characters(most);
            String content = content(random);

            Message cut = limit.markdown().cut(new Message("s", content, format, List.of()));

            String what = "seed %d, input %d, %s of at most %d: %s%n-> %s"
                    .formatted(SEED, i, format, most, content, cut.content());
            int notices = cut.notices().stream()
                    .mapToInt(notice -> notice.length() + 1)
                    .sum();
            // Of a short limit a notice may take more than half, and the content has its half all the same.
            assertThat(length(cut.content(), bytes)).as(what).isLessThanOrEqualTo(Math.max(most - notices, most / 2));
            int kept = cut.content().lastIndexOf('…');
            assertThat(content)
                    .as(what)
                    .startsWith(kept < 0 ? cut.content() : cut.content().substring(0, kept));
            assertThat(cut.content().codePoints()).as(what).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
            assertThat(cut.notices()).as(what).hasSize(cut.content().equals(content) ? 0 : 1);
        }
    }

    private static int length(String text, boolean bytes) {
        return bytes ? text.getBytes(StandardCharsets.UTF_8).length : text.codePointCount(0, text.length());
    }

    private static String content(Random random) {
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(120); i > 0; i--) {
            content.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return content.toString();
    }
}
