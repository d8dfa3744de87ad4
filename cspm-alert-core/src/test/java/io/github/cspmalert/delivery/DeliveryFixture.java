package io.github.cspmalert.delivery;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Notifications for the tests of this package. */
public final class DeliveryFixture {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final Address ANNA = address("anna");
    public static final Address BO = address("bo");
    public static final Message MESSAGE = new Message("subject", "content", ContentFormat.TEXT, List.of());

    private DeliveryFixture() {}

    public static Address address(String id) {
        return new Address(id, "", id + "@example.com");
    }

    public static Notification notification(Address... to) {
        return new Notification(
                "key-1", Channel.EMAIL, Stream.of(to).toList(), MESSAGE, List.of(AlertReference.to(alert())));
    }

    public static Alert alert() {
        return Alert.builder("r1").alertTime(NOON).build();
    }
}
