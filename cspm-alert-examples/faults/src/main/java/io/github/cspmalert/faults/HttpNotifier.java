package io.github.cspmalert.faults;

import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts messages, with their keys as a header. */
final class HttpNotifier implements Notifier {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI receiver;

    HttpNotifier(int port) {
        this.receiver = URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public Receipt send(Notification notification) {
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .timeout(Duration.ofSeconds(2))
                .header("Idempotency-Key", notification.key())
                .POST(HttpRequest.BodyPublishers.ofString(notification.message().content()))
                .build();
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
            return Receipt.accepted(notification);
        } catch (IOException e) {
            throw new NotificationException("the receiver could not be reached", true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotificationException("interrupted", true, e);
        }
    }
}
