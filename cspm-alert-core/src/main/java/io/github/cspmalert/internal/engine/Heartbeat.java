package io.github.cspmalert.internal.engine;

import io.github.cspmalert.internal.Faults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an address again and again while the engine works, for somebody else to notice when the calls stop: a JVM that is dead
 * tells nobody. The address is a secret, and stands in no message.
 *
 * @param address where to
 * @param interval how often
 */
public record Heartbeat(URI address, Duration interval) {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Begins to call, as long as all is well. */
    void start(ScheduledExecutorService timer, BooleanSupplier well) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        timer.scheduleWithFixedDelay(
                () -> beat(client, well), 0, Math.max(1, interval.toMillis()), TimeUnit.MILLISECONDS);
    }

    // Nothing that it meets may end the schedule.
    private void beat(HttpClient client, BooleanSupplier well) {
        try {
            if (!well.getAsBoolean()) {
                log.warn("No heartbeat was sent, since the store does not answer");
                return;
            }
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                if (failure != null || answer.statusCode() >= 400) {
                    log.warn(
                            "A heartbeat did not arrive [failure={}]",
                            failure == null
                                    ? "status " + answer.statusCode()
                                    : failure.getClass().getName());
                }
            });
        } catch (Throwable e) {
            log.warn(
                    "A heartbeat could not be sent [failure={}]",
                    Faults.absorb(e, IllegalStateException::new).getClass().getName());
        }
    }

    /** {@return nothing of the address} */
    @Override
    public String toString() {
        return "Heartbeat[interval=" + interval + "]";
    }
}
