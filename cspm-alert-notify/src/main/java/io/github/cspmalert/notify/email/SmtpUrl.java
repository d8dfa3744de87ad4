package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code smtp://user:password@host:port?starttls=none} into a builder. The URL holds a password, so no message
 * shows any of it but the host, and no class of the platform that would show it reads it.
 */
final class SmtpUrl {

    private static final Pattern URL =
            Pattern.compile("(?<scheme>[A-Za-z]+)://(?:(?<user>[^/?#]*)@)?(?<host>[^@/?#:\\[\\]]+|\\[[0-9A-Fa-f:.]+])"
                    + "(?::(?<port>[0-9]{1,5}))?/?(?:\\?(?<options>[^#]*))?");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private SmtpUrl() {}

    static void apply(String url, EmailNotifierBuilder builder) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("smtpUrl must look like smtp://user:password@host:587 or smtps://host;"
                    + " percent-encode '@', ':', '/', '?', '#' and '%' in user and password (the value is not shown"
                    + " because it may hold a password)");
        }
        String host = parts.group("host");
        builder.host(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        builder.security(security(parts.group("scheme"), parts.group("options")));
        if (parts.group("port") != null) {
            builder.port(Integer.parseInt(parts.group("port")));
        }
        if (parts.group("user") != null) {
            credentials(parts.group("user"), builder);
        }
    }

    private static SmtpSecurity security(String scheme, @Nullable String options) {
        boolean none = options != null && options.equals("starttls=none");
        if (options != null && !options.isEmpty() && !none && !options.equals("starttls=required")) {
            throw new IllegalArgumentException(
                    "smtpUrl has options other than 'starttls=required' and 'starttls=none'; set anything else on the"
                            + " builder");
        }
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "smtp" -> none ? SmtpSecurity.NONE : SmtpSecurity.STARTTLS;
            case "smtps" -> {
                if (options != null && !options.isEmpty()) {
                    throw new IllegalArgumentException(
                            "smtpUrl with smtps:// speaks TLS from the start and takes no 'starttls'; leave it out");
                }
                yield SmtpSecurity.IMPLICIT_TLS;
            }
            default -> throw new IllegalArgumentException("smtpUrl must begin with smtp:// or smtps://");
        };
    }

    private static void credentials(String userInfo, EmailNotifierBuilder builder) {
        int colon = userInfo.indexOf(':');
        builder.username(decode(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        if (colon >= 0 && colon < userInfo.length() - 1) {
            builder.password(Secret.of(decode(userInfo.substring(colon + 1))));
        }
    }

    private static String decode(String text) {
        if (ESCAPE.matcher(text).replaceAll("").indexOf('%') >= 0) {
            throw new IllegalArgumentException(
                    "smtpUrl has a '%' in user or password that is not followed by two hexadecimal digits; write it"
                            + " as %25");
        }
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
