package io.github.cspmalert.testkit.sls.internal.http.catalog;

import java.util.regex.Pattern;

/**
 * The names that projects, Logstores and resources may have, as
 * <a href="https://help.aliyun.com/zh/sls/basic-resources">Basic resources</a> limits them. A name that
 * passes is safe as part of a file name.
 */
public final class Names {

    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern LOGSTORE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,78}[a-z0-9]");

    private static final Pattern RESOURCE = Pattern.compile("[a-z][0-9a-z_.]{1,125}[0-9a-z]");

    /** What a project may be called. */
    public static final String PROJECT_RULE =
            "a project name has 3 to 63 lower-case letters, digits and hyphens, with no hyphen at either end";

    private static final String LOGSTORE_RULE = "a Logstore name has 2 to 80 lower-case letters, digits, hyphens and"
            + " underscores, with a letter or digit at either end";

    /** What a resource may be called. */
    public static final String RESOURCE_RULE =
            "a resource name has 3 to 127 lower-case letters, digits, underscores and"
                    + " periods, with a letter at the start and a letter or digit at the end";

    private Names() {}

    /**
     * {@return whether a project may have that name}
     *
     * @param name the name
     */
    public static boolean isProject(String name) {
        return PROJECT.matcher(name).matches();
    }

    /**
     * {@return whether a Logstore may have that name}
     *
     * @param name the name
     */
    public static boolean isLogstore(String name) {
        return LOGSTORE.matcher(name).matches();
    }

    /**
     * {@return whether a resource may have that name}
     *
     * @param name the name
     */
    public static boolean isResource(String name) {
        return RESOURCE.matcher(name).matches();
    }

    /**
     * Checks the name of a project.
     *
     * @param project the name
     * @throws IllegalArgumentException if no project may have it
     */
    public static void checkProject(String project) {
        if (!isProject(project)) {
            throw new IllegalArgumentException("project is \"" + project + "\"; " + PROJECT_RULE);
        }
    }

    /**
     * Checks the name of a Logstore.
     *
     * @param logstore the name
     * @throws IllegalArgumentException if no Logstore may have it
     */
    public static void checkLogstore(String logstore) {
        if (!isLogstore(logstore)) {
            throw new IllegalArgumentException("logstore is \"" + logstore + "\"; " + LOGSTORE_RULE);
        }
    }
}
