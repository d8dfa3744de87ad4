package io.github.cspmalert.notify.email;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Notifications to test with. */
final class Notifications {

    static final Instant ALERT_TIME = Instant.parse("2026-11-23T01:02:03Z");

    private Notifications() {}

    static Notification html(String subject, String content, String... to) {
        return of(new Message(subject, content, ContentFormat.HTML, List.of()), addresses(to));
    }

    static Notification of(Message message, List<Address> to) {
        Alert alert = Alert.builder("cspm-not-passed").alertTime(ALERT_TIME).build();
        return new Notification("cspm-not-passed.1a2b", Channel.EMAIL, to, message, List.of(AlertReference.to(alert)));
    }

    static Notification withKey(String key, Notification notification) {
        return new Notification(
                key, notification.channel(), notification.to(), notification.message(), notification.alerts());
    }

    static List<Address> addresses(String... values) {
        return Stream.of(values).map(value -> new Address(value, "", value)).toList();
    }
}
