package io.github.cspmalert.testkit.sls;

import com.aliyun.openservices.log.common.auth.DefaultCredentials;
import com.aliyun.openservices.log.common.auth.StaticCredentialsProvider;
import com.aliyun.openservices.log.http.client.HttpMethod;
import com.aliyun.openservices.log.http.signer.SlsV1Signer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A bare HTTP connection for what the SDK cannot express; signed by the SDK's own signer. */
final class RawHttp implements AutoCloseable {

    /** A little more than a statement may take. */
    private static final int MAX_WAIT_MILLIS = 60_000;

    private final EmbeddedSls sls;
    private final Socket socket;
    private final InputStream in;

    RawHttp(EmbeddedSls sls) throws IOException {
        this.sls = sls;
        this.socket = new Socket(sls.proxyHost(), sls.port());
        socket.setSoTimeout(MAX_WAIT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Signs and sends a request to the project's host. A header that is given replaces the usual one, an empty one drops it. */
    Response send(String method, String path, byte[] body, Map<String, String> headers) throws IOException {
        return send(method, SdkClients.PROJECT + ".cn-hangzhou.sls.test", path, body, headers, Map.of());
    }

    /** Signs and sends a request, with some headers changed after the signing. */
    Response send(
            String method,
            String host,
            String path,
            byte[] body,
            Map<String, String> headers,
            Map<String, String> changes)
            throws IOException {
        Map<String, String> signed = signed(method, host, path, body, headers);
        signed.putAll(changes);
        return exchange(method, path, body, signed);
    }

    /** The headers of a request, with a signature. */
    Map<String, String> signed(String method, String host, String path, byte[] body, Map<String, String> headers) {
        Map<String, String> signed = new TreeMap<>();
        signed.put("Host", host);
        signed.put("x-log-apiversion", "0.6.0");
        signed.put("x-log-bodyrawsize", Integer.toString(body.length));
        signed.put("Content-Type", "application/json");
        signed.putAll(headers);
        signed.values().removeIf(String::isEmpty);
        int query = path.indexOf('?');
        String resource = decoded(query < 0 ? path : path.substring(0, query));
        new SlsV1Signer(new StaticCredentialsProvider(new DefaultCredentials(sls.accessKeyId(), sls.accessKeySecret())))
                .sign(HttpMethod.valueOf(method), signed, resource, parameters(path, query), body);
        return signed;
    }

    private static Map<String, String> parameters(String path, int query) {
        Map<String, String> parameters = new TreeMap<>();
        if (query >= 0) {
            for (String pair : path.substring(query + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return parameters;
    }

    /** What is signed is what an address means, not how it is written. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Sends a request as it stands. */
    Response exchange(String method, String path, byte[] body, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        return read();
    }

    private Response read() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        return new Response(Integer.parseInt(status.substring(9, 12)), headers, body);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Response(int status, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
