package io.github.cspmalert.sls;

import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.comm.DefaultServiceClient;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/** The SDK's transport with the platform's checks of certificates and host names, which the SDK's own leaves out. */
final class VerifyingServiceClient extends DefaultServiceClient {

    VerifyingServiceClient(ClientConfiguration configuration) {
        super(configuration);
    }

    // Called by the super-constructor, so nothing of this class may be used here.
    @Override
    protected PoolingHttpClientConnectionManager createHttpClientConnectionManager() {
        Timeout read = Timeout.of(config.getSocketTimeout(), TimeUnit.MILLISECONDS);
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(config.getMaxConnections())
                .setMaxConnPerRoute(config.getMaxConnections())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(read)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(config.getConnectionTimeout(), TimeUnit.MILLISECONDS))
                        .setSocketTimeout(read)
                        .build())
                .build();
    }
}
