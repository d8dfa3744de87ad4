package io.github.cspmalert.definition;

import io.github.cspmalert.internal.Checks;
import java.util.Objects;

/**
 * A store of Simple Log Service that queries read: which one, and where it lies.
 *
 * @param type its kind
 * @param region the region of its project, such as {@code cn-hangzhou}; empty for {@link StoreType#META}
 * @param project its project; empty for {@link StoreType#META}
 * @param name its name, such as {@code sas-log} or {@code user.rds_ip_whitelist}
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: query statistics</a>
 */
public record Store(StoreType type, String region, String project, String name) {

    /**
     * Checks the parts.
     *
     * @param type its kind
     * @param region the region of its project
     * @param project its project
     * @param name its name
     * @throws IllegalArgumentException if the name is blank, a log or metric store has no region or project, or a part is
     *     not one line
     */
    public Store {
        Objects.requireNonNull(type, "type");
        Checks.notBlank("store", Checks.oneLine("store", name));
        Checks.oneLine("region", region);
        Checks.oneLine("project", project);
        if (type != StoreType.META) {
            Checks.notBlank("region of store '" + name + "'", region);
            Checks.notBlank("project of store '" + name + "'", project);
        }
    }

    /**
     * Names a Logstore.
     *
     * @param region the region of its project
     * @param project its project
     * @param logstore its name
     * @return the store
     * @throws IllegalArgumentException if one of them is blank
     */
    public static Store log(String region, String project, String logstore) {
        return new Store(StoreType.LOG, region, project, logstore);
    }

    /**
     * Names a Metricstore.
     *
     * @param region the region of its project
     * @param project its project
     * @param metricstore its name
     * @return the store
     * @throws IllegalArgumentException if one of them is blank
     */
    public static Store metric(String region, String project, String metricstore) {
        return new Store(StoreType.METRIC, region, project, metricstore);
    }

    /**
     * Names a table of resource data.
     *
     * @param resource its name, such as {@code user.rds_ip_whitelist}
     * @return the store
     * @throws IllegalArgumentException if the name is blank
     */
    public static Store meta(String resource) {
        return new Store(StoreType.META, "", "", resource);
    }

    /** {@return the store as one word, such as {@code cn-hangzhou/my-project/sas-log}} */
    @Override
    public String toString() {
        return type == StoreType.META ? name : region + "/" + project + "/" + name;
    }
}
