package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.sls.internal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the service answers: a scheme and a plain host name. The SDK accepts no port, path or address, and tells little
 * about why, so all of that is refused here.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: endpoints</a>
 */
public record Endpoint(String scheme, String host) {

    private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");
    private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern WITH_PROJECT =
            Pattern.compile("[^.]+\\.(?:.+\\.(log|sls)|log-global)\\.aliyuncs\\.com");

    /** The public form and those of VPCs, the classic network and shared regions; what all of them begin with is the region. */
    private static final Pattern REGIONAL =
            Pattern.compile("([a-z0-9-]+?)(?:-(?:intranet|share|vpc|internal))?\\.(?:log|sls)\\.aliyuncs\\.com");

    /** The acceleration endpoint and those of PrivateLink, which are of no region or of any. */
    private static final Pattern OF_NO_REGION =
            Pattern.compile("log-global\\.aliyuncs\\.com|.+\\.privatelink\\.aliyuncs\\.com");

    /** Names that never leave a machine or a test (RFC 6761). */
    private static final Pattern RESERVED = Pattern.compile("(?:.+\\.)?(?:localhost|test|invalid|example)");

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

    /**
     * Checks that a region is that of this endpoint, as far as the endpoint names one.
     *
     * @throws IllegalArgumentException if it is another's, with which every signature would be refused
     */
    public void checkRegion(String region) {
        Matcher regional = REGIONAL.matcher(host);
        if (!regional.matches()) {
            return;
        }
        String own = regional.group(1);
        // Finance regions and corporate ones have names that are longer or shorter in one of the two.
        if (!own.startsWith(region) && !region.startsWith(own) && !region.endsWith(own)) {
            throw new IllegalArgumentException(
                    "region is '%s', but the endpoint %s is of region '%s'; name the same region in both"
                            .formatted(region, url(), own));
        }
    }

    /** {@return what is to be told of this endpoint, though it may be meant: no TLS, or no form that the service has} */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (scheme.equals("http") && !RESERVED.matcher(host).matches()) {
            doubts.add("the endpoint " + url()
                    + " is not encrypted, so that logs and security tokens can be read on the way;" + " use https://"
                    + host);
        }
        if (host.matches("(?:.+\\.)?aliyun(?:cs)?\\.com")
                && !REGIONAL.matcher(host).matches()
                && !OF_NO_REGION.matcher(host).matches()) {
            doubts.add(
                    "the endpoint " + url() + " has none of the forms that Simple Log Service has, such as"
                            + " cn-hangzhou.log.aliyuncs.com, cn-hangzhou-intranet.log.aliyuncs.com or log-global.aliyuncs.com");
        }
        return doubts;
    }

    private static IllegalArgumentException refused(String text, String rule) {
        return new IllegalArgumentException("endpoint is '" + Texts.printable(text) + "'; " + rule);
    }

    public String url() {
        return scheme + "://" + host;
    }
}
