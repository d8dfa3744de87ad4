package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.sls.internal.Words;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks as the service keeps them. */
final class WebhookCodec {

    private WebhookCodec() {}

    /** {@return how a webhook is written} */
    static Wire encode(Webhook webhook) {
        ObjectNode json = JsonText.object()
                .put("id", webhook.id())
                .put("name", ShownNames.write(webhook.id(), webhook.name()))
                .put("type", Words.of(webhook.type()))
                .put("url", webhook.url().reveal())
                .put("method", webhook.method());
        webhook.signingSecret()
                .ifPresentOrElse(secret -> json.put("secret", secret.reveal()), () -> json.putNull("secret"));
        ArrayNode headers = json.putArray("headers");
        webhook.headers()
                .forEach((name, value) -> headers.addObject().put("key", name).put("value", value.reveal()));
        return new Wire(json, JsonText.object());
    }

    /** {@return the webhook that a value is} */
    static Decoded<Webhook> decode(JsonNode value) {
        return Reading.of(value, WebhookCodec::read);
    }

    private static @Nullable Webhook read(JsonView json) {
        WebhookType type = json.neededWord("type", WebhookType.class).orElse(null);
        String url = json.text("url");
        String id = json.text("id");
        String method = json.text("method");
        String secret = json.text("secret");
        var headers = json.keyed("headers");
        if (type == null) {
            json.ignore("name");
            return null;
        }
        Webhook.Builder webhook = Webhook.builder(id, type, url);
        ShownNames.read(json, "name", id, webhook::name);
        boolean custom = type == WebhookType.CUSTOM;
        if (!method.isEmpty() && (custom || !method.equalsIgnoreCase("POST"))) {
            Reading.attempt(json, "method", "is not known here; POST is taken", () -> method(webhook, custom, method));
        }
        if (type == WebhookType.DINGTALK || type == WebhookType.LARK) {
            Optional.of(secret).filter(text -> !text.isEmpty()).ifPresent(webhook::signingSecret);
        } else {
            json.unused("is given, but only bots of DingTalk and Lark have one", "secret");
        }
        if (custom) {
            headers.forEach((header, text) -> Reading.attempt(
                    json, "headers", "has one that is not valid", () -> webhook.addHeader(header, text)));
        } else {
            json.unused("is given, but only custom webhooks have headers", "headers");
        }
        return webhook.build();
    }

    private static void method(Webhook.Builder webhook, boolean custom, String method) {
        if (!custom) {
            throw new IllegalArgumentException("bots take POST only");
        }
        webhook.method(method);
    }
}
