package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's client, set up so that it does one attempt, over a verified connection, with the credentials it is handed.
 * Thread-safe.
 */
public final class SdkClient {

    /** One request by the SDK. */
    @FunctionalInterface
    public interface Request<T> {
        T send(RawClient client) throws LogException;
    }

    private final RawClient client;

    // The SDK asks for the credentials and opens the connection on the thread of the caller.
    private final ThreadLocal<@Nullable Attempt> attempts = new ThreadLocal<>();

    SdkClient(ClientSettings settings) {
        ClientConfiguration configuration = configuration(settings);
        client = new RawClient(
                settings.endpoint(),
                () -> current().credentials(),
                new VerifyingServiceClient(configuration, this::current, settings.maxAnswerBytes()));
    }

    @SuppressWarnings("deprecation") // Setting version and region on a client that is built has no effect.
    private static ClientConfiguration configuration(ClientSettings settings) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setRetryDisabled(true);
        configuration.setSignatureVersion(settings.signatureVersion());
        configuration.setRegion(settings.region());
        configuration.setConnectionTimeout(millis(settings.connectTimeout()));
        configuration.setSocketTimeout(millis(settings.readTimeout()));
        configuration.setMaxConnections(settings.maxConnections());
        InetSocketAddress proxy = settings.proxy();
        if (proxy != null) {
            configuration.setProxyHost(proxy.getHostString());
            configuration.setProxyPort(proxy.getPort());
        }
        return configuration;
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }

    /** Sends one request, once, and gives it up when the call must be over, however little it waits for at a time. */
    <T> T send(Attempt attempt, Request<T> request) throws LogException {
        attempts.set(attempt);
        // The JDK's own timer thread, which starts no other and runs but a close that does not wait.
        CompletableFuture<Void> over = new CompletableFuture<Void>()
                .completeOnTimeout(null, attempt.deadline().left().toMillis() + 1, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> giveUp = over.thenRun(attempt::abort);
        try {
            return request.send(client);
        } finally {
            giveUp.cancel(false);
            over.cancel(false);
            attempts.remove();
        }
    }

    private Attempt current() {
        return Objects.requireNonNull(attempts.get(), "the SDK left the thread of its caller");
    }

    void close() {
        client.shutdown();
    }
}
