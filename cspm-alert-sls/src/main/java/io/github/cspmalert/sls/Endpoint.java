package io.github.cspmalert.sls;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of the service in a region: what the SDK takes, found out before the SDK refuses it less clearly. */
record Endpoint(String scheme, String host) {

    private static final Pattern FORM = Pattern.compile("(?:(https?)://)?([a-z0-9._-]+)/?");
    private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");

    static Endpoint parse(String endpoint) {
        Matcher matcher = FORM.matcher(endpoint.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "endpoint must be a host name, with https:// before it or not, such as https://cn-hangzhou.log.aliyuncs.com,"
                            + " without port, path or user, but is '" + printable(endpoint) + "'");
        }
        String host = matcher.group(2);
        if (IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "endpoint must be a host name and not an IP address, since the project's name is put before it, but is '"
                            + printable(endpoint) + "'");
        }
        return new Endpoint(matcher.group(1) == null ? "https" : matcher.group(1), host);
    }

    @Override
    public String toString() {
        return scheme + "://" + host;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").replaceAll("//[^@/]*@", "//****@");
    }
}
