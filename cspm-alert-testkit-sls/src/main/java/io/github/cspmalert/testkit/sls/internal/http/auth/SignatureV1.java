package io.github.cspmalert.testkit.sls.internal.http.auth;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first signature version: HMAC over method, digest, type, date, {@code x-log-} and {@code x-acs-} headers and
 * the resource. See <a href="https://help.aliyun.com/zh/sls/developer-reference/request-signatures">Request signatures</a>.
 */
final class SignatureV1 {

    /** The service's own SDKs sign with the first, those of its interface of 2020-12-30 with the second. */
    private static final Map<String, String> ALGORITHMS = Map.of("hmac-sha1", "HmacSHA1", "hmac-sha256", "HmacSHA256");

    private SignatureV1() {}

    static String of(SlsRequest request, String date, String secret) {
        String method = request.header("x-log-signaturemethod");
        String algorithm = method == null ? "HmacSHA1" : ALGORITHMS.get(method);
        if (algorithm == null) {
            throw new SlsException(400, "InvalidSignatureMethod", "signature method " + method + " is unsupported.");
        }
        String text = String.join(
                "\n",
                request.method(),
                request.headerOrEmpty("content-md5"),
                request.headerOrEmpty("content-type"),
                date,
                headers(request),
                resource(request));
        byte[] digest = Digests.hmac(algorithm, secret.getBytes(StandardCharsets.UTF_8), text);
        return Base64.getEncoder().encodeToString(digest);
    }

    private static String headers(SlsRequest request) {
        return request.headers().entrySet().stream()
                .filter(header ->
                        header.getKey().startsWith("x-log-") || header.getKey().startsWith("x-acs-"))
                .map(header -> header.getKey() + ":" + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String resource(SlsRequest request) {
        String query = request.query().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? request.path() : request.path() + "?" + query;
    }
}
