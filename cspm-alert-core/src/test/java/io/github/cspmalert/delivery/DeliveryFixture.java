package io.github.cspmalert.delivery;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.policy.Address;
import io.github.cspmalert.policy.Channel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Notifications for the tests of this package. */
final class DeliveryFixture {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Address ANNA = address("anna");
    static final Address BO = address("bo");
    static final Message MESSAGE = new Message("subject", "content", ContentFormat.TEXT, List.of());

    private DeliveryFixture() {}

    static Address address(String id) {
        return new Address(id, "", id + "@example.com");
    }

    static Notification notification(Address... to) {
        return new Notification("key-1", Channel.EMAIL, Stream.of(to).toList(), MESSAGE, alert());
    }

    static Alert alert() {
        return Alert.builder("r1").alertTime(NOON).build();
    }
}
