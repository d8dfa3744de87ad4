package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentLimitTest {

    /** <a href="https://help.aliyun.com/document_detail/207711.htm">Limits of alerting</a>, in bytes where it says KB. */
    @ParameterizedTest
    @CsvSource({
        "sms, 256, 512",
        "voice, 256, 512",
        "email, 4096, 8192",
        "dingtalk, 4096, 8192",
        "wechat, 2048, 4096",
        "lark, 4096, 8192",
        "slack, 4096, 8192",
        "webhook, 8192, 16384",
        "message_center, 4096, 8192",
        "event_bridge, 8192, 16384",
        "fc, 8192, 16384",
    })
    void of_channel_isTheDocumentedLimit(String channel, int letters, int bytes) {
        // Two bytes each.
        Message fits = text("ж".repeat(letters));
        Message tooLong = text("ж".repeat(letters + 1));
        ContentLimit limit = ContentLimit.of(new Channel(channel));

        assertThat(limit.cut(fits)).isSameAs(fits);
        assertThat(limit.cut(tooLong).content()).endsWith("ж…").hasSizeLessThan(letters);
        assertThat(fits.content().getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
    }

    @Test
    void of_channelThatSlsDoesNotHave_isRefusedNamingThoseItHas() {
        assertThatThrownBy(() -> ContentLimit.of(new Channel("teams")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "channel must be one that SLS has, sms, voice, email, dingtalk, wechat, lark, slack, webhook, "
                                + "message_center, event_bridge, fc, but is teams; for another give the limit with characters(..) or bytes(..)");
    }

    @Test
    void charactersAndBytes_lessThan50_areRefused() {
        assertThatThrownBy(() -> ContentLimit.bytes(49)).hasMessage("bytes must be 50 or more, but is 49");
        assertThatThrownBy(() -> ContentLimit.characters(0)).hasMessage("characters must be 50 or more, but is 0");
    }

    @Test
    void cut_tooLong_saysHowMuchIsLeftOutWithinTheLimit() {
        Message message = new Message("s", "x".repeat(300), ContentFormat.TEXT, List.of("Rows are missing."));

        Message cut = ContentLimit.of(Channel.SMS).cut(message);

        // 256 without "Rows are missing." (17), the notice (44), a line break after each, and the ellipsis: 192.
        assertThat(cut.content()).isEqualTo("x".repeat(192) + "…");
        assertThat(cut.notices()).containsExactly("Rows are missing.", "The last 108 of 300 characters are left out.");
        assertThat(cut.subject()).isEqualTo("s");
    }

    @Test
    void cut_noticesThatFillTheLimit_leaveHalfOfItToTheContent() {
        Message message =
                new Message("s", "x".repeat(300), ContentFormat.TEXT, List.of("n".repeat(100), "m".repeat(100)));

        Message cut = ContentLimit.of(Channel.SMS).cut(message);

        assertThat(cut.content()).isEqualTo("x".repeat(127) + "…");
        assertThat(cut.notices()).hasSize(3);
    }

    @Test
    void cut_characters_countOneForAnyLetter() {
        Message message = text("😀".repeat(256));

        assertThat(ContentLimit.of(Channel.SMS).cut(message)).isSameAs(message);
    }

    @Test
    void cut_html_closesWhatIsOpen() {
        Message message = new Message("s", "<p>" + "x".repeat(5_000) + "</p>", ContentFormat.HTML, List.of());

        Message cut = ContentLimit.of(Channel.WECHAT).cut(message);

        assertThat(cut.content()).startsWith("<p>x").endsWith("x…</p>");
        assertThat(cut.format()).isEqualTo(ContentFormat.HTML);
    }

    @Test
    void cut_markdownChannel_partsNoLink() {
        String link = "[b](https://example.com/" + "l".repeat(100) + ")";
        Message message = text("x".repeat(4_000) + " " + link);

        assertThat(ContentLimit.of(Channel.WECHAT).cut(message).content()).isEqualTo("x".repeat(4_000) + " …");
        assertThat(ContentLimit.bytes(4096).cut(message).content()).endsWith("l…");
    }

    private static Message text(String content) {
        return new Message("s", content, ContentFormat.TEXT, List.of());
    }
}
