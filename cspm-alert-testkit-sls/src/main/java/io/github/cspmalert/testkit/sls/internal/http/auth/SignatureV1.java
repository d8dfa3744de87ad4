package io.github.cspmalert.testkit.sls.internal.http.auth;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * The first signature version: HMAC-SHA1 over method, digest, type, date, {@code x-log-} and {@code x-acs-} headers and
 * the resource. See <a href="https://help.aliyun.com/zh/sls/developer-reference/request-signatures">Request signatures</a>.
 */
final class SignatureV1 {

    private SignatureV1() {}

    static String of(SlsRequest request, String date, String secret) {
        String text = String.join(
                "\n",
                request.method(),
                request.headerOrEmpty("content-md5"),
                request.headerOrEmpty("content-type"),
                date,
                headers(request),
                resource(request));
        byte[] digest = Digests.hmac("HmacSHA1", secret.getBytes(StandardCharsets.UTF_8), text);
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
