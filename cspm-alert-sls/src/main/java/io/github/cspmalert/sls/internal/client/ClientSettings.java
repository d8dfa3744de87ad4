package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.http.signer.SignVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests reach the service.
 *
 * @param endpoint where the service answers
 * @param region the region that requests are signed for
 * @param signatureVersion how requests are signed
 * @param connectTimeout how long an attempt may take to connect
 * @param readTimeout how long the service may send nothing
 * @param maxConnections how many connections may be open at once
 * @param maxAnswerBytes how long an answer may be, as it comes and unpacked
 * @param proxy the proxy, not resolved, or null if there is none
 */
public record ClientSettings(
        Endpoint endpoint,
        String region,
        SignVersion signatureVersion,
        Duration connectTimeout,
        Duration readTimeout,
        int maxConnections,
        int maxAnswerBytes,
        @Nullable InetSocketAddress proxy) {}
