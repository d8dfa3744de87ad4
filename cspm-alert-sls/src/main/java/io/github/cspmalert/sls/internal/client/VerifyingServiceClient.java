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
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The SDK's transport, made safe. Unlike the SDK's own it verifies TLS certificates and host names against the trust
 * store of the JVM, follows no redirect (which would hand a signed request to another host), reads no more of an answer
 * than fits into memory, and logs nothing of what it sends and receives.
 */
final class VerifyingServiceClient extends DefaultServiceClient {

    private static final String COMPRESSED = "x-log-compresstype";
    private static final String RAW_SIZE = "x-log-bodyrawsize";
    private static final int LONGEST_ERROR = 2 * 1024 * 1024;

    private final Supplier<Attempt> attempts;
    private final int maxAnswerBytes;

    VerifyingServiceClient(ClientConfiguration configuration, Supplier<Attempt> attempts, int maxAnswerBytes) {
        super(configuration);
        this.attempts = attempts;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    // The constructor of the superclass calls this one and the next; of this object only `config` is set by then.
    @Override
    protected PoolingHttpClientConnectionManager createHttpClientConnectionManager() {
        Timeout socketTimeout = Timeout.ofMilliseconds(config.getSocketTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(UnloggedConnection.factory())
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
        // As the SDK makes it; a cast that fails would be told, whereas a request that cannot be given up would not.
        attempt.sends((Cancellable) scope.originalRequest);
        scope.clientContext.setRequestConfig(withinDeadline(scope, attempt.deadline()));
        ClassicHttpResponse response = chain.proceed(request, scope);
        attempt.answered(response.getCode());
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            // An error has no rows, and the SDK copies it many times.
            int most =
                    response.getCode() == HttpStatus.SC_OK ? maxAnswerBytes : Math.min(maxAnswerBytes, LONGEST_ERROR);
            refuseUnreadable(response, entity, most, attempt);
            response.setEntity(new BoundedEntity(entity, attempt, most));
        }
        return response;
    }

    // No step may wait for longer than the call may take; what sends a byte now and then is ended by SdkClient.
    @SuppressWarnings("deprecation") // What takes its place cannot be set for a single request.
    private RequestConfig withinDeadline(ExecChain.Scope scope, Deadline deadline) {
        Duration read = deadline.atMost(Duration.ofMillis(config.getSocketTimeout()));
        Duration connect = deadline.atMost(Duration.ofMillis(config.getConnectionTimeout()));
        Duration free = deadline.atMost(Duration.ofMillis(config.getConnectionRequestTimeout()));
        return RequestConfig.copy(scope.clientContext.getRequestConfigOrDefault())
                .setResponseTimeout(Timeout.of(read))
                .setConnectTimeout(Timeout.of(connect))
                .setConnectionRequestTimeout(Timeout.of(free))
                .build();
    }

    /** The SDK makes room for what an answer claims to hold, and never ends with some answers that are compressed by deflate. */
    private static void refuseUnreadable(ClassicHttpResponse response, HttpEntity entity, int most, Attempt attempt)
            throws RefusedAnswerException {
        if (entity.getContentLength() > most) {
            throw refused(attempt, RefusedAnswerException.tooLong(most, false));
        }
        Header[] types = response.getHeaders(COMPRESSED);
        Header[] sizes = response.getHeaders(RAW_SIZE);
        if (types.length == 0) {
            return;
        }
        // Of several the SDK would take another than this one.
        String claimed = sizes.length == 1 ? String.valueOf(sizes[0].getValue()) : "";
        if (types.length > 1 || !"lz4".equalsIgnoreCase(types[0].getValue()) || !claimed.matches("\\d{1,18}")) {
            throw refused(attempt, RefusedAnswerException.unreadable(COMPRESSED + " and " + RAW_SIZE));
        }
        if (Long.parseLong(claimed) > most) {
            throw refused(attempt, RefusedAnswerException.tooLong(most, false));
        }
    }

    private static RefusedAnswerException refused(Attempt attempt, RefusedAnswerException why) {
        attempt.abort();
        return why;
    }
}
