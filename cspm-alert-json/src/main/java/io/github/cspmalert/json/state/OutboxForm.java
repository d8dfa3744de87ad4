package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.state.OutboxItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The form of an item of the outbox. In version 1 none waited for a period, and before version 3 no alert had fields. */
final class OutboxForm {

    private static final int VERSION = 3;

    private OutboxForm() {}

    static String write(OutboxItem item) {
        Notification notification = item.notification();
        ObjectNode document = Documents.begin(VERSION)
                .put("key", notification.key())
                .put("channel", notification.channel().id())
                .put("enqueuedAt", item.enqueuedAt().toString())
                .put("failures", item.failures())
                .put("nextAttempt", item.nextAttempt().toString());
        Instant opens = item.opens();
        document.put("opens", opens == null ? null : opens.toString());
        write(notification.to(), document.putArray("to"));
        write(notification.message(), document.putObject("message"));
        ArrayNode alerts = document.putArray("alerts");
        notification.alerts().forEach(alert -> write(alert, alerts.addObject()));
        return Documents.text(document);
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

    static void write(List<Address> addresses, ArrayNode to) {
        addresses.forEach(address -> to.addObject()
                .put("recipient", address.recipientId())
                .put("name", address.name())
                .put("address", address.value()));
    }

    static void write(Message message, ObjectNode object) {
        object.put("subject", message.subject())
                .put("content", message.content())
                .put("format", message.format().name());
        ArrayNode notices = object.putArray("notices");
        message.notices().forEach(notices::add);
    }

    static void write(AlertReference alert, ObjectNode object) {
        object.put("rule", alert.ruleId())
                .put("fingerprint", alert.fingerprint())
                .put("status", alert.status().name())
                .put("alertTime", alert.alertTime().toString())
                .put("fireTime", alert.fireTime().toString());
        ObjectNode fields = object.putObject("fields");
        alert.fields().forEach(fields::put);
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
