package io.github.cspmalert.testkit.sls.internal.http.operation;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the project in a host name: {@code <project>.<endpoint>} belongs to a project, {@code <endpoint>} to the whole
 * account. Any name may be the endpoint, so the first label is the project unless the host is an address, has one label
 * only, or starts with a region of the endpoint, as in {@code cn-hangzhou.log.aliyuncs.com} or {@code cn-hangzhou-intranet.…}.
 */
public final class ProjectHost {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");
    private final Pattern regional;

    /**
     * Creates a finder.
     *
     * @param regions the regions of the endpoint
     */
    public ProjectHost(Set<String> regions) {
        String names = regions.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        String label = "(" + names + ")(-intranet|-internal|-share|-vpc)?";
        this.regional = Pattern.compile(label + "\\.(?!" + label + "\\.).*");
    }

    /**
     * {@return the project, empty if the host is that of the whole account}
     *
     * @param host the host name, without a port
     */
    public String project(String host) {
        int dot = host.indexOf('.');
        boolean wholeAccount = dot < 0
                || ADDRESS.matcher(host).matches()
                || regional.matcher(host).matches();
        return wholeAccount ? "" : host.substring(0, dot);
    }
}
