package io.github.cspmalert.sls;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Simple Log Service in one region, on the Alibaba Cloud SDK, which it makes safe: TLS certificates and host
 * names are verified, requests are signed with the fourth version of the signature, what may succeed on another attempt is
 * repeated with growing pauses, and whatever the SDK throws becomes one clear
 * {@link io.github.cspmalert.query.LogQueryException}.
 *
 * <pre>{@code
 * try (SlsConnection connection = SlsConnection.builder("cn-hangzhou.log.aliyuncs.com", "cn-hangzhou")
 *         .credentials(SlsCredentialsProvider.environment())
 *         .build()) {
 *     LogSource logs = SlsLogSource.of(connection, "sas-log-1234567890-cn-hangzhou", "sas-log");
 * }
 * }</pre>
 *
 * <p>Thread-safe; build one per region and share it. It keeps a pool of connections until it is closed and starts no
 * thread. An interrupt ends a pause between attempts at once, and a request that is under way when its time-out has
 * passed; the thread stays interrupted.
 */
public final class SlsConnection implements AutoCloseable {

    private final Endpoint endpoint;
    private final String region;
    private final Clock clock;
    private final SdkClient client;
    private final SlsCalls calls;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SlsConnection(Builder settings) {
        endpoint = settings.endpoint;
        region = settings.region;
        clock = settings.clock;
        client = new SdkClient(settings);
        calls = new SlsCalls(
                settings,
                client,
                settings.pace == null ? new WallPace(closed) : settings.pace,
                () -> closed.getCount() == 0);
    }

    /**
     * Starts to set up a connection.
     *
     * @param endpoint the host name of the service in the region, such as {@code cn-hangzhou.log.aliyuncs.com} or
     *     {@code cn-hangzhou-intranet.log.aliyuncs.com}; {@code https} unless {@code http://} is written out, which also
     *     sends logs and security tokens in the clear
     * @param region the region, such as {@code cn-hangzhou}, which goes into signatures and into what templates see
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the endpoint is not a host name alone (the SDK accepts no port, path or IP
     *     address) or begins with a project, or if the region is not a region id
     * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: endpoints</a>
     */
    public static Builder builder(String endpoint, String region) {
        return new Builder(endpoint, region);
    }

    /** {@return the endpoint with its scheme, such as {@code https://cn-hangzhou.log.aliyuncs.com}} */
    public String endpoint() {
        return endpoint.url();
    }

    /** {@return the region} */
    public String region() {
        return region;
    }

    SlsCalls calls() {
        return calls;
    }

    Clock clock() {
        return clock;
    }

    /**
     * Frees the connections. A call that is under way fails, with {@link IllegalStateException}, as does every later one.
     * Closing twice is the same as closing once.
     */
    @Override
    public void close() {
        closed.countDown();
        client.close();
    }

    /** {@return the endpoint and the region} */
    @Override
    public String toString() {
        return "SlsConnection[" + endpoint.url() + ", " + region + "]";
    }

    private record WallPace(CountDownLatch closed) implements Pace {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("ResultOfMethodCallIgnored") // Closed or not is asked before the next request.
        public void pause(Duration pause) throws InterruptedException {
            closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Sets up an {@link SlsConnection}. Not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

        final Endpoint endpoint;
        final String region;
        SlsSignatureVersion signatureVersion = SlsSignatureVersion.V4;
        Duration connectTimeout = Duration.ofSeconds(5);
        Duration socketTimeout = Duration.ofSeconds(30);
        int maxConnections = 32;
        int maxAttempts = 4;
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
        Duration deadline = Duration.ofMinutes(2);

        @Nullable String proxyHost;

        int proxyPort;
        Clock clock = Clock.systemUTC();
        RandomGenerator random = new Random();

        @Nullable Pace pace;

        private @Nullable SlsCredentialsProvider credentials;

        private Builder(String endpoint, String region) {
            this.endpoint = Endpoint.parse(endpoint);
            if (!region.matches("[a-z0-9][a-z0-9-]*")) {
                throw new IllegalArgumentException("region is '" + Texts.printable(region)
                        + "'; it must be a region id of lower-case letters, digits and '-', such as cn-hangzhou");
            }
            this.region = region;
        }

        /**
         * Sets where the credentials of each request come from. There is no default.
         *
         * @param credentials the provider, called for each request
         * @return this
         */
        public Builder credentials(SlsCredentialsProvider credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * Sets credentials that stay the same.
         *
         * @param credentials the credentials
         * @return this
         */
        public Builder credentials(SlsCredentials credentials) {
            return credentials(SlsCredentialsProvider.of(credentials));
        }

        /**
         * Sets how requests are signed. The default is {@link SlsSignatureVersion#V4}.
         *
         * @param signatureVersion the version
         * @return this
         */
        public Builder signatureVersion(SlsSignatureVersion signatureVersion) {
            this.signatureVersion = Objects.requireNonNull(signatureVersion, "signatureVersion");
            return this;
        }

        /**
         * Sets how long an attempt may take to connect. The default is 5 seconds.
         *
         * @param connectTimeout positive, at most one hour
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = timeout("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * Sets how long an attempt may wait for the next part of the answer. The default is 30 seconds; the service itself
         * gives up on SQL after 55.
         *
         * @param socketTimeout positive, at most one hour
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder socketTimeout(Duration socketTimeout) {
            this.socketTimeout = timeout("socketTimeout", socketTimeout);
            return this;
        }

        /**
         * Sets how many requests may run at once. The default is 32. The service runs 15 analyses of a project at once, or
         * 100 with Dedicated SQL.
         *
         * @param maxConnections 1 to 1000
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxConnections(int maxConnections) {
            this.maxConnections = inRange("maxConnections", maxConnections, 1, 1000);
            return this;
        }

        /**
         * Sends all requests through an HTTP proxy. Through it {@code https} stays end to end. There is none by default;
         * the system properties of the JVM are not consulted.
         *
         * @param host the name or address of the proxy
         * @param port its port, 1 to 65535
         * @return this
         * @throws IllegalArgumentException if the host is blank or the port is out of range
         */
        public Builder proxy(String host, int port) {
            if (host.isBlank()) {
                throw new IllegalArgumentException("proxy host must not be blank");
            }
            this.proxyPort = inRange("proxy port", port, 1, 65_535);
            this.proxyHost = host;
            return this;
        }

        /**
         * Sets how often a request is sent at most if it fails for what may pass: 429, 5xx, {@code ServerBusy},
         * {@code ...QuotaExceed}, a network that fails. The default is 4; 1 repeats nothing.
         *
         * @param maxAttempts 1 to 20
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = inRange("maxAttempts", maxAttempts, 1, 20);
            return this;
        }

        /**
         * Sets the pauses between attempts. The default begins with half a second and ends with 10 seconds.
         *
         * @param backoff the pauses
         * @return this
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = Objects.requireNonNull(backoff, "backoff");
            return this;
        }

        /**
         * Sets how long a call may take with all its pages, attempts and pauses. Once it has passed, nothing more is sent
         * and an answer that is still arriving is given up. The default is 2 minutes.
         *
         * @param deadline positive, at most one day
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder deadline(Duration deadline) {
            this.deadline = positive("deadline", deadline, Duration.ofDays(1));
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        Builder pace(Pace pace) {
            this.pace = pace;
            return this;
        }

        Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        SlsCredentialsProvider credentialsOrThrow() {
            if (credentials == null) {
                throw new AlertConfigurationException(
                        "connection to " + endpoint.url(),
                        List.of("credentials are missing; call credentials(...), for example with"
                                + " SlsCredentialsProvider.environment()"));
            }
            return credentials;
        }

        /**
         * Builds the connection. It connects when it is first used; the builder stays as it is.
         *
         * @return the connection
         * @throws AlertConfigurationException if no credentials were set
         */
        public SlsConnection build() {
            credentialsOrThrow();
            return new SlsConnection(this);
        }

        private static Duration timeout(String name, Duration value) {
            return positive(name, value, LONGEST_TIMEOUT);
        }

        private static Duration positive(String name, Duration value, Duration longest) {
            if (value.isNegative() || value.isZero() || value.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "%s must be positive and at most %s, but is %s".formatted(name, longest, value));
            }
            return value;
        }

        private static int inRange(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "%s must be %d to %d, but is %d".formatted(name, least, most, value));
            }
            return value;
        }
    }
}
