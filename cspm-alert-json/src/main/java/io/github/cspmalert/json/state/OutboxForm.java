package io.github.cspmalert.json.state;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.state.OutboxItem;
import java.util.Map;

/** The form of an item of the outbox. In version 1 none waited for a period, and before version 3 no alert had fields. */
final class OutboxForm {

    private static final int VERSION = 3;

    private OutboxForm() {}

    static String write(OutboxItem item) {
        Notification notification = item.notification();
        return Documents.write(VERSION, document -> document.put("key", notification.key())
                .put("channel", notification.channel().id())
                .put("enqueuedAt", item.enqueuedAt())
                .put("failures", item.failures())
                .put("nextAttempt", item.nextAttempt())
                .put("opens", item.opens())
                .objects("to", notification.to(), OutboxForm::write)
                .object("message", message -> write(notification.message(), message))
                .objects("alerts", notification.alerts(), OutboxForm::write));
    }

    static OutboxItem read(String document) {
        return Documents.read(
                "an item of the outbox",
                VERSION,
                document,
                fields -> new OutboxItem(
                        notification(fields),
                        fields.instant("enqueuedAt"),
                        fields.integer("failures"),
                        fields.instant("nextAttempt"),
                        fields.version() == 1 ? null : fields.instantOrNull("opens")));
    }

    static void write(Address address, FieldsWriter fields) {
        fields.put("recipient", address.recipientId())
                .put("name", address.name())
                .put("address", address.value());
    }

    static void write(Message message, FieldsWriter fields) {
        fields.put("subject", message.subject())
                .put("content", message.content())
                .put("format", message.format())
                .texts("notices", message.notices());
    }

    static void write(AlertReference alert, FieldsWriter fields) {
        fields.put("rule", alert.ruleId())
                .put("fingerprint", alert.fingerprint())
                .put("status", alert.status())
                .put("alertTime", alert.alertTime())
                .put("fireTime", alert.fireTime())
                .textsByName("fields", alert.fields());
    }

    private static Notification notification(Fields fields) {
        return new Notification(
                fields.text("key"),
                new Channel(fields.text("channel")),
                fields.objects("to", OutboxForm::address),
                fields.object("message", OutboxForm::message),
                fields.objects("alerts", each -> alert(each, fields.version())));
    }

    static Address address(Fields fields) {
        return new Address(fields.text("recipient"), fields.text("name"), fields.text("address"));
    }

    static Message message(Fields fields) {
        return new Message(
                fields.text("subject"),
                fields.text("content"),
                fields.word("format", ContentFormat.class),
                fields.texts("notices"));
    }

    static AlertReference alert(Fields fields) {
        return alert(fields, VERSION);
    }

    private static AlertReference alert(Fields fields, int version) {
        return new AlertReference(
                fields.text("rule"),
                fields.text("fingerprint"),
                fields.word("status", AlertStatus.class),
                fields.instant("alertTime"),
                fields.instant("fireTime"),
                version < 3 ? Map.of() : fields.textsByName("fields"));
    }
}
