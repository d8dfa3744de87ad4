package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.comm.DefaultServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The SDK's transport, made safe. Unlike the SDK's own it verifies TLS certificates and host names against the trust
 * store of the JVM, follows no redirect (which would hand a signed request to another host), and ends an answer that
 * trickles in for longer than the call may take.
 */
public final class VerifyingServiceClient extends DefaultServiceClient {

    private final Supplier<Attempt> attempts;

    VerifyingServiceClient(ClientConfiguration configuration, Supplier<Attempt> attempts) {
        super(configuration);
        this.attempts = attempts;
    }

    // The constructor of the superclass calls this one and the next; of this object only `config` is set by then.
    @Override
    protected PoolingHttpClientConnectionManager createHttpClientConnectionManager() {
        Timeout socketTimeout = Timeout.ofMilliseconds(config.getSocketTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(config.getMaxConnections())
                .setMaxConnPerRoute(config.getMaxConnections())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(socketTimeout)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(config.getConnectionTimeout()))
                        .setSocketTimeout(socketTimeout)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build();
    }

    @Override
    protected CloseableHttpClient createHttpClient(
            PoolingHttpClientConnectionManager connections, ClientConfiguration configuration) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .addExecInterceptorFirst("deadline", this::bounded)
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    private ClassicHttpResponse bounded(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Attempt attempt = attempts.get();
        Duration longest = attempt.deadline().atMost(Duration.ofMillis(config.getSocketTimeout()));
        scope.clientContext.setRequestConfig(RequestConfig.copy(scope.clientContext.getRequestConfigOrDefault())
                .setResponseTimeout(Timeout.of(longest))
                .build());
        ClassicHttpResponse response = chain.proceed(request, scope);
        attempt.answered(response.getCode());
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new BoundedEntity(entity, attempt.deadline()));
        }
        return response;
    }
}
