package io.github.cspmalert.sls;

import com.aliyun.openservices.log.common.auth.Credentials;
import com.aliyun.openservices.log.common.auth.DefaultCredentials;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.signer.SignVersion;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's client, set up so that it does one attempt, over a verified connection, with the credentials it is handed.
 * Thread-safe.
 */
final class SdkClient {

    /** One request by the SDK. */
    @FunctionalInterface
    interface Request<T> {
        T send(RawClient client) throws LogException;
    }

    private final RawClient client;

    // The SDK asks for the credentials and opens the connection on the thread of the caller.
    private final ThreadLocal<@Nullable Attempt> attempts = new ThreadLocal<>();

    SdkClient(SlsConnectionBuilder settings) {
        ClientConfiguration configuration = configuration(settings);
        client = new RawClient(
                settings.endpoint, this::sdkCredentials, new VerifyingServiceClient(configuration, this::current));
    }

    @SuppressWarnings("deprecation") // Setting version and region on a client that is built has no effect.
    private static ClientConfiguration configuration(SlsConnectionBuilder settings) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setRetryDisabled(true);
        configuration.setSignatureVersion(SignVersion.valueOf(settings.signatureVersion.name()));
        configuration.setRegion(settings.region);
        configuration.setConnectionTimeout(millis(settings.connectTimeout));
        configuration.setSocketTimeout(millis(settings.readTimeout));
        configuration.setMaxConnections(settings.maxConnections);
        if (settings.proxyHost != null) {
            configuration.setProxyHost(settings.proxyHost);
            configuration.setProxyPort(settings.proxyPort);
        }
        return configuration;
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }

    /** Sends one request, once. */
    <T> T send(Attempt attempt, Request<T> request) throws LogException {
        attempts.set(attempt);
        try {
            return request.send(client);
        } finally {
            attempts.remove();
        }
    }

    private Credentials sdkCredentials() {
        SlsCredentials credentials = current().credentials();
        return new DefaultCredentials(
                credentials.accessKeyId(),
                credentials.accessKeySecret().reveal(),
                credentials.securityToken().map(token -> token.reveal()).orElse(null));
    }

    private Attempt current() {
        return Objects.requireNonNull(attempts.get(), "the SDK left the thread of its caller");
    }

    void close() {
        client.shutdown();
    }
}
