package io.github.cspmalert.sls;

import com.aliyun.openservices.log.common.auth.Credentials;
import com.aliyun.openservices.log.http.signer.SignVersion;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.ClientSettings;
import io.github.cspmalert.sls.internal.client.Endpoint;
import io.github.cspmalert.sls.internal.client.Pace;
import io.github.cspmalert.sls.internal.client.RetrySettings;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sets up an {@link SlsConnection}. Not thread-safe. */
public final class SlsConnectionBuilder {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    final Endpoint endpoint;
    final String region;
    SignatureVersion signatureVersion = SignatureVersion.V4;
    Duration connectTimeout = Duration.ofSeconds(5);
    Duration readTimeout = Duration.ofSeconds(60);
    int maxConnections = 32;
    int maxAnswerBytes = 64 * 1024 * 1024;
    int maxAttempts = 4;
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    Duration callTimeout = Duration.ofMinutes(3);

    private @Nullable InetSocketAddress proxy;
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new Random();

    @Nullable Pace pace;

    private @Nullable SlsCredentialsProvider credentials;

    SlsConnectionBuilder(String endpoint, String region) {
        this.endpoint = Endpoint.parse(endpoint);
        if (!region.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("region is '" + Texts.printable(region)
                    + "'; it must be a region id of lower-case letters, digits and '-', such as cn-hangzhou");
        }
        this.endpoint.checkRegion(region);
        this.region = region;
    }

    /**
     * Sets where the credentials of each request come from. The default is {@link SlsCredentialsProvider#fromEnvironment()}.
     *
     * @param credentials the provider, called for each request
     * @return this
     */
    public SlsConnectionBuilder credentials(SlsCredentialsProvider credentials) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        return this;
    }

    /**
     * Sets credentials that stay the same.
     *
     * @param credentials the credentials
     * @return this
     */
    public SlsConnectionBuilder credentials(SlsCredentials credentials) {
        return credentials(SlsCredentialsProvider.of(credentials));
    }

    /**
     * Sets how requests are signed. The default is {@link SignatureVersion#V4}.
     *
     * @param signatureVersion the version
     * @return this
     */
    public SlsConnectionBuilder signatureVersion(SignatureVersion signatureVersion) {
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
    public SlsConnectionBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = timeout("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * Sets how long an attempt may wait for the next part of the answer. The default is 60 seconds,
     * since the service itself gives up on SQL after 55.
     *
     * @param readTimeout positive, at most one hour
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public SlsConnectionBuilder readTimeout(Duration readTimeout) {
        this.readTimeout = timeout("readTimeout", readTimeout);
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
    public SlsConnectionBuilder maxConnections(int maxConnections) {
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
    public SlsConnectionBuilder proxy(String host, int port) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("proxy host must not be blank");
        }
        this.proxy = InetSocketAddress.createUnresolved(host, inRange("proxy port", port, 1, 65_535));
        return this;
    }

    /**
     * Sets how long an answer may be, as it comes and unpacked; a longer one fails with a message that says so. Reading one
     * takes about five times as much memory for a moment. The default is 64 MiB, which is some 300,000 rows of three columns.
     *
     * @param maxAnswerBytes 65,536 to 1,073,741,824
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public SlsConnectionBuilder maxAnswerBytes(int maxAnswerBytes) {
        this.maxAnswerBytes = inRange("maxAnswerBytes", maxAnswerBytes, 1 << 16, 1 << 30);
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
    public SlsConnectionBuilder maxAttempts(int maxAttempts) {
        this.maxAttempts = inRange("maxAttempts", maxAttempts, 1, 20);
        return this;
    }

    /**
     * Sets the pauses between attempts. The default begins with half a second and ends with 10 seconds.
     *
     * @param backoff the pauses
     * @return this
     */
    public SlsConnectionBuilder backoff(Backoff backoff) {
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        return this;
    }

    /**
     * Sets how long a call may take with all its pages, attempts and pauses. Once it has passed, nothing more is sent, and
     * whatever is under way is given up: waiting for a free connection, connecting, the TLS handshake, sending, and an answer
     * that is still arriving, however slowly. Only looking up the name of a host cannot be ended. The default is 3 minutes.
     *
     * @param callTimeout positive, at most one day
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public SlsConnectionBuilder callTimeout(Duration callTimeout) {
        this.callTimeout = positive("callTimeout", callTimeout, Duration.ofDays(1));
        return this;
    }

    SlsConnectionBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    SlsConnectionBuilder pace(@Nullable Pace pace) {
        this.pace = pace;
        return this;
    }

    SlsConnectionBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /** The same settings for another region, whose endpoint has that region's name in the place of this one's. */
    SlsConnectionBuilder in(String otherRegion) {
        return copy(endpoint.scheme() + "://" + otherRegion + endpoint.host().substring(region.length()), otherRegion);
    }

    SlsConnectionBuilder copy(String otherEndpoint, String otherRegion) {
        SlsConnectionBuilder other = new SlsConnectionBuilder(otherEndpoint, otherRegion);
        other.signatureVersion = signatureVersion;
        other.connectTimeout = connectTimeout;
        other.readTimeout = readTimeout;
        other.maxConnections = maxConnections;
        other.maxAnswerBytes = maxAnswerBytes;
        other.maxAttempts = maxAttempts;
        other.backoff = backoff;
        other.callTimeout = callTimeout;
        other.proxy = proxy;
        other.clock = clock;
        other.random = random;
        other.pace = pace;
        other.credentials = credentials;
        return other;
    }

    ClientSettings clientSettings() {
        return new ClientSettings(
                endpoint,
                region,
                SignVersion.valueOf(signatureVersion.name()),
                connectTimeout,
                readTimeout,
                maxConnections,
                maxAnswerBytes,
                proxy);
    }

    RetrySettings retrySettings() {
        return new RetrySettings(maxAttempts, backoff, callTimeout, random, pace);
    }

    /** What gives the credentials of each attempt to the SDK; null if the provider gives null. */
    Supplier<@Nullable Credentials> credentials() {
        SlsCredentialsProvider provider = credentials == null ? SlsCredentialsProvider.fromEnvironment() : credentials;
        return () -> {
            @Nullable SlsCredentials current = provider.credentials();
            return current == null ? null : current.forSdk();
        };
    }

    /**
     * Builds the connection. It connects when it is first used; the builder stays as it is.
     *
     * @return the connection
     * @throws io.github.cspmalert.common.AlertConfigurationException if no credentials were set and the environment has none
     */
    public SlsConnection build() {
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
            throw new IllegalArgumentException("%s must be %d to %d, but is %d".formatted(name, least, most, value));
        }
        return value;
    }
}
