package io.github.cspmalert.sls;

import io.github.cspmalert.sls.internal.client.Endpoint;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Simple Log Service in one region, on the Alibaba Cloud SDK, which it makes safe: TLS certificates and host
 * names are verified, requests are signed with the fourth version of the signature, what may succeed on another attempt is
 * repeated with growing pauses, and whatever the SDK throws becomes one clear
 * {@link io.github.cspmalert.log.LogQueryException}.
 *
 * <pre>{@code
 * try (SlsConnection connection = SlsConnection.builder("cn-hangzhou.log.aliyuncs.com", "cn-hangzhou")
 *         .credentials(SlsCredentialsProvider.fromEnvironment())
 *         .build()) {
 *     LogSource logs = SlsLogSource.of(connection, "sas-log-1234567890-cn-hangzhou", "sas-log");
 * }
 * }</pre>
 *
 * <p>Of what goes over the connections nothing is logged, not even by HttpClient's loggers {@code
 * org.apache.hc.client5.http.headers} and {@code .wire}, which would show security tokens and rows.
 *
 * <p>Thread-safe; build one per region and share it. It keeps a pool of connections until it is closed and starts no
 * thread. An interrupt ends a pause between attempts at once, and a request that is under way when its time-out has
 * passed; the thread stays interrupted.
 */
public final class SlsConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SlsConnection.class);

    private final Endpoint endpoint;
    private final String region;
    private final Clock clock;
    private final SlsCalls calls;
    private final SlsConnectionBuilder settings;
    private final Map<String, SlsConnection> siblings = new HashMap<>();

    SlsConnection(SlsConnectionBuilder settings) {
        this.settings = settings.copy(settings.endpoint.url(), settings.region);
        endpoint = settings.endpoint;
        region = settings.region;
        clock = settings.clock;
        calls = new SlsCalls(
                settings.clientSettings(),
                settings.retrySettings(),
                settings.credentials(),
                SlsProvisioningException::new);
        endpoint.doubts().forEach(doubt -> log.warn("Look at the endpoint: {} [region={}]", doubt, region));
    }

    /**
     * Starts to set up a connection.
     *
     * @param endpoint the host name of the service in the region, such as {@code cn-hangzhou.log.aliyuncs.com} or
     *     {@code cn-hangzhou-intranet.log.aliyuncs.com}, or {@code log-global.aliyuncs.com}, which accelerates; {@code https}
     *     unless {@code http://} is written out, which sends logs and security tokens in the clear, of which a warning is logged
     * @param region the region, such as {@code cn-hangzhou}, which goes into signatures and into what templates see
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the endpoint is not a host name alone (the SDK accepts no port, path or IP
     *     address) or begins with a project, if the region is not a region id, or if the endpoint is that of another region
     * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: endpoints</a>
     */
    public static SlsConnectionBuilder builder(String endpoint, String region) {
        return new SlsConnectionBuilder(endpoint, region);
    }

    /** {@return the endpoint with its scheme, such as {@code https://cn-hangzhou.log.aliyuncs.com}} */
    public String endpoint() {
        return endpoint.url();
    }

    /** {@return the region} */
    public String region() {
        return region;
    }

    /**
     * Finds out what is wrong before an alert depends on a Logstore, looking for records in the last 8 days.
     *
     * @param project the project
     * @param logstore the Logstore
     * @param statements the statements of the alerts; may be none
     * @return what was found, in the order in which it was looked at
     * @throws IllegalArgumentException if the project or the Logstore is no possible name
     * @throws IllegalStateException if this connection is closed
     * @see SlsLogSource#verify(Duration, java.util.List)
     */
    public SlsVerification verify(String project, String logstore, String... statements) {
        return SlsLogSource.of(this, project, logstore).verify(statements);
    }

    /**
     * The same connection to another region, closed with this one. The endpoint of the other region is made from this one's,
     * which must begin with its region.
     */
    SlsConnection in(String otherRegion) {
        if (otherRegion.equals(region)) {
            return this;
        }
        if (!isRegional()) {
            throw new IllegalArgumentException(
                    ("the endpoint %s does not begin with its region '%s', so that of region '%s'"
                                    + " cannot be made from it; give a connection to it instead")
                            .formatted(endpoint.url(), region, otherRegion));
        }
        synchronized (siblings) {
            calls.requireOpen();
            return siblings.computeIfAbsent(otherRegion, other -> new SlsConnection(settings.in(other)));
        }
    }

    /** {@return whether the endpoint begins with the region, as those of the service do} */
    boolean isRegional() {
        return endpoint.host().startsWith(region);
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
        synchronized (siblings) {
            calls.close();
            siblings.values().forEach(SlsConnection::close);
        }
    }

    /** {@return the endpoint and the region} */
    @Override
    public String toString() {
        return "SlsConnection[" + endpoint.url() + ", " + region + "]";
    }
}
