package io.github.cspmalert.delivery;

import static io.github.cspmalert.delivery.DeliveryFixture.ANNA;
import static io.github.cspmalert.delivery.DeliveryFixture.BO;
import static io.github.cspmalert.delivery.DeliveryFixture.MESSAGE;
import static io.github.cspmalert.delivery.DeliveryFixture.alert;
import static io.github.cspmalert.delivery.DeliveryFixture.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAndNotificationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a\r\nb",
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "a\u009Bb",
                "a\u2028\u2029b",
                "a\t\r\n\u0007b",
                "\r\na\nb\n"
            })
    void subject_lineBreaksAndControls_becomeSpaces(String subject) {
        assertThat(new Message(subject, "", ContentFormat.TEXT, List.of()).subject())
                .isEqualTo("a b");
    }

    @Test
    void subject_anyScript_isKept() {
        String subject = "【ECS】安全組 ポート22 — 3 resources 🔒";

        assertThat(new Message(subject, "", ContentFormat.TEXT, List.of()).subject())
                .isEqualTo(subject);
    }

    @Test
    void toString_messageAndNotification_showNeitherContentNorAddress() {
        assertThat(new Message("i-secret", "i-secret", ContentFormat.HTML, List.of("i-secret")))
                .hasToString("Message[format=HTML, length=8]");
        assertThat(notification(ANNA, BO)).hasToString("Notification[key=key-1, channel=email, recipients=2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "2eef5065da51c9c0-1665399547-0", "A.b-9"})
    void key_lettersDigitsDashesAndDots_isTaken(String key) {
        assertThat(new Notification(key, Channel.EMAIL, List.of(ANNA), MESSAGE, List.of(AlertReference.to(alert())))
                        .key())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a_b", "a@b", "a\r\nX: y", "ключ", "a>b"})
    void key_anythingElse_isRefusedOnOneLine(String key) {
        assertThatThrownBy(() -> new Notification(
                        key, Channel.EMAIL, List.of(ANNA), MESSAGE, List.of(AlertReference.to(alert()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key must be ASCII letters, digits, '-' or '.', but is '")
                .message()
                .doesNotContain("\r", "\n");
    }

    @Test
    void to_nobody_isRefused() {
        assertThatThrownBy(() -> notification())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to must have at least one address");
        assertThatThrownBy(() -> notification(ANNA).to(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void alerts_none_isRefused() {
        assertThatThrownBy(() -> new Notification("k", Channel.EMAIL, List.of(ANNA), MESSAGE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alerts must name at least one alert");
    }

    @Test
    void with_olderText_standsBelowWithItsNotices() {
        Message joined = new Message("new", "rows 4", ContentFormat.TEXT, List.of("cut"))
                .with(new Message("old", "rows 1", ContentFormat.TEXT, List.of("cut", "older cut")));

        assertThat(joined)
                .isEqualTo(new Message(
                        "new",
                        "rows 4\n\n---- Earlier, and not sent until now:\n\nrows 1",
                        ContentFormat.TEXT,
                        List.of("cut", "older cut")));
    }

    @Test
    void with_textBesideHtml_isEscapedIntoIt() {
        Message html = new Message("h", "<p>1</p>", ContentFormat.HTML, List.of());
        Message text = new Message("t", "a < b & c", ContentFormat.TEXT, List.of());

        assertThat(html.with(text).content())
                .isEqualTo("<p>1</p>\n<hr>\n<p>Earlier, and not sent until now:</p>\n<pre>a &lt; b &amp; c</pre>");
        assertThat(text.with(html).content())
                .isEqualTo("<pre>a &lt; b &amp; c</pre>\n<hr>\n<p>Earlier, and not sent until now:</p>\n<p>1</p>");
        assertThat(text.with(html).format()).isEqualTo(ContentFormat.HTML);
    }

    @Test
    void with_olderThatIsTooLong_saysSo() {
        Message older = new Message("t", "x".repeat(200_000), ContentFormat.TEXT, List.of());

        assertThat(MESSAGE.with(older).content()).isEqualTo(MESSAGE.content());
        assertThat(MESSAGE.with(older).notices())
                .containsExactly("An earlier message of this alert that was not sent is left out for its length.");
    }

    @Test
    void to_others_keepsKeyMessageAndAlerts() {
        List<Address> others = new ArrayList<>(List.of(BO));
        Notification whole = notification(ANNA, BO);

        Notification rest = whole.to(others);
        others.clear();

        assertThat(rest.to()).containsExactly(BO);
        assertThat(rest.key()).isEqualTo(whole.key());
        assertThat(rest.message()).isSameAs(whole.message());
        assertThat(rest.alerts()).isEqualTo(whole.alerts());
    }

    @Test
    @SuppressWarnings("NullAway")
    void outcome_partMissing_isRefused() {
        assertThatThrownBy(() -> new Receipt.Outcome(null, Receipt.Status.RETRY, ""))
                .hasMessage("address");
        assertThatThrownBy(() -> new Receipt.Outcome(ANNA, null, "")).hasMessage("status");
        assertThatThrownBy(() -> new Receipt.Outcome(ANNA, Receipt.Status.RETRY, null))
                .hasMessage("detail");
    }

    @Test
    void template_contents_haveNamesForMessages() {
        Channel chat = new Channel("chat");
        ContentTemplate template = ContentTemplate.builder("t1")
                .content(chat, ContentFormat.TEXT, "s", "c")
                .email("subject", "<b>html</b>")
                .build();

        assertThat(template.contents().keySet()).containsExactly(chat, Channel.EMAIL);
        assertThat(template.content(Channel.EMAIL).orElseThrow().subject())
                .isEqualTo(new TemplateText("template 't1', email subject", "subject", ContentFormat.TEXT));
        assertThat(template.content(Channel.EMAIL).orElseThrow().content())
                .isEqualTo(new TemplateText(
                        "template 't1', email content",
                        "<b>html</b>",
                        ContentFormat.HTML,
                        Optional.of(Channel.EMAIL),
                        ContentLocale.EN_US));
        assertThat(template.content(new Channel("sms"))).isEmpty();
    }

    @Test
    void template_noContent_isRefused() {
        assertThatThrownBy(() -> ContentTemplate.builder("t1").build())
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessage("template 't1': it has no content; set one with email(..) or content(..)");
    }

    @Test
    void templateException_place_isEmptyIfUnknown() {
        assertThat(new TemplateException("m", 3, 7, null).line()).hasValue(3);
        assertThat(new TemplateException("m", 3, 7, null).column()).hasValue(7);
        assertThat(new TemplateException("m", 0, 0, null).line()).isEmpty();
        assertThat(new TemplateException("m", 0, 0, null).retryable()).isFalse();
    }
}
