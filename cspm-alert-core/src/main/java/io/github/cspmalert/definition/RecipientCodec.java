package io.github.cspmalert.definition;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.PhoneNumber;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is told, as JSON: users, user groups and webhooks. */
final class RecipientCodec {

    private RecipientCodec() {}

    static ObjectWriter write(User user) {
        Map<String, Object> addresses = new LinkedHashMap<>();
        user.channels().forEach(channel -> addresses.put(channel.id(), addresses(user, channel)));
        return new ObjectWriter()
                .with("id", user.id())
                .unless("", "name", user.name())
                .with("addresses", ObjectWriter.sorted(addresses))
                .with("phone", user.phone().map(RecipientCodec::write))
                .unless(true, "enabled", user.enabled())
                .unless(true, "smsEnabled", user.smsEnabled())
                .unless(true, "voiceEnabled", user.voiceEnabled());
    }

    private static List<String> addresses(User user, Channel channel) {
        return user.addresses(channel).stream().map(Address::value).toList();
    }

    private static Map<String, Object> write(PhoneNumber phone) {
        return new ObjectWriter()
                .with("countryCode", phone.countryCode())
                .with("number", phone.number())
                .toMap();
    }

    static User readUser(ObjectReader json) {
        User.Builder user = json.required("id", User::builder);
        json.text("name", user::name)
                .flag("enabled", user::enabled)
                .flag("smsEnabled", user::smsEnabled)
                .flag("voiceEnabled", user::voiceEnabled);
        json.object("addresses", addresses -> {
            for (String name : addresses.names()) {
                Channel channel = addresses.at(name, () -> new Channel(name));
                addresses.eachText(name, address -> user.addAddress(channel, address));
            }
            return user;
        });
        json.object("phone", phone -> {
            String countryCode = phone.required("countryCode");
            String number = phone.required("number");
            return phone.finish(() -> user.phone(countryCode, number));
        });
        return json.finish(user::build);
    }

    static ObjectWriter write(UserGroup group) {
        return new ObjectWriter()
                .with("id", group.id())
                .unless("", "name", group.name())
                .unless(true, "enabled", group.enabled())
                .with("members", group.members());
    }

    static UserGroup readGroup(ObjectReader json) {
        String id = json.required("id");
        String name = json.text("name", "");
        boolean enabled = json.flag("enabled", true);
        List<String> members = json.texts("members");
        return json.finish(() -> new UserGroup(id, name, enabled, members));
    }

    static ObjectWriter write(Webhook webhook) {
        return new ObjectWriter()
                .with("id", webhook.id())
                .unless("", "name", webhook.name())
                .with("type", webhook.type())
                .with("url", webhook.url())
                .unless("POST", "method", webhook.method())
                .with("headers", ObjectWriter.sorted(webhook.headers()))
                .with("signingSecret", webhook.signingSecret());
    }

    static Webhook readWebhook(ObjectReader json) {
        String id = json.required("id");
        WebhookType type = json.required("type", JsonValues.constant(WebhookType.class));
        Webhook.Builder webhook = json.required("url", url -> Webhook.builder(id, type, url));
        json.text("name", webhook::name)
                .text("method", webhook::method)
                .textMap("headers", webhook::addHeader)
                .text("signingSecret", webhook::signingSecret);
        return json.finish(webhook::build);
    }
}
