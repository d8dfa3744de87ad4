package io.github.cspmalert.json;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.PhoneNumber;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is told: users, user groups and webhooks. */
final class RecipientForms {

    private static final Form<PhoneNumber> PHONE = ObjectForm.<PhoneNumber>record(
                    "phone", null, values -> new PhoneNumber(values.get("countryCode"), values.get("number")))
            .required("countryCode", Forms.TEXT, PhoneNumber::countryCode)
            .required("number", Forms.TEXT, PhoneNumber::number);

    static final Form<User> USER = ObjectForm.built(
                    "user",
                    User.builder("usual").build(),
                    "id",
                    values -> User.builder(values.get("id")),
                    User.Builder::build)
            .required("id", Forms.TEXT, User::id)
            .optional("name", Forms.TEXT, User::name, User.Builder::name)
            .placed("addresses", Forms.map(Forms.TEXTS), RecipientForms::addresses, RecipientForms::add)
            .ifPresent("phone", PHONE, User::phone, (user, phone) -> user.phone(phone.countryCode(), phone.number()))
            .optional("enabled", Forms.FLAG, User::enabled, User.Builder::enabled)
            .optional("smsEnabled", Forms.FLAG, User::smsEnabled, User.Builder::smsEnabled)
            .optional("voiceEnabled", Forms.FLAG, User::voiceEnabled, User.Builder::voiceEnabled);

    static final Form<UserGroup> GROUP = ObjectForm.record(
                    "userGroup",
                    UserGroup.of("usual"),
                    values -> new UserGroup(
                            values.get("id"), values.get("name"), values.get("enabled"), values.get("members")))
            .required("id", Forms.TEXT, UserGroup::id)
            .optional("name", Forms.TEXT, UserGroup::name)
            .optional("enabled", Forms.FLAG, UserGroup::enabled)
            .optional("members", Forms.TEXTS, UserGroup::members);

    static final Form<Webhook> WEBHOOK = ObjectForm.built(
                    "webhook",
                    Webhook.builder("usual", WebhookType.CUSTOM, "https://example.com/")
                            .build(),
                    "url",
                    values -> Webhook.builder(
                            values.get("id"),
                            values.get("type"),
                            values.<Secret>get("url").reveal()),
                    Webhook.Builder::build)
            .required("id", Forms.TEXT, Webhook::id)
            .optional("name", Forms.TEXT, Webhook::name, Webhook.Builder::name)
            .required("type", Forms.words(WebhookType.class), Webhook::type)
            .required("url", Forms.SECRET, Webhook::url)
            .optional("method", Forms.TEXT, Webhook::method, Webhook.Builder::method)
            .entries(
                    "headers",
                    Forms.SECRET,
                    webhook -> Forms.sorted(webhook.headers()),
                    (webhook, header, value) -> webhook.addHeader(header, value.reveal()))
            .ifPresent(
                    "signingSecret",
                    Forms.SECRET,
                    Webhook::signingSecret,
                    (webhook, secret) -> webhook.signingSecret(secret.reveal()));

    private RecipientForms() {}

    private static Map<String, List<String>> addresses(User user) {
        Map<String, List<String>> addresses = new TreeMap<>();
        user.channels()
                .forEach(channel -> addresses.put(
                        channel.id(),
                        user.addresses(channel).stream().map(Address::value).toList()));
        return addresses;
    }

    private static void add(User.Builder user, Map<String, List<String>> addresses, Node node) {
        node.fields().forEach((name, each) -> {
            Channel channel = each.make(() -> new Channel(name));
            each.items().forEach(address -> address.run(() -> user.addAddress(channel, address.text())));
        });
    }
}
