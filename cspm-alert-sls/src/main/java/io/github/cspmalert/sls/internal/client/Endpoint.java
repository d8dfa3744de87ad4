package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.sls.internal.Texts;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the service answers: a scheme and a plain host name. The SDK accepts no port, path or address, and tells little
 * about why, so all of that is refused here.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: endpoints</a>
 */
public record Endpoint(String scheme, String host) {

    private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern WITH_PROJECT = Pattern.compile("[^.]+\\..+\\.(log|sls)\\.aliyuncs\\.com");

    public static Endpoint parse(String text) {
        String trimmed = text.strip();
        int colon = trimmed.indexOf("://");
        String scheme = colon < 0 ? "https" : trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
        String host = trimmed.substring(colon < 0 ? 0 : colon + 3);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(text, "its scheme must be https, or http where nothing needs to be kept secret");
        }
        checkHost(text, host.endsWith("/") ? host.substring(0, host.length() - 1) : host);
        return new Endpoint(scheme, host.replace("/", "").toLowerCase(Locale.ROOT));
    }

    private static void checkHost(String text, String host) {
        if (host.isEmpty()) {
            throw refused(text, "it must name a host, such as cn-hangzhou.log.aliyuncs.com");
        }
        if (IP_V4.matcher(host).matches() || host.startsWith("[") || host.indexOf(':') != host.lastIndexOf(':')) {
            throw refused(text, "it must be a host name, since the Alibaba Cloud SDK accepts no IP address");
        }
        if (host.contains("/") || host.contains("?") || host.contains("#") || host.contains("@")) {
            throw refused(text, "it must be a host name alone, without user, path or query");
        }
        if (host.contains(":")) {
            throw refused(
                    text,
                    "it must have no port, since the Alibaba Cloud SDK accepts none;"
                            + " to reach another port, name it in proxy(host, port)");
        }
        if (!LABELS.matcher(host).matches()) {
            throw refused(text, "it must be a host name of letters, digits, '-', '_' and '.'");
        }
        if (WITH_PROJECT.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw refused(
                    text,
                    "it must not begin with a project, which is named per query; use "
                            + host.substring(host.indexOf('.') + 1));
        }
    }

    private static IllegalArgumentException refused(String text, String rule) {
        return new IllegalArgumentException("endpoint is '" + Texts.printable(text) + "'; " + rule);
    }

    public String url() {
        return scheme + "://" + host;
    }
}
