package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.auth.CredentialsProvider;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.HttpMethod;
import com.aliyun.openservices.log.http.comm.ServiceClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.HashMap;
import java.util.Map;

/**
 * The SDK's client, which also sends JSON as it is and gives the answer as it is: the SDK's own classes for alerts and
 * records lose the fields that they do not know. Thread-safe.
 */
public final class RawClient extends Client {

    private final String host;

    RawClient(Endpoint endpoint, CredentialsProvider credentials, ServiceClient transport) {
        // The last goes into logs that are written, which none are; null would have the network interfaces listed.
        super(endpoint.url(), credentials, transport, "127.0.0.1");
        this.host = endpoint.host();
    }

    /**
     * Asks for a JSON object.
     *
     * @throws MalformedAnswerException if the answer is not a JSON object
     */
    public ObjectNode get(String project, String path, Map<String, String> parameters) throws LogException {
        return JsonText.readObject(send(HttpMethod.GET, project, path, parameters, ""))
                .orElseThrow(() -> new MalformedAnswerException("it is not a JSON object", null));
    }

    /**
     * Sends a request, signed by the SDK, whose errors become the SDK's exceptions.
     *
     * @param project the project, or empty for the whole account
     * @param body the body, or empty for none
     * @return the body of the answer
     */
    public String send(HttpMethod method, String project, String path, Map<String, String> parameters, String body)
            throws LogException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Host", project.isEmpty() ? host : project + "." + host);
        headers.put("User-Agent", "cspm-alert");
        headers.put("Content-Type", "application/json");
        headers.put("x-log-bodyrawsize", "0");
        headers.put("x-log-apiversion", "0.6.0");
        return SendData(project, method, path, new HashMap<>(parameters), headers, body)
                .GetStringBody();
    }
}
