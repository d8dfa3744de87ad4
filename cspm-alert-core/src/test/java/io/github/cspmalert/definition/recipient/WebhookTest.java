package io.github.cspmalert.definition.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static final String URL = "https://example.com/robot?token=hush";

    @Test
    void build_onlyWhatIsRequired_hasTheDefaults() {
        Webhook webhook = Webhook.builder("bot", WebhookType.DINGTALK, URL).build();

        assertThat(webhook.name()).isEmpty();
        assertThat(webhook.method()).isEqualTo("POST");
        assertThat(webhook.headers()).isEmpty();
        assertThat(webhook.signingSecret()).isEmpty();
        assertThat(webhook.url().reveal()).isEqualTo(URL);
    }

    @Test
    void toString_everythingSet_showsNoSecret() {
        Webhook custom = Webhook.builder("w1", WebhookType.CUSTOM, URL)
                .method("put")
                .addHeader("Authorization", "Bearer hush")
                .build();
        Webhook bot = Webhook.builder("w2", WebhookType.LARK, URL)
                .signingSecret("hush")
                .build();

        assertThat(custom).hasToString("Webhook[w1]");
        assertThat(custom.method()).isEqualTo("PUT");
        assertThat(custom.headers()).containsEntry("Authorization", Secret.of("Bearer hush"));
        assertThat("" + bot + bot.url() + bot.signingSecret() + custom.headers())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hush", "ftp://hush", "https://", "https://hush x", "https://hush\n", "//hush"})
    void builder_badUrl_isRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> Webhook.builder("w1", WebhookType.CUSTOM, url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url of webhook 'w1' must begin with https:// or http://")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void setters_badArguments_areRefusedWithoutShowingSecrets() {
        Webhook.Builder webhook = Webhook.builder("w1", WebhookType.CUSTOM, URL).addHeader("X-Token", "hush");

        assertThatThrownBy(() -> webhook.addHeader("X-Token", "hush2"))
                .hasMessage("header 'X-Token' was added before; add each once");
        assertThatThrownBy(() -> webhook.addHeader("X\r\nY", "hush")).hasMessageStartingWith("header must be one line");
        assertThatThrownBy(() -> webhook.method("PATCH"))
                .hasMessage("method must be one of [GET, POST, DELETE, PUT, OPTIONS], but is 'PATCH'");
        assertThatThrownBy(() -> webhook.signingSecret(" ")).hasMessage("secret must not be blank");
    }

    @ParameterizedTest
    @EnumSource(
            value = WebhookType.class,
            names = {"WECHAT", "SLACK"})
    void build_botWithWhatItDoesNotTake_tellsAllTogether(WebhookType type) {
        Webhook.Builder webhook = Webhook.builder("w1", type, URL)
                .method("GET")
                .addHeader("X-Token", "hush")
                .signingSecret("hush");

        AlertConfigurationException thrown = catchThrowableOfType(AlertConfigurationException.class, webhook::build);

        assertThat(thrown.problems())
                .containsExactly(
                        "method is GET; bots take POST only",
                        "headers are set; only custom webhooks have headers",
                        "signingSecret is set; only bots of DingTalk and Lark have one");
        assertThat(thrown).hasMessageNotContaining("hush");
    }

    @Test
    void equals_anotherSecret_isAnotherWebhook() {
        Webhook one =
                Webhook.builder("w1", WebhookType.LARK, URL).signingSecret("a").build();
        Webhook same =
                Webhook.builder("w1", WebhookType.LARK, URL).signingSecret("a").build();
        Webhook other =
                Webhook.builder("w1", WebhookType.LARK, URL).signingSecret("b").build();

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }
}
