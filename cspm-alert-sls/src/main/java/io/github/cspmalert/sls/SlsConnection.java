package io.github.cspmalert.sls;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.ClientBuilder;
import com.aliyun.openservices.log.common.auth.DefaultCredentials;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.signer.SignVersion;
import io.github.cspmalert.common.Secret;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection to Simple Log Service in one region. Certificates and host names are verified, requests are signed with
 * version 4, and what may pass by itself is tried again; none of which the SDK does by itself. Every failure is a {@link
 * io.github.cspmalert.query.LogQueryException}.
 *
 * <p>Thread-safe; make one for each region and share it. Close it after what uses it.
 */
public final class SlsConnection implements AutoCloseable {

    private final Endpoint endpoint;
    private final String region;
    private final Client client;
    private final Attempts attempts;
    private final AtomicBoolean closed = new AtomicBoolean();

    SlsConnection(SlsConnectionBuilder builder) {
        this.endpoint = builder.endpoint;
        this.region = builder.region;
        this.attempts = new Attempts(builder.maxAttempts, builder.backoff, builder.callTimeout, builder.pauser);
        ClientConfiguration configuration = configuration(builder);
        this.client = new ClientBuilder(endpoint.toString(), () -> sdkCredentials(builder.credentials.credentials()))
                .clientConfiguration(configuration)
                .serviceClient(new VerifyingServiceClient(configuration))
                .sourceIp("127.0.0.1")
                .build();
    }

    /** A request that the SDK makes. */
    @FunctionalInterface
    interface Call<T> {

        T send(Client client) throws LogException;
    }

    /**
     * Starts a connection.
     *
     * @param endpoint the endpoint of the region, such as {@code https://cn-hangzhou.log.aliyuncs.com}; https if it names no
     *     scheme
     * @param region the region, such as {@code cn-hangzhou}; part of the signature
     * @return a new builder
     * @throws IllegalArgumentException if the endpoint has a port, a path or a user, or is an IP address, none of which the
     *     SDK can use, or if the region is blank
     * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: endpoints</a>
     */
    public static SlsConnectionBuilder builder(String endpoint, String region) {
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank; it is part of the signature");
        }
        return new SlsConnectionBuilder(Endpoint.parse(endpoint), region);
    }

    /** {@return the region} */
    public String region() {
        return region;
    }

    /**
     * Finds out what is wrong before an alert depends on it: the credentials, the project, the Logstore, its index, the
     * fields that statements name, and how old the last CSPM record is. Never throws for what it is there to find.
     *
     * @param project the project
     * @param logstore the Logstore
     * @param statements statements whose fields are looked up in the index; may be none
     * @return what was found, in the order in which it was looked at
     * @throws IllegalStateException if this connection is closed
     */
    public SlsVerification verify(String project, String logstore, String... statements) {
        return new SlsVerifier(this, project, logstore).run(List.of(statements));
    }

    /** Frees the connections. Calls that are under way fail. Closing twice is the same as closing once. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            client.shutdown();
        }
    }

    /** {@return the endpoint and the region} */
    @Override
    public String toString() {
        return "SlsConnection[endpoint=%s, region=%s]".formatted(endpoint, region);
    }

    <T> T call(String what, Call<T> call) {
        if (closed.get()) {
            throw new IllegalStateException("the connection to " + endpoint + " is closed; build a new one");
        }
        return attempts.call(what, () -> call.send(client));
    }

    // The setters of the client of the same names have no effect after it is built.
    @SuppressWarnings("deprecation")
    private static ClientConfiguration configuration(SlsConnectionBuilder builder) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setConnectionTimeout((int) builder.connectTimeout.toMillis());
        configuration.setSocketTimeout((int) builder.readTimeout.toMillis());
        configuration.setMaxConnections(builder.maxConnections);
        configuration.setRetryDisabled(true);
        configuration.setSignatureVersion(SignVersion.valueOf(builder.signatureVersion.name()));
        configuration.setRegion(builder.region);
        if (builder.proxyHost != null) {
            configuration.setProxyHost(builder.proxyHost);
            configuration.setProxyPort(builder.proxyPort);
        }
        return configuration;
    }

    private static DefaultCredentials sdkCredentials(SlsCredentials credentials) {
        return new DefaultCredentials(
                credentials.accessKeyId(),
                credentials.accessKeySecret().reveal(),
                credentials.securityToken().map(Secret::reveal).orElse(null));
    }
}
