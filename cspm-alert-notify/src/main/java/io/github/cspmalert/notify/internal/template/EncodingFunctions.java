package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Functions that write text in another form, or read it back. */
final class EncodingFunctions {

    private EncodingFunctions() {}

    static void addTo(Map<String, SlsFunction> table) {
        FunctionTable.filter(table, "to_json", args -> Json.write(args.value()));
        FunctionTable.filter(table, "parse_json", args -> Json.parse(args.text()));
        FunctionTable.filter(
                table, "base64_encoding", args -> Base64.getEncoder().encodeToString(bytes(args)));
        FunctionTable.filter(table, "base64_decoding", EncodingFunctions::base64Decode);
        FunctionTable.filter(table, "md5_encoding", EncodingFunctions::md5);
        FunctionTable.filter(table, "url_encoding", args -> URLEncoder.encode(args.text(), StandardCharsets.UTF_8)
                .replace("+", "%20"));
        FunctionTable.filter(table, "url_decoding", EncodingFunctions::urlDecode);
    }

    private static String base64Decode(Arguments args) {
        try {
            return new String(Base64.getDecoder().decode(args.text().strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String urlDecode(Arguments args) {
        try {
            return URLDecoder.decode(args.text(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return args.text();
        }
    }

    // The language has MD5; nothing here relies on it for safety.
    private static String md5(Arguments args) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(args)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static byte[] bytes(Arguments args) {
        return args.text().getBytes(StandardCharsets.UTF_8);
    }
}
