package io.github.cspmalert.testkit.sls.internal.http.auth;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fourth signature version: HMAC-SHA256 with a key derived from day and region. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/request-signatures">Request signatures</a>.
 */
final class SignatureV4 {

    static final String ALGORITHM = "SLS4-HMAC-SHA256";
    private static final String TERMINATOR = "aliyun_v4_request";

    private SignatureV4() {}

    /** {@return the scope that stands in the credential of a signature} */
    static String scope(String dateTime, String region) {
        return dateTime.substring(0, 8) + "/" + region + "/sls/" + TERMINATOR;
    }

    static String of(SlsRequest request, String dateTime, String region, String secret) {
        String canonical = Digests.hex("SHA-256", canonical(request).getBytes(StandardCharsets.UTF_8));
        String text = String.join("\n", ALGORITHM, dateTime, scope(dateTime, region), canonical);
        return HexFormat.of().formatHex(hmac(key(dateTime.substring(0, 8), region, secret), text));
    }

    private static byte[] key(String day, String region, String secret) {
        byte[] key = ("aliyun_v4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, "sls", TERMINATOR}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        return Digests.hmac("HmacSHA256", key, text);
    }

    private static String canonical(SlsRequest request) {
        SortedMap<String, String> signed = signedHeaders(request);
        String headers = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                request.path(),
                query(request),
                headers,
                String.join(";", signed.keySet()),
                request.headerOrEmpty("x-log-content-sha256"));
    }

    private static SortedMap<String, String> signedHeaders(SlsRequest request) {
        SortedMap<String, String> signed = new TreeMap<>();
        request.headers().forEach((name, value) -> {
            if (name.equals("content-type")
                    || name.equals("host")
                    || name.startsWith("x-log-")
                    || name.startsWith("x-acs-")) {
                signed.put(name, value);
            }
        });
        return signed;
    }

    private static String query(SlsRequest request) {
        return request.query().entrySet().stream()
                .map(parameter -> parameter.getValue().isEmpty()
                        ? parameter.getKey()
                        : parameter.getKey() + "=" + percentEncoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String percentEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
