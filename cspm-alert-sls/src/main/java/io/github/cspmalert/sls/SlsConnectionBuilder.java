package io.github.cspmalert.sls;

import io.github.cspmalert.common.Backoff;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a connection together. Only the endpoint and the region are required. Not thread-safe; may be used again after
 * {@link #build()}.
 */
public final class SlsConnectionBuilder {

    final Endpoint endpoint;
    final String region;
    SlsCredentialsProvider credentials = SlsCredentialsProvider.fromEnvironment();
    SignatureVersion signatureVersion = SignatureVersion.V4;
    Duration connectTimeout = Duration.ofSeconds(5);
    Duration readTimeout = Duration.ofSeconds(60);
    Duration callTimeout = Duration.ofMinutes(3);
    int maxConnections = 50;
    int maxAttempts = 4;
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    @Nullable String proxyHost;

    int proxyPort;
    Pauser pauser = Pauser.SLEEPING;

    SlsConnectionBuilder(Endpoint endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
    }

    /**
     * Sets where each request's credentials come from. Default: {@link SlsCredentialsProvider#fromEnvironment()}.
     *
     * @param credentials the provider
     * @return this builder
     */
    public SlsConnectionBuilder credentials(SlsCredentialsProvider credentials) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        return this;
    }

    /**
     * Sets fixed credentials.
     *
     * @param credentials the credentials
     * @return this builder
     */
    public SlsConnectionBuilder credentials(SlsCredentials credentials) {
        return credentials(SlsCredentialsProvider.of(Objects.requireNonNull(credentials, "credentials")));
    }

    /**
     * Sets how requests are signed. Default: {@link SignatureVersion#V4}.
     *
     * @param signatureVersion the version
     * @return this builder
     */
    public SlsConnectionBuilder signatureVersion(SignatureVersion signatureVersion) {
        this.signatureVersion = Objects.requireNonNull(signatureVersion, "signatureVersion");
        return this;
    }

    /**
     * Sets how long to wait for a connection. Default: 5 seconds.
     *
     * @param connectTimeout the time; 1 millisecond to 10 minutes
     * @return this builder
     * @throws IllegalArgumentException if the time is out of bounds
     */
    public SlsConnectionBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = timeout("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * Sets how long to wait for the next bytes of an answer. Default: 60 seconds; the service itself ends SQL after 55.
     *
     * @param readTimeout the time; 1 millisecond to 10 minutes
     * @return this builder
     * @throws IllegalArgumentException if the time is out of bounds
     */
    public SlsConnectionBuilder readTimeout(Duration readTimeout) {
        this.readTimeout = timeout("readTimeout", readTimeout);
        return this;
    }

    /**
     * Sets how long a call may take with all its attempts: none begins after that. Default: 3 minutes.
     *
     * @param callTimeout the time; 1 millisecond to 10 minutes
     * @return this builder
     * @throws IllegalArgumentException if the time is out of bounds
     */
    public SlsConnectionBuilder callTimeout(Duration callTimeout) {
        this.callTimeout = timeout("callTimeout", callTimeout);
        return this;
    }

    /**
     * Sets how many connections may be open at once. Default: 50.
     *
     * @param maxConnections the number; 1 or more
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public SlsConnectionBuilder maxConnections(int maxConnections) {
        this.maxConnections = positive("maxConnections", maxConnections);
        return this;
    }

    /**
     * Sets how often a call is tried in all. Only what may pass by itself is tried again: network faults, statuses 429 and
     * 5xx, {@code ServerBusy} and exceeded quotas. Default: 4.
     *
     * @param maxAttempts the number; 1 or more
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public SlsConnectionBuilder maxAttempts(int maxAttempts) {
        this.maxAttempts = positive("maxAttempts", maxAttempts);
        return this;
    }

    /**
     * Sets the pauses between attempts. Default: half a second, doubling up to 10 seconds.
     *
     * @param backoff the pauses
     * @return this builder
     */
    public SlsConnectionBuilder backoff(Backoff backoff) {
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        return this;
    }

    /**
     * Sends requests through an HTTP proxy; also the way to {@code EmbeddedSls}. Default: none.
     *
     * @param host the host of the proxy
     * @param port its port, 1 to 65535
     * @return this builder
     * @throws IllegalArgumentException if the host is blank or the port is out of bounds
     */
    public SlsConnectionBuilder proxy(String host, int port) {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "proxy must have a host and a port between 1 and 65535, but is '" + host + "' and " + port);
        }
        this.proxyHost = host;
        this.proxyPort = port;
        return this;
    }

    SlsConnectionBuilder pauser(Pauser pauser) {
        this.pauser = pauser;
        return this;
    }

    /**
     * Builds the connection and leaves this builder as it is. Nothing is contacted.
     *
     * @return the connection
     */
    public SlsConnection build() {
        return new SlsConnection(this);
    }

    private static Duration timeout(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(name + " must be between 1 millisecond and 10 minutes, but is " + value);
        }
        return value;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, but is " + value);
        }
        return value;
    }
}
