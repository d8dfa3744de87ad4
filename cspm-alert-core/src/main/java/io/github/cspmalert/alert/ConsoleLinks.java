package io.github.cspmalert.alert;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogOrigin;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Links into the console of Simple Log Service. Immutable and thread-safe.
 *
 * @param console the console's address: https, without path
 * @see <a href="https://www.alibabacloud.com/help/doc-detail/103028.htm">SLS:
 *     parameters of console pages</a>
 */
public record ConsoleLinks(URI console) {

    /** The console of the international site. */
    public static final ConsoleLinks INTERNATIONAL =
            new ConsoleLinks(URI.create("https://sls.console.alibabacloud.com"));

    /** The console of the China site. */
    public static final ConsoleLinks CHINA = new ConsoleLinks(URI.create("https://sls.console.aliyun.com"));

    /**
     * Checks the address.
     *
     * @param console the console's address
     * @throws IllegalArgumentException if it is not https, or has a user, a path, a query or a fragment
     */
    public ConsoleLinks {
        boolean bare = console.getHost() != null
                && (console.getRawPath().isEmpty() || "/".equals(console.getRawPath()))
                && console.getRawQuery() == null
                && console.getRawFragment() == null
                && console.getRawUserInfo() == null;
        if (!"https".equals(String.valueOf(console.getScheme()).toLowerCase(Locale.ROOT)) || !bare) {
            throw new IllegalArgumentException(
                    "console must be an https address without user, path, query or fragment, such as"
                            + " https://sls.console.aliyun.com, but is "
                            + (console.getRawUserInfo() == null ? console : "one with a user"));
        }
    }

    /**
     * Links to the logs and the statement of a query, with its parameters in the order in which the service writes them.
     *
     * @param data the query
     * @return the link; empty if the project or the store is unknown
     */
    public String query(QueryData data) {
        LogOrigin origin = data.result().origin();
        if (origin.project().isEmpty() || origin.store().isEmpty()) {
            return "";
        }
        TimeRange range = data.range();
        String statement = Base64.getEncoder().encodeToString(data.statement().getBytes(StandardCharsets.UTF_8));
        // No format string: some languages write the digits of numbers with their own characters.
        return project(origin.project())
                + "/logsearch/" + encode(origin.store())
                + "?encode=base64&endTime=" + range.to().getEpochSecond()
                + "&queryString=" + encode(statement)
                + "&queryTimeType=99&startTime=" + range.from().getEpochSecond();
    }

    /**
     * Links to CSPM in the console of Security Center.
     *
     * @param region the region of the log, which tells the data centre; may be empty
     * @return the address, or an empty text if the console is neither of the two that are known
     * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/cspm">Security Center: CSPM</a>
     */
    public String cspm(String region) {
        if (equals(CHINA)) {
            return "https://yundun.console.aliyun.com/?p=sas";
        }
        boolean mainland = region.startsWith("cn-") && !region.equals("cn-hongkong");
        return equals(INTERNATIONAL)
                ? "https://yundun.console.alibabacloud.com/?p=sas#/baseline/"
                        + (mainland ? "cn-hangzhou" : "ap-southeast-1")
                : "";
    }

    private String project(String project) {
        return "https://" + console.getRawAuthority() + "/lognext/project/" + encode(project);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
